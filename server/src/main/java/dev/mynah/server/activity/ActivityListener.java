// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.activity;

import dev.mynah.spi.error.DatastoreException;
import java.net.InetAddress;
import java.util.List;

/** Hears what the server does; called by many threads, which it must not keep waiting. */
public interface ActivityListener {
  /** A client has logged in. */
  void connected(Client client);

  /** A client that had logged in is gone. */
  void disconnected(Client client);

  /** A client was not let in. */
  void refused(InetAddress address, DatastoreException error);

  /** A statement has ended. */
  void ended(StatementRun run);

  /** Returns what tells several. */
  static ActivityListener all(List<ActivityListener> listeners) {
    List<ActivityListener> told = List.copyOf(listeners);
    return new ActivityListener() {
      @Override
      public void connected(Client client) {
        told.forEach(listener -> listener.connected(client));
      }

      @Override
      public void disconnected(Client client) {
        told.forEach(listener -> listener.disconnected(client));
      }

      @Override
      public void refused(InetAddress address, DatastoreException error) {
        told.forEach(listener -> listener.refused(address, error));
      }

      @Override
      public void ended(StatementRun run) {
        told.forEach(listener -> listener.ended(run));
      }
    };
  }

  /** Returns what tells nobody. */
  static ActivityListener none() {
    return all(List.of());
  }
}
