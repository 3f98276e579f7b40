// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.client;

import dev.mynah.server.cli.table.ResultTable;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Encoding;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** Receives what the server answers to a simple query. */
final class WireResults extends ResultHandlerBase {
  private final Encoding encoding;
  private final Consumer<ClientResult> results;
  private final Consumer<ServerErrorMessage> notices;
  private @Nullable ResultTable table;

  WireResults(
      Encoding encoding, Consumer<ClientResult> results, Consumer<ServerErrorMessage> notices) {
    this.encoding = encoding;
    this.results = results;
    this.notices = notices;
  }

  @Override
  public void handleResultRows(
      Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
    List<ResultTable.Column> columns =
        Arrays.stream(fields)
            .map(field -> ResultTable.Column.of(field.getColumnLabel(), field.getOID()))
            .toList();
    List<List<@Nullable String>> rows = new ArrayList<>(tuples.size());
    try {
      for (Tuple tuple : tuples) {
        @Nullable String[] texts = new String[columns.size()];
        for (int column = 0; column < texts.length; column++) {
          byte[] bytes = tuple.get(column);
          texts[column] = bytes == null ? null : encoding.decode(bytes);
        }
        rows.add(Arrays.asList(texts));
      }
      table = new ResultTable(columns, rows);
    } catch (IOException e) {
      handleError(new SQLException("the server sent text that is not UTF-8", e));
    }
  }

  @Override
  public void handleCommandStatus(String status, long updateCount, long insertId) {
    ResultTable rows = table;
    table = null;
    results.accept(
        rows == null ? new ClientResult.Done(status) : new ClientResult.Rows(rows, status));
  }

  /** Called as soon as a notice arrives, while the statement runs. */
  @Override
  public void handleWarning(SQLWarning warning) {
    if (warning instanceof PSQLWarning fromServer) {
      notices.accept(fromServer.getServerErrorMessage());
    }
  }
}
