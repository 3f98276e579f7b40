// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.StatementReturnType;
import org.jspecify.annotations.Nullable;

/** A statement whose rows are read by DuckDB's own chunks, without a copy of each value. */
final class ChunkQuery extends DuckDbQuery {
  private final List<Column> columns;
  private final StatementReturnType returns;
  private @Nullable DuckDBChunkedResult result;
  private long changedRows;

  ChunkQuery(
      DuckDbSession session,
      DuckDBPreparedStatement prepared,
      String statement,
      List<DataType> types,
      List<Column> columns,
      StatementReturnType returns) {
    super(session, prepared, statement, types);
    this.columns = columns;
    this.returns = returns;
  }

  @Override
  void open(DuckDBPreparedStatement statementToRun) throws SQLException {
    DuckDBChunkedResult opened = statementToRun.query();
    result = opened;
    if (returns == StatementReturnType.QUERY_RESULT && opened.columnCount() != columns.size()) {
      // The engine has bound it again, because a table has changed.
      throw DatastoreException.stalePlan();
    }
    if (returns == StatementReturnType.CHANGED_ROWS && opened.nextChunk()) {
      changedRows = opened.chunk().vector(0).getLong(0);
    }
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  @Nullable ColumnBatch fetch() throws SQLException {
    DuckDBChunkedResult open = result;
    if (open == null || returns != StatementReturnType.QUERY_RESULT) {
      return null;
    }
    if (!open.nextChunk()) {
      StreamErrors.check(open);
      return null;
    }
    DuckDBDataChunkReader chunk = open.chunk();
    return new ChunkBatch(chunk, columns);
  }

  @Override
  public long changedRows() {
    return changedRows;
  }

  @Override
  void closeResult() throws SQLException {
    DuckDBChunkedResult open = result;
    if (open != null) {
      result = null;
      open.close();
    }
  }
}
