// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.engine.EngineHealth;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.duckdb.DuckDBConnection;

/** Remembers whether DuckDB has invalidated the database after an internal error. */
final class DuckDbHealth implements EngineHealth {
  private final DuckDBConnection root;
  private volatile boolean broken;

  DuckDbHealth(DuckDBConnection root) {
    this.root = root;
  }

  @Override
  public boolean isBroken() {
    return broken;
  }

  /** Looks at an error: some internal ones leave the database as it was, others end it. */
  void examine(String type, String message) {
    switch (type.toUpperCase(Locale.ROOT)) {
      case "FATAL" -> broken = true;
      case "INTERNAL" -> broken = message.contains("invalidated") || !answers();
      default -> broken |= message.contains("database has been invalidated");
    }
  }

  private boolean answers() {
    try (Statement statement = root.createStatement()) {
      statement.execute("SELECT 1");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
