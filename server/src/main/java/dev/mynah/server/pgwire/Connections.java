// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of a server. */
final class Connections {
  /**
   * How many may be on their way in beside those that have a session: to be refused politely, or to
   * cancel a statement when the server is full.
   */
  private static final int MAX_STARTING = 200;

  /** How many of those one address may have, so that it cannot keep all others out. */
  private static final int MAX_STARTING_OF_ADDRESS = 100;

  private final int maxAdmitted;
  private final Map<Integer, PgConnection> open = new ConcurrentHashMap<>();
  private final Set<Integer> admitted = ConcurrentHashMap.newKeySet();
  private boolean closed;

  Connections(int maxAdmitted) {
    this.maxAdmitted = maxAdmitted;
  }

  /** Takes a connection up; false when far too many are on their way in, or the server closes. */
  synchronized boolean add(PgConnection connection) {
    int starting = open.size() - admitted.size();
    if (closed
        || starting >= MAX_STARTING
        || (starting >= MAX_STARTING_OF_ADDRESS
            && startingFrom(connection.address()) >= MAX_STARTING_OF_ADDRESS)) {
      return false;
    }
    open.put(connection.processId(), connection);
    return true;
  }

  private long startingFrom(InetAddress address) {
    return open.values().stream()
        .filter(connection -> !admitted.contains(connection.processId()))
        .filter(connection -> connection.address().equals(address))
        .count();
  }

  /** Lets a connection have a session; false when as many as may be have one. */
  synchronized boolean admit(PgConnection connection) {
    return admitted.size() < maxAdmitted && admitted.add(connection.processId());
  }

  /** Lets another connection have the session of one that is about to be closed. */
  synchronized void release(PgConnection connection) {
    admitted.remove(connection.processId());
  }

  synchronized void remove(PgConnection connection) {
    admitted.remove(connection.processId());
    open.remove(connection.processId());
  }

  /** Takes no more connections up and returns those that are open. */
  synchronized List<PgConnection> close() {
    closed = true;
    return all();
  }

  List<PgConnection> all() {
    return List.copyOf(open.values());
  }

  /** Stops the statement of a connection if the key is right; says nothing either way. */
  void cancel(int processId, int secretKey) {
    PgConnection connection = open.get(processId);
    if (connection != null) {
      connection.cancel(secretKey);
    }
  }
}
