// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.script;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** One session of a {@code .test} file. */
final class Client implements AutoCloseable {
  private final Connection connection;

  Client(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /**
   * What came back for a statement.
   *
   * @param rows of its last result, cells parted by tabs; empty for none
   * @param columns how many the last result had
   * @param error the lines of the error; its SQLSTATE first
   */
  record Answer(List<String> rows, int columns, List<String> notices, Optional<SqlError> error) {}

  /** An error as a client sees it. */
  record SqlError(String sqlState, List<String> report) {}

  /** Sends a text as it stands. */
  Answer run(String sql) {
    List<String> rows = new ArrayList<>();
    int columns = 0;
    List<String> notices = new ArrayList<>();
    Optional<SqlError> error = Optional.empty();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try {
        boolean isRows = statement.execute(sql);
        while (isRows || statement.getUpdateCount() != -1) {
          if (isRows) {
            ResultSet result = statement.getResultSet();
            columns = result.getMetaData().getColumnCount();
            rows.clear();
            addRows(result, columns, rows);
          }
          isRows = statement.getMoreResults();
        }
      } catch (SQLException e) {
        error = Optional.of(describe(e));
      }
      addNotices(statement.getWarnings(), notices);
    } catch (SQLException e) {
      error = error.or(() -> Optional.of(describe(e)));
    }
    return new Answer(rows, columns, notices, error);
  }

  private static void addRows(ResultSet result, int columns, List<String> rows)
      throws SQLException {
    while (result.next()) {
      List<String> cells = new ArrayList<>();
      for (int column = 1; column <= columns; column++) {
        cells.add(cell(result.getString(column)));
      }
      rows.add(String.join("\t", cells));
    }
  }

  /** Returns a value as files write it: on one line, and visible. */
  private static String cell(@Nullable String value) {
    if (value == null) {
      return "NULL";
    }
    return value.isEmpty()
        ? "(empty)"
        : value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
  }

  private static void addNotices(@Nullable SQLWarning first, List<String> notices) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      ServerErrorMessage message =
          warning instanceof PSQLWarning own ? own.getServerErrorMessage() : null;
      notices.add(String.valueOf(message == null ? warning.getMessage() : message.getMessage()));
    }
  }

  private static SqlError describe(SQLException e) {
    List<String> report = new ArrayList<>();
    ServerErrorMessage message =
        e instanceof PSQLException own ? own.getServerErrorMessage() : null;
    if (message == null) {
      report.add(String.valueOf(e.getMessage()));
    } else {
      report.add(String.valueOf(message.getMessage()));
      if (message.getDetail() != null) {
        report.add("DETAIL: " + message.getDetail());
      }
      if (message.getHint() != null) {
        report.add("HINT: " + message.getHint());
      }
      if (message.getPosition() > 0) {
        report.add("POSITION: " + message.getPosition());
      }
    }
    return new SqlError(Objects.requireNonNullElse(e.getSQLState(), ""), report);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // A killed server cannot be told.
    }
  }
}
