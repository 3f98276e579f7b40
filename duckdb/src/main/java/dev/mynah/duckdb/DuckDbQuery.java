// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.RunningQuery;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** What both ways to read a result have in common: parameters, cancel, the session's busy mark. */
abstract sealed class DuckDbQuery implements RunningQuery permits ChunkQuery, ResultSetQuery {
  private final DuckDbSession session;
  private final DuckDBPreparedStatement prepared;
  private final String statement;
  private final List<DataType> types;
  private volatile boolean cancelled;
  private boolean ended;
  private boolean closed;

  DuckDbQuery(
      DuckDbSession session,
      DuckDBPreparedStatement prepared,
      String statement,
      List<DataType> types) {
    this.types = types;
    this.session = session;
    this.prepared = prepared;
    this.statement = statement;
  }

  /** Starts the statement; its first rows may be computed here. */
  final void start(List<? extends @Nullable Object> parameters) {
    session.running(this);
    try {
      session.checkFaults();
      ParameterValues.bind(prepared, types, parameters);
      open(prepared);
    } catch (DatastoreException e) {
      close();
      throw e;
    } catch (SQLException e) {
      session.running(null);
      throw cancelled ? cancelledError() : session.translate(cause(e, parameters), statement);
    }
  }

  /**
   * Returns the error behind one that the driver hides: read as a result set, a statement that
   * fails before its first row only says that its result is invalid, and must be run again to say
   * why.
   */
  private SQLException cause(SQLException error, List<? extends @Nullable Object> parameters) {
    if (!String.valueOf(error.getMessage()).contains("Invalid result set")) {
      return error;
    }
    // The driver has closed the statement with its error.
    try (DuckDBPreparedStatement again = session.prepareAgain(statement)) {
      ParameterValues.bind(again, types, parameters);
      again.query().close();
      return error;
    } catch (SQLException e) {
      return e;
    }
  }

  abstract void open(DuckDBPreparedStatement statementToRun) throws SQLException;

  abstract @Nullable ColumnBatch fetch() throws SQLException;

  abstract void closeResult() throws SQLException;

  @Override
  public final @Nullable ColumnBatch next() {
    if (ended) {
      return null;
    }
    if (cancelled) {
      throw cancelledError();
    }
    try {
      session.checkFaults();
      ColumnBatch batch = fetch();
      // DuckDB ends a stream that was interrupted between two batches as if it were complete.
      if (cancelled) {
        throw cancelledError();
      }
      if (batch == null) {
        ended = true;
        close();
      }
      return batch;
    } catch (SQLException e) {
      ended = true;
      throw session.translate(e, statement);
    }
  }

  private static DatastoreException cancelledError() {
    return new DatastoreException(
        ErrorCode.QUERY_CANCELED, "canceling statement due to user request");
  }

  @Override
  public final void cancel() {
    cancelled = true;
    try {
      prepared.cancel();
    } catch (SQLException e) {
      // The statement has ended in the meantime: there is nothing left to cancel.
      return;
    }
  }

  @Override
  public final void close() {
    if (closed) {
      return;
    }
    closed = true;
    ended = true;
    session.running(null);
    try {
      closeResult();
    } catch (SQLException e) {
      throw session.translate(e, statement);
    }
  }
}
