// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBResultSetMetaData;
import org.duckdb.StatementReturnType;
import org.jspecify.annotations.Nullable;

/** A statement that DuckDB has bound. */
final class DuckDbPreparedQuery implements PreparedQuery {
  private final DuckDbSession session;
  private DuckDBPreparedStatement prepared;
  private final String statement;
  private final List<DataType> parameterTypes;
  private final List<Column> columns;
  private final StatementReturnType returns;

  DuckDbPreparedQuery(DuckDbSession session, DuckDBPreparedStatement prepared, String statement)
      throws SQLException {
    this.session = session;
    this.prepared = prepared;
    this.statement = statement;
    DuckDBResultSetMetaData metaData = (DuckDBResultSetMetaData) prepared.getMetaData();
    this.returns = metaData == null ? StatementReturnType.NOTHING : metaData.getReturnType();
    this.columns =
        metaData == null || returns != StatementReturnType.QUERY_RESULT
            ? List.of()
            : TypeMapping.columns(metaData);
    this.parameterTypes = parameterTypes(prepared.getParameterMetaData());
  }

  private static List<DataType> parameterTypes(ParameterMetaData metaData) throws SQLException {
    List<DataType> types = new ArrayList<>();
    for (int index = 1; index <= metaData.getParameterCount(); index++) {
      types.add(TypeMapping.ofName(metaData.getParameterTypeName(index)));
    }
    return List.copyOf(types);
  }

  @Override
  public String statement() {
    return statement;
  }

  @Override
  public List<DataType> parameterTypes() {
    return parameterTypes;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public RunningQuery run(List<? extends @Nullable Object> parameters) {
    openAgain();
    DuckDbQuery query =
        returns == StatementReturnType.QUERY_RESULT
                && !columns.stream().allMatch(column -> ChunkVector.reads(column.type()))
            ? new ResultSetQuery(session, prepared, statement, parameterTypes)
            : new ChunkQuery(session, prepared, statement, parameterTypes, columns, returns);
    query.start(parameters);
    return query;
  }

  /** The driver closes a statement that fails; clients may run theirs again. */
  private void openAgain() {
    try {
      if (prepared.isClosed()) {
        prepared = session.prepareAgain(statement);
      }
    } catch (SQLException e) {
      throw session.translate(e, statement);
    }
  }

  @Override
  public void close() {
    try {
      prepared.close();
    } catch (SQLException e) {
      throw session.translate(e, statement);
    }
  }
}
