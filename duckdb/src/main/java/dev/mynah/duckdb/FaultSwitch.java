// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * Makes the database fall over as it does after an internal error, to test what follows. Off unless
 * a file is named; when that appears, the next statement deletes it, and from then on every
 * statement fails until the database is opened again.
 *
 * <p>A checkpoint that is made to fail invalidates the database for good. DuckDB refuses to begin
 * one while others write; then only the error is DuckDB's.
 */
final class FaultSwitch {
  private static final String INVALIDATED =
      "{\"exception_type\":\"FATAL\",\"exception_message\":\"Failed: database has been invalidated"
          + " because of a previous fatal error. The database must be restarted prior to being used"
          + " again.\"}";

  private static final String FAILING_CHECKPOINT = "SET debug_checkpoint_abort = 'before_header'";

  private final DuckDBConnection root;
  private final Optional<Path> file;
  private volatile boolean fallen;

  FaultSwitch(DuckDBConnection root, Optional<Path> file) {
    this.root = root;
    this.file = file;
  }

  /** Fails if the database has been made to fall over. */
  void check() throws SQLException {
    if (file.isEmpty()) {
      return;
    }
    try {
      if (!fallen && Files.deleteIfExists(file.get())) {
        fallen = true;
        invalidate();
      }
      if (fallen) {
        throw new SQLException(INVALIDATED);
      }
    } catch (IOException e) {
      throw new SQLException(INVALIDATED, e);
    }
  }

  private void invalidate() {
    try (Statement statement = root.createStatement()) {
      statement.execute(FAILING_CHECKPOINT);
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      // This is the fault that was asked for, or DuckDB's refusal beside other writers.
      return;
    }
  }
}
