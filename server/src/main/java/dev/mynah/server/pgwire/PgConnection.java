// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.Notice;
import dev.mynah.core.session.NotificationReceiver;
import dev.mynah.core.session.Session;
import dev.mynah.server.activity.ActivityListener;
import dev.mynah.server.activity.Client;
import dev.mynah.server.activity.StatementWatch;
import dev.mynah.server.pgwire.auth.Authenticator;
import dev.mynah.server.pgwire.auth.LoginThrottle;
import dev.mynah.server.pgwire.messages.ErrorFields;
import dev.mynah.server.pgwire.messages.MessageReader;
import dev.mynah.server.pgwire.messages.MessageWriter;
import dev.mynah.server.pgwire.messages.ServerMessages;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, from its first byte to its last; {@link #run} on a thread of its own.
 */
final class PgConnection implements Runnable {
  private static final Logger LOG = System.getLogger("dev.mynah.server");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A client that has cancelled its statement, and takes nothing for so long, is given up. */
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(3);

  /** A client that is too late is told so, if it listens. */
  private static final Duration WATCH_SLACK = Duration.ofSeconds(2);

  private final int processId;
  private final int secretKey = RANDOM.nextInt();
  private final ClientLink link;
  private final PgServerOptions options;
  private final SessionSource sessions;
  private final Authenticator authenticator;
  private final LoginThrottle throttle;
  private final Connections connections;
  private final ActivityListener activity;
  private final long openedNanos = System.nanoTime();
  private final MessageReader reader;
  private final MessageWriter writer;
  private final ServerMessages messages;
  private volatile @Nullable Session session;
  private volatile @Nullable Conversation conversation;
  private volatile boolean cancelled;
  private volatile boolean terminating;
  private final AtomicBoolean toldEnd = new AtomicBoolean();

  PgConnection(
      int processId,
      Socket socket,
      PgServerOptions options,
      SessionSource sessions,
      Authenticator authenticator,
      LoginThrottle throttle,
      Connections connections,
      ActivityListener activity)
      throws IOException {
    this.processId = processId;
    this.link = new ClientLink(socket);
    this.options = options;
    this.sessions = sessions;
    this.authenticator = authenticator;
    this.throttle = throttle;
    this.connections = connections;
    this.activity = activity;
    this.reader = new MessageReader(link.input());
    this.writer = new MessageWriter(link.output());
    this.messages = new ServerMessages(writer);
  }

  int processId() {
    return processId;
  }

  InetAddress address() {
    return link.address();
  }

  @Override
  public void run() {
    try (link) {
      link.open(options.startupTimeout());
      try {
        converse();
      } finally {
        // A client that sees its connection closed may come again at once.
        connections.release(this);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "connection {0} from {1} was lost: {2}", processId, link.address(), e);
    } finally {
      connections.remove(this);
    }
  }

  private void converse() throws IOException {
    try {
      StartUp startUp =
          new StartUp(options, connections, authenticator, throttle, link, reader, writer);
      Optional<StartUp.Guest> guest = startUp.receive(this);
      if (guest.isPresent()) {
        serve(guest.get());
      }
    } catch (SocketTimeoutException e) {
      LOG.log(Level.INFO, "connection from {0}: start-up took too long", link.address());
    } catch (ProtocolException e) {
      LOG.log(Level.INFO, "connection from {0}: {1}", link.address(), e.getMessage());
      if (session != null) {
        fatal(new DatastoreException(ErrorCode.PROTOCOL_VIOLATION, String.valueOf(e.getMessage())));
      }
    } catch (IOException e) {
      if (!terminating) {
        throw e;
      }
    } catch (Exception | Error e) {
      DatastoreException error = Failures.translate(e);
      if (conversation == null) {
        activity.refused(link.address(), error);
      }
      fatal(error);
    }
    if (terminating) {
      tellEnd();
    }
  }

  /** Tells the client once why the connection ends. */
  private void tellEnd() throws IOException {
    if (toldEnd.compareAndSet(false, true)) {
      fatal(Failures.adminShutdown());
    }
  }

  private void serve(StartUp.Guest guest) throws IOException {
    try (Session opened = sessions.open(guest.identity(), this::tell)) {
      session = opened;
      StartupSettings.apply(guest.settings(), opened);
      ReportedSettings settings = new ReportedSettings(opened, messages);
      settings.tellAll(guest.identity());
      messages.backendKeyData(processId, secretKey);
      link.input().clearDeadline();
      Client client =
          new Client(
              "postgresql", opened.id(), guest.identity().user(), link.address().getHostAddress());
      StatementWatch watch = new StatementWatch(client, activity, writer::rows);
      Conversation begun = new Conversation(opened, settings, reader, writer, options, watch);
      conversation = begun;
      opened.receiveNotifications(new Listener(begun));
      activity.connected(client);
      try {
        begun.run(() -> terminating);
      } finally {
        activity.disconnected(client);
      }
    }
  }

  /** Is told of notifications by those who send them, who must not wait for this client. */
  private final class Listener implements NotificationReceiver {
    private final Conversation heard;

    Listener(Conversation heard) {
      this.heard = heard;
    }

    @Override
    public int processId() {
      return processId;
    }

    @Override
    public void arrived() {
      Thread.ofVirtual().name("notify-" + processId).start(heard::tellAtRest);
    }
  }

  private void fatal(DatastoreException error) throws IOException {
    messages.error(ErrorFields.of("FATAL", error));
  }

  private void tell(Notice notice) {
    try {
      messages.notice(
          new ErrorFields(
              notice.severity().name(),
              notice.sqlState(),
              notice.message(),
              notice.detail(),
              notice.hint(),
              DatastoreException.NO_POSITION));
    } catch (IOException e) {
      // What a statement does must not depend on whether anybody listens to its progress.
      LOG.log(Level.DEBUG, "a notice found no listener", e);
    }
  }

  /** Stops the statement under way if the key is the one that this client was given. */
  void cancel(int key) {
    Session running = session;
    if (running != null && MessageDigest.isEqual(bytes(key), bytes(secretKey))) {
      cancelled = true;
      running.cancel();
    }
  }

  private static byte[] bytes(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  /**
   * Looks after a connection from time to time: stops a statement whose client has left, and cuts
   * off a client that does not log in, or takes nothing of what it is sent.
   */
  void watch() {
    Session running = session;
    Conversation current = conversation;
    if (current == null) {
      // The handshake of TLS could go on for ever, a byte at a time.
      cutOffIf(isLongerAgo(openedNanos, options.startupTimeout().plus(WATCH_SLACK)));
    } else if (running != null
        && current.hasRunLongEnoughToCheck()
        && link.input().isClosedByClient()) {
      running.abandon();
    }
    Duration patience = cancelled ? CANCEL_PATIENCE : options.stallTimeout();
    cutOffIf(link.stalledFor().compareTo(patience) > 0);
  }

  private static boolean isLongerAgo(long nanos, Duration limit) {
    return System.nanoTime() - nanos > limit.toNanos();
  }

  private void cutOffIf(boolean condition) {
    if (condition) {
      LOG.log(Level.INFO, "connection {0} from {1} was cut off", processId, link.address());
      cutOff();
    }
  }

  /** Ends the connection once its client's statement is answered; the client is told why. */
  void endWhenAtRest() {
    terminating = true;
    Conversation current = conversation;
    if (current == null || current.isAtRest()) {
      endReading();
    }
  }

  /** Ends the connection as soon as its statement has stopped; the client is told why. */
  void terminate() {
    terminating = true;
    Session running = session;
    if (running != null) {
      running.abandon();
    }
    endReading();
  }

  /** Wakes a thread that waits for the client's next message. */
  private void endReading() {
    try {
      if (link.isEncrypted() && link.stalledFor().isZero()) {
        // TLS can say nothing more once its reading has ended.
        tellEnd();
      }
      link.endReading();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "connection {0} was closed already", processId);
    }
  }

  /** Ends the connection at once. */
  void cutOff() {
    try {
      link.cutOff();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "connection {0} was closed already", processId);
    }
  }
}
