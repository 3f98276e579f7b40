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

  @Override
  void close();
}
