// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.cli.client.SqlClient;

/**
 * A client that is closed however the process ends, but for being killed: an interrupted command
 * leaves no temporary files and no half-written statement.
 */
final class OpenClient implements AutoCloseable {
  private final SqlClient client;
  private final Thread hook = new Thread(this::stop, "mynah-stop");
  private volatile boolean closed;

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
    if (!closed) {
      client.cancel();
    }
    closeOnce();
  }

  /** Returns when the client is closed, whoever closes it: the process must not end before. */
  private synchronized void closeOnce() {
    if (!closed) {
      closed = true;
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
      assert closed;
    }
  }
}
