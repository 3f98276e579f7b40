// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.wire;

import dev.mynah.core.Datastore;
import dev.mynah.core.DatastoreOptions;
import dev.mynah.server.pgwire.PgServer;
import dev.mynah.server.pgwire.PgServerOptions;
import dev.mynah.server.pgwire.auth.Authenticator;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A datastore and its server in this process, on a free port. */
final class LocalServer implements AutoCloseable {
  private final Datastore datastore;
  private final PgServer server;

  LocalServer(DatastoreOptions options) {
    this.datastore = Datastore.open(options);
    this.server =
        new PgServer(
            PgServerOptions.on(InetAddress.getLoopbackAddress(), 0),
            (client, notices) -> datastore.connect(client.user(), notices),
            Authenticator.trust());
    server.start();
  }

  /** Connects a client whose statements stay prepared from their first run on. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/mynah?user=mynah&prepareThreshold=1"
            .formatted(server.port()));
  }

  @Override
  public void close() {
    server.close();
    datastore.close();
  }
}
