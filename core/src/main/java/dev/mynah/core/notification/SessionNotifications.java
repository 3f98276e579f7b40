// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.notification;

import dev.mynah.core.session.Notification;
import dev.mynah.core.session.NotificationReceiver;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.ChannelStatement;
import dev.mynah.sql.tree.ChannelStatement.Listen;
import dev.mynah.sql.tree.ChannelStatement.Notify;
import dev.mynah.sql.tree.ChannelStatement.Unlisten;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one session says and hears. What it says, and which channels it listens to, counts when its
 * transaction is committed. Thread-safe.
 */
public final class SessionNotifications {
  /** PostgreSQL's limits, in bytes. */
  private static final int MAX_CHANNEL_BYTES = 63;

  private static final int MAX_PAYLOAD_BYTES = 7_999;

  /** Of one session, and of one transaction: at most 80 MB. */
  private static final int MAX_WAITING = 10_000;

  private static final int MAX_CHANNELS = 10_000;

  private final long id;
  private final Channels channels;
  private @Nullable NotificationReceiver receiver;
  private Set<String> listened = new HashSet<>();

  /** Not yet committed; the same said twice in one transaction is said once. */
  private Set<Notification> said = new LinkedHashSet<>();

  private List<ChannelStatement> changes = new ArrayList<>();
  private final Deque<Notification> heard = new ArrayDeque<>();

  SessionNotifications(long id, Channels channels) {
    this.id = id;
    this.channels = channels;
  }

  long id() {
    return id;
  }

  /** Says who is told. */
  public synchronized void receiver(NotificationReceiver told) {
    receiver = told;
  }

  /** Carries out a statement, and returns its tag. */
  public synchronized String execute(ChannelStatement statement) {
    return switch (statement) {
      case Listen listen -> {
        if (receiver == null) {
          throw new DatastoreException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "LISTEN needs a connection to a server");
        }
        checkChannel(listen.channel());
        if (listened.size() + changes.size() >= MAX_CHANNELS) {
          throw new DatastoreException(
              ErrorCode.CONFIGURATION_LIMIT_EXCEEDED, "too many channels are listened to");
        }
        changes.add(listen);
        yield "LISTEN";
      }
      case Unlisten unlisten -> {
        changes.add(unlisten);
        yield "UNLISTEN";
      }
      case Notify notify -> {
        say(notify.channel(), notify.payload());
        yield "NOTIFY";
      }
    };
  }

  /** Says something on a channel, to be heard when the transaction is committed. */
  synchronized void say(String channel, String payload) {
    checkChannel(channel);
    if (bytes(payload) > MAX_PAYLOAD_BYTES) {
      throw new DatastoreException(ErrorCode.INVALID_PARAMETER_VALUE, "payload string too long");
    }
    if (said.size() >= MAX_WAITING) {
      throw new DatastoreException(
          ErrorCode.PROGRAM_LIMIT_EXCEEDED, "too many notifications in one transaction");
    }
    said.add(new Notification(receiver == null ? 0 : receiver.processId(), channel, payload));
  }

  private static void checkChannel(String channel) {
    if (channel.isEmpty()) {
      throw new DatastoreException(
          ErrorCode.INVALID_PARAMETER_VALUE, "channel name cannot be empty");
    }
    if (bytes(channel) > MAX_CHANNEL_BYTES) {
      throw new DatastoreException(ErrorCode.INVALID_PARAMETER_VALUE, "channel name too long");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Fails if what was said cannot be taken to those who listen. */
  public void beforeCommit() {
    List<Notification> pending = pending();
    if (!pending.isEmpty()) {
      channels.checkRoom(pending);
    }
  }

  private synchronized List<Notification> pending() {
    return List.copyOf(said);
  }

  /** Lets be heard what the transaction has said. */
  public void committed() {
    List<Notification> pending = pending();
    synchronized (this) {
      changes.forEach(this::apply);
      rolledBack();
    }
    if (!pending.isEmpty()) {
      channels.publish(pending);
    }
  }

  private void apply(ChannelStatement change) {
    switch (change) {
      case Listen listen -> listened.add(listen.channel());
      case Unlisten unlisten ->
          unlisten.channel().ifPresentOrElse(listened::remove, listened::clear);
      case Notify notify -> throw new IllegalStateException("NOTIFY changes no channel");
    }
  }

  /** Forgets what the transaction has said. */
  public synchronized void rolledBack() {
    said.clear();
    changes.clear();
  }

  /** Remembers what was said up to now in the transaction, and returns what goes back to it. */
  public synchronized Runnable mark() {
    Set<Notification> saidNow = new LinkedHashSet<>(said);
    List<ChannelStatement> changesNow = List.copyOf(changes);
    return () -> goBack(saidNow, changesNow);
  }

  private synchronized void goBack(Set<Notification> saidThen, List<ChannelStatement> changesThen) {
    said = new LinkedHashSet<>(saidThen);
    changes = new ArrayList<>(changesThen);
  }

  /** Listens to nothing from the next commit on. */
  public synchronized void unlistenAll() {
    changes.add(new Unlisten(Optional.empty()));
  }

  synchronized boolean hasRoomFor(Collection<Notification> notifications) {
    return heard.size() < MAX_WAITING
        || notifications.stream().noneMatch(said -> listened.contains(said.channel()));
  }

  void deliver(Collection<Notification> notifications) {
    NotificationReceiver told = null;
    synchronized (this) {
      for (Notification notification : notifications) {
        if (listened.contains(notification.channel())) {
          heard.add(notification);
          told = receiver;
        }
      }
    }
    if (told != null) {
      told.arrived();
    }
  }

  /** Returns what was heard since the last call. */
  public synchronized List<Notification> take() {
    List<Notification> taken = List.copyOf(heard);
    heard.clear();
    return taken;
  }

  /** The session ends. */
  public synchronized void close() {
    channels.closed(id);
    listened = new HashSet<>();
    heard.clear();
  }
}
