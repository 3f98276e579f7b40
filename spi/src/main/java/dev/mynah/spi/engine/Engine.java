// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

/**
 * A database that runs SQL. Thread-safe; closing it ends all sessions, and what was committed is on
 * disk.
 */
public interface Engine extends AutoCloseable {
  /** Opens a session in the schema {@code public}. */
  EngineSession connect();

  FunctionRegistry functions();

  EngineHealth health();

  /**
   * Keeps the files of the database as they are now, to be copied. Whoever calls holds off all
   * commits until it returns; afterwards they go on.
   *
   * @throws dev.mynah.spi.error.DatastoreException FEATURE_NOT_SUPPORTED for a database in memory
   */
  EngineSnapshot snapshot();

  @Override
  void close();
}
