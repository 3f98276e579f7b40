// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBResultSetMetaData;
import org.jspecify.annotations.Nullable;

/**
 * A query with a column that DuckDB's chunks cannot give (bytes, times, intervals, lists, structs),
 * or a statement of which nothing is known before its parameters are: read value by value.
 */
final class ResultSetQuery extends DuckDbQuery {
  private static final int ROWS_PER_BATCH = 1024;

  private List<Column> columns = List.of();
  private @Nullable ResultSet result;
  private long changedRows;

  ResultSetQuery(
      DuckDbSession session,
      DuckDBPreparedStatement prepared,
      String statement,
      List<DataType> types) {
    super(session, prepared, statement, types);
  }

  @Override
  void open(DuckDBPreparedStatement statementToRun) throws SQLException {
    if (!statementToRun.execute()) {
      changedRows = Math.max(0, statementToRun.getLargeUpdateCount());
      return;
    }
    ResultSet opened = statementToRun.getResultSet();
    result = opened;
    columns = TypeMapping.columns((DuckDBResultSetMetaData) opened.getMetaData());
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  @Nullable ColumnBatch fetch() throws SQLException {
    ResultSet open = result;
    if (open == null) {
      return null;
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (rows.size() < ROWS_PER_BATCH && open.next()) {
      List<@Nullable Object> row = new ArrayList<>(columns.size());
      for (int index = 0; index < columns.size(); index++) {
        row.add(TypeMapping.value(open, index + 1, columns.get(index).type()));
      }
      rows.add(row);
    }
    return rows.isEmpty() ? null : ValueBatch.ofRows(columns, rows);
  }

  @Override
  public long changedRows() {
    return changedRows;
  }

  @Override
  void closeResult() throws SQLException {
    ResultSet open = result;
    if (open != null) {
      result = null;
      open.close();
    }
  }
}
