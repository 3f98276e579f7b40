// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

import java.util.List;

/**
 * One client's conversation with an engine, used by one thread at a time; closing it rolls back
 * what is open.
 *
 * <p>While a {@link RunningQuery} of this session is open, the session takes no other statement.
 */
public interface EngineSession extends AutoCloseable {
  /**
   * Binds a statement without running it: its parameter types, its columns. Fails with the
   * statement's error.
   *
   * @param statement one statement in the engine's dialect
   */
  PreparedQuery prepare(String statement);

  /**
   * Binds a statement without running it and tells what it touches. Sees what the session's own
   * transaction has made. Takes about a millisecond.
   *
   * @param statement a SELECT, VALUES, INSERT, UPDATE, DELETE, MERGE or CREATE TABLE AS, perhaps
   *     with parameters
   */
  StatementFacts facts(String statement);

  /** Returns all foreign keys that there are. */
  List<ForeignKey> foreignKeys();

  /** Runs a statement to its end and returns how many rows it changed (0 when it has none). */
  long execute(String statement);

  /** Begins a transaction; until it ends, everything this session runs belongs to it. */
  Transaction begin();

  /** Stops the statement under way, from any thread; it then fails with QUERY_CANCELED. */
  void cancel();

  @Override
  void close();
}
