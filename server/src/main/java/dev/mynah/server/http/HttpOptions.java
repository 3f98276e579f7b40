// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where the server answers HTTP, and its limits.
 *
 * @param port 0 for a free one
 * @param allowedHosts names beside those of this machine's loopback addresses that a request may
 *     name as its host: a web page of a strange name that leads here must not be answered
 * @param monitoring who may ask for health and metrics
 * @param maxBodyBytes the longest request
 * @param maxSessions how many requests may run statements at once
 * @param stallTimeout how long a client may take nothing of its answer
 */
public record HttpOptions(
    InetAddress host,
    int port,
    List<String> allowedHosts,
    Monitoring monitoring,
    int maxBodyBytes,
    int maxSessions,
    Duration stallTimeout) {
  /** As much as a statement may have by PostgreSQL's protocol. */
  private static final int DEFAULT_MAX_BODY_BYTES = 64 << 20;

  private static final int DEFAULT_MAX_SESSIONS = 32;

  /** Who may ask for health and metrics, which need no token. */
  public enum Monitoring {
    LOOPBACK,
    EVERYBODY
  }

  public HttpOptions {
    allowedHosts = List.copyOf(allowedHosts);
    if (maxBodyBytes < 1) {
      throw new IllegalArgumentException("maxBodyBytes: " + maxBodyBytes);
    }
    if (maxSessions < 1) {
      throw new IllegalArgumentException("maxSessions: " + maxSessions);
    }
  }

  /** Returns the usual limits: 64 MB, 32 requests at once, monitoring from this machine. */
  public static HttpOptions on(InetAddress host, int port) {
    return new HttpOptions(
        host,
        port,
        List.of(),
        Monitoring.LOOPBACK,
        DEFAULT_MAX_BODY_BYTES,
        DEFAULT_MAX_SESSIONS,
        Duration.ofMinutes(10));
  }

  /** Returns these options with other names of this server. */
  public HttpOptions withAllowedHosts(List<String> newAllowedHosts) {
    return new HttpOptions(
        host, port, newAllowedHosts, monitoring, maxBodyBytes, maxSessions, stallTimeout);
  }

  /** Returns these options with others who may ask for health and metrics. */
  public HttpOptions withMonitoring(Monitoring newMonitoring) {
    return new HttpOptions(
        host, port, allowedHosts, newMonitoring, maxBodyBytes, maxSessions, stallTimeout);
  }

  /** Returns these options with another time that a client may take nothing. */
  public HttpOptions withStallTimeout(Duration newStallTimeout) {
    return new HttpOptions(
        host, port, allowedHosts, monitoring, maxBodyBytes, maxSessions, newStallTimeout);
  }

  /** Returns these options with other limits. */
  public HttpOptions withLimits(int newMaxBodyBytes, int newMaxSessions) {
    return new HttpOptions(
        host, port, allowedHosts, monitoring, newMaxBodyBytes, newMaxSessions, stallTimeout);
  }
}
