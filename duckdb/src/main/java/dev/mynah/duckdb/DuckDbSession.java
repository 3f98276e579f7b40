// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.ForeignKey;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RelationName;
import dev.mynah.spi.engine.StatementFacts;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** A connection to DuckDB whose statements see the schema {@code public} first. */
final class DuckDbSession implements EngineSession {
  private static final String FOREIGN_KEYS =
      "SELECT schema_name, table_name, referenced_table FROM duckdb_constraints()"
          + " WHERE constraint_type = 'FOREIGN KEY'";

  private final DuckDBConnection connection;
  private final ErrorTranslation errors;
  private final FaultSwitch faults;
  private volatile @Nullable DuckDbQuery running;

  DuckDbSession(DuckDBConnection connection, ErrorTranslation errors, FaultSwitch faults)
      throws SQLException {
    this.connection = connection;
    this.faults = faults;
    this.errors = errors;
    try (Statement statement = connection.createStatement()) {
      statement.execute("USE " + DuckDbEngine.DATABASE + ".public");
      statement.execute("SET enable_progress_bar = true");
      statement.execute("SET enable_progress_bar_print = false");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public PreparedQuery prepare(String statement) {
    try {
      faults.check();
      return new DuckDbPreparedQuery(
          this, (DuckDBPreparedStatement) connection.prepareStatement(statement), statement);
    } catch (SQLException e) {
      throw errors.translate(e, statement);
    }
  }

  /** Prepares a statement once more. */
  DuckDBPreparedStatement prepareAgain(String statement) throws SQLException {
    return (DuckDBPreparedStatement) connection.prepareStatement(statement);
  }

  @Override
  public StatementFacts facts(String statement) {
    return PlanFacts.of(connection, statement, errors);
  }

  @Override
  public List<ForeignKey> foreignKeys() {
    List<ForeignKey> keys = new ArrayList<>();
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery(FOREIGN_KEYS)) {
      while (rows.next()) {
        keys.add(
            new ForeignKey(
                new RelationName(rows.getString(1), rows.getString(2)),
                RelationName.inAnySchema(rows.getString(3))));
      }
    } catch (SQLException e) {
      throw errors.translate(e, FOREIGN_KEYS);
    }
    return keys;
  }

  @Override
  public long execute(String statement) {
    try (PreparedQuery query = prepare(statement);
        var run = query.run(List.of())) {
      while (run.next() != null) {
        // The rows of a statement that is only executed are not wanted.
      }
      return run.changedRows();
    }
  }

  @Override
  public Transaction begin() {
    execute("BEGIN TRANSACTION");
    return new DuckDbTransaction(this);
  }

  @Override
  public void cancel() {
    DuckDbQuery query = running;
    if (query != null) {
      query.cancel();
    }
  }

  /** Fails if the database has been made to fall over. */
  void checkFaults() throws SQLException {
    faults.check();
  }

  /** Called when a query of this session starts (with it) and when it ends (with null). */
  void running(@Nullable DuckDbQuery query) {
    running = query;
  }

  DatastoreException translate(SQLException error, String statement) {
    return errors.translate(error, statement);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw errors.translate(e, "");
    }
  }
}
