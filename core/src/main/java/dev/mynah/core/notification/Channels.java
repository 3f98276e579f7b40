// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.notification;

import dev.mynah.core.session.Notification;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Takes what is said in one session to those that listen. Thread-safe. */
public final class Channels {
  private final Map<Long, SessionNotifications> sessions = new ConcurrentSkipListMap<>();

  /** Returns what a new session says and hears. */
  public SessionNotifications open(long session) {
    SessionNotifications opened = new SessionNotifications(session, this);
    sessions.put(session, opened);
    return opened;
  }

  void closed(long session) {
    sessions.remove(session);
  }

  Optional<SessionNotifications> session(long session) {
    return Optional.ofNullable(sessions.get(session));
  }

  /** Fails if a session that listens takes nothing, so that what waits for it has no end. */
  void checkRoom(Collection<Notification> notifications) {
    for (SessionNotifications session : sessions.values()) {
      if (!session.hasRoomFor(notifications)) {
        throw new DatastoreException(
                ErrorCode.PROGRAM_LIMIT_EXCEEDED, "too many notifications wait for a session")
            .withDetail(
                "Session %d listens, and its transaction has not ended for long."
                    .formatted(session.id()));
      }
    }
  }

  /** Takes notifications to all who listen; everybody gets them in the same order. */
  synchronized void publish(Collection<Notification> notifications) {
    sessions.values().forEach(session -> session.deliver(notifications));
  }
}
