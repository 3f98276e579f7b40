// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.cli.client.SqlClient;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A client that is closed however the process ends, but for being killed: an interrupted command
 * leaves no temporary files and no half-written statement.
 */
final class OpenClient implements AutoCloseable {
  private final SqlClient client;
  private final Thread hook = new Thread(this::stop, "mynah-stop");
  private final AtomicBoolean closed = new AtomicBoolean();

  private OpenClient(SqlClient client) {
    this.client = client;
  }

  /** Takes over a client, and lets it wait for the models it makes. */
  static OpenClient of(SqlClient client) {
    OpenClient open = new OpenClient(client);
    Runtime.getRuntime().addShutdownHook(open.hook);
    boolean ready = false;
    try {
      client.run("SET wait = on", result -> {});
      ready = true;
      return open;
    } finally {
      if (!ready) {
        open.close();
      }
    }
  }

  SqlClient client() {
    return client;
  }

  private void stop() {
    client.cancel();
    closeOnce();
  }

  private void closeOnce() {
    if (closed.compareAndSet(false, true)) {
      client.close();
    }
  }

  @Override
  public void close() {
    closeOnce();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends already, and the hook finds the client closed.
      assert closed.get();
    }
  }
}
