// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.activity.ActivityListener;
import dev.mynah.server.pgwire.auth.Authenticator;
import dev.mynah.server.pgwire.auth.LoginThrottle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers PostgreSQL's clients: protocol 3.0, one platform thread a connection, because statements
 * block in native code, which starves virtual threads.
 */
public final class PgServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger("dev.mynah.server");

  /** As many connections as may wait for the accepting thread. */
  private static final int BACKLOG = 1024;

  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  /** How long a statement may take to notice that it is to stop. */
  private static final Duration STOPPING = Duration.ofSeconds(3);

  private final PgServerOptions options;
  private final SessionSource sessions;
  private final Authenticator authenticator;
  private final LoginThrottle throttle = new LoginThrottle();
  private final Connections connections;
  private final ActivityListener activity;
  private final ServerSocket serverSocket;
  private int lastProcessId;

  /** Makes a server that listens nowhere yet, and whose activity nobody follows. */
  public PgServer(PgServerOptions options, SessionSource sessions, Authenticator authenticator) {
    this(options, sessions, authenticator, ActivityListener.none());
  }

  /** Makes a server that listens nowhere yet. */
  public PgServer(
      PgServerOptions options,
      SessionSource sessions,
      Authenticator authenticator,
      ActivityListener activity) {
    this.activity = activity;
    this.options = options;
    this.sessions = sessions;
    this.authenticator = authenticator;
    this.connections = new Connections(options.maxConnections());
    try {
      this.serverSocket = new ServerSocket();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins to listen; fails with UncheckedIOException when the port is taken. */
  public void start() {
    try {
      serverSocket.setReuseAddress(true);
      serverSocket.bind(new InetSocketAddress(options.host(), options.port()), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("mynah-accept").start(this::accept);
    Thread.ofPlatform().daemon().name("mynah-client-watch").start(this::watch);
  }

  /** Returns the port that it listens on. */
  public int port() {
    return serverSocket.getLocalPort();
  }

  private void accept() {
    while (!serverSocket.isClosed()) {
      try {
        receive(serverSocket.accept());
      } catch (IOException | OutOfMemoryError e) {
        // No more file handles or threads: some will be free soon.
        if (!serverSocket.isClosed()) {
          LOG.log(Level.WARNING, "a connection could not be accepted: {0}", e.getMessage());
          LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
      }
    }
  }

  private void receive(Socket socket) throws IOException {
    lastProcessId++;
    PgConnection connection =
        new PgConnection(
            lastProcessId,
            socket,
            options,
            sessions,
            authenticator,
            throttle,
            connections,
            activity);
    boolean started = false;
    try {
      if (connections.add(connection)) {
        Thread.ofPlatform().daemon().name("mynah-client-" + lastProcessId).start(connection);
        started = true;
      }
    } finally {
      if (!started) {
        connections.remove(connection);
        socket.close();
      }
    }
  }

  /** Looks after the connections, whatever their threads are waiting for. */
  private void watch() {
    while (!serverSocket.isClosed()) {
      LockSupport.parkNanos(WATCH_INTERVAL.toNanos());
      connections.all().forEach(PgConnection::watch);
    }
  }

  /**
   * Takes no more clients, tells those that wait that the server ends, lets statements under way go
   * on for a while, then stops them, and closes.
   */
  @Override
  public void close() {
    try {
      serverSocket.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "closing the port failed", e);
    }
    connections.close().forEach(PgConnection::endWhenAtRest);
    awaitEnd(options.shutdownGrace());
    connections.all().forEach(PgConnection::terminate);
    awaitEnd(STOPPING);
    connections.all().forEach(PgConnection::cutOff);
  }

  private void awaitEnd(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!connections.all().isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
