// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.engine.EngineHealth;

/** Remembers whether DuckDB has invalidated the database after an internal error. */
final class DuckDbHealth implements EngineHealth {
  private volatile boolean broken;

  @Override
  public boolean isBroken() {
    return broken;
  }

  void reportBroken() {
    broken = true;
  }
}
