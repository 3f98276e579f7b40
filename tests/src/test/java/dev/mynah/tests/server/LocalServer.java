// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.server;

import dev.mynah.core.Datastore;
import dev.mynah.core.DatastoreOptions;
import dev.mynah.server.pgwire.PgServer;
import dev.mynah.server.pgwire.PgServerOptions;
import dev.mynah.server.pgwire.auth.Authenticator;
import java.net.InetAddress;
import java.nio.file.Path;

/** A datastore on disk inside this process. */
public final class LocalServer implements TestedServer {
  private final DatastoreOptions options;
  private Datastore datastore;
  private PgServer server;

  /** Opens a datastore in a folder, and listens. */
  public LocalServer(Path folder) {
    this(DatastoreOptions.onDisk(folder));
  }

  /** Opens a datastore, and listens. */
  public LocalServer(DatastoreOptions options) {
    this.options = options;
    this.datastore = Datastore.open(options);
    this.server = listen(datastore);
  }

  private static PgServer listen(Datastore datastore) {
    PgServer server =
        new PgServer(
            PgServerOptions.on(InetAddress.getLoopbackAddress(), 0),
            (client, notices) ->
                datastore.login(client.user(), client.address().getHostAddress(), notices),
            Authenticator.trust());
    server.start();
    return server;
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public void restart() {
    close();
    datastore = Datastore.open(options);
    server = listen(datastore);
  }

  @Override
  public void close() {
    server.close();
    datastore.close();
  }
}
