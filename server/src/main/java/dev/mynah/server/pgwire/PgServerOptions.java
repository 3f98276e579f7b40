// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.tls.ServerTls;
import java.net.InetAddress;
import java.time.Duration;

/**
 * Where a server listens, and its limits.
 *
 * @param port 0 for a free one
 * @param database the only database there is
 * @param maxConnections how many sessions there may be at once; each has a thread
 * @param startupTimeout until when a client must have logged in
 * @param maxMessageBytes the longest message of a client that has logged in
 * @param maxStatementBytes the longest text of a statement; a longer one is refused and skipped
 * @param stallTimeout how long a client may take nothing of what it is sent
 * @param shutdownGrace how long closing lets statements under way go on
 * @param tls when and with what connections are encrypted
 */
public record PgServerOptions(
    InetAddress host,
    int port,
    String database,
    int maxConnections,
    Duration startupTimeout,
    int maxMessageBytes,
    int maxStatementBytes,
    Duration stallTimeout,
    Duration shutdownGrace,
    ServerTls tls) {
  /** PostgreSQL's own limit of a message. */
  private static final int DEFAULT_MAX_MESSAGE_BYTES = 0x3fffffff;

  /** A statement is parsed in memory, in several copies. */
  private static final int DEFAULT_MAX_STATEMENT_BYTES = 64 << 20;

  private static final int DEFAULT_MAX_CONNECTIONS = 1_000;

  public PgServerOptions {
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException("port: " + port);
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException("maxConnections: " + maxConnections);
    }
    if (!startupTimeout.isPositive()) {
      throw new IllegalArgumentException("startupTimeout: " + startupTimeout);
    }
    if (maxMessageBytes < 1) {
      throw new IllegalArgumentException("maxMessageBytes: " + maxMessageBytes);
    }
    if (maxStatementBytes < 1) {
      throw new IllegalArgumentException("maxStatementBytes: " + maxStatementBytes);
    }
    if (!stallTimeout.isPositive()) {
      throw new IllegalArgumentException("stallTimeout: " + stallTimeout);
    }
    if (shutdownGrace.isNegative()) {
      throw new IllegalArgumentException("shutdownGrace: " + shutdownGrace);
    }
  }

  /** Returns the usual limits: 1,000 connections, a minute to log in, PostgreSQL's 1 GB; no TLS. */
  public static PgServerOptions on(InetAddress host, int port) {
    return new PgServerOptions(
        host,
        port,
        "mynah",
        DEFAULT_MAX_CONNECTIONS,
        Duration.ofMinutes(1),
        DEFAULT_MAX_MESSAGE_BYTES,
        DEFAULT_MAX_STATEMENT_BYTES,
        Duration.ofMinutes(10),
        Duration.ofSeconds(5),
        ServerTls.off());
  }

  /** Returns these options with another number of connections. */
  public PgServerOptions withMaxConnections(int newMaxConnections) {
    return new PgServerOptions(
        host,
        port,
        database,
        newMaxConnections,
        startupTimeout,
        maxMessageBytes,
        maxStatementBytes,
        stallTimeout,
        shutdownGrace,
        tls);
  }

  /** Returns these options with another time to log in. */
  public PgServerOptions withStartupTimeout(Duration newStartupTimeout) {
    return new PgServerOptions(
        host,
        port,
        database,
        maxConnections,
        newStartupTimeout,
        maxMessageBytes,
        maxStatementBytes,
        stallTimeout,
        shutdownGrace,
        tls);
  }

  /** Returns these options with other limits of size. */
  public PgServerOptions withMaxBytes(int newMaxMessageBytes, int newMaxStatementBytes) {
    return new PgServerOptions(
        host,
        port,
        database,
        maxConnections,
        startupTimeout,
        newMaxMessageBytes,
        newMaxStatementBytes,
        stallTimeout,
        shutdownGrace,
        tls);
  }

  /** Returns these options with another way to encrypt. */
  public PgServerOptions withTls(ServerTls newTls) {
    return new PgServerOptions(
        host,
        port,
        database,
        maxConnections,
        startupTimeout,
        maxMessageBytes,
        maxStatementBytes,
        stallTimeout,
        shutdownGrace,
        newTls);
  }

  /** Returns these options with another time that a client may take nothing. */
  public PgServerOptions withStallTimeout(Duration newStallTimeout) {
    return new PgServerOptions(
        host,
        port,
        database,
        maxConnections,
        startupTimeout,
        maxMessageBytes,
        maxStatementBytes,
        newStallTimeout,
        shutdownGrace,
        tls);
  }

  /** Returns these options with another time that statements have when it closes. */
  public PgServerOptions withShutdownGrace(Duration newShutdownGrace) {
    return new PgServerOptions(
        host,
        port,
        database,
        maxConnections,
        startupTimeout,
        maxMessageBytes,
        maxStatementBytes,
        stallTimeout,
        newShutdownGrace,
        tls);
  }
}
