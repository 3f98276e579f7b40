// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.wire;

import dev.mynah.benchmarks.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Customers of a phone company, most of whom stayed.
 *
 * @param columns names of all columns but the target
 * @param rows their values: a Double or a String each
 */
record ChurnTable(List<String> columns, List<List<Object>> rows) {
  static final String NAME = "customers";
  static final String TARGET = "churn";

  private static final Set<String> TEXTS = Set.of("state", "phone", "int_plan", "vmail_plan");

  static boolean isText(String column) {
    return TEXTS.contains(column);
  }

  /** Copies the shared file into a new table and reads it back. */
  static ChurnTable load(Connection connection) throws SQLException, IOException {
    Path file = SharedData.folder().resolve(Path.of("tables", "churn", "churn.csv"));
    List<String> columns = new ArrayList<>();
    try (var lines = Files.lines(file)) {
      columns.addAll(List.of(lines.findFirst().orElseThrow().split(",", -1)));
    }
    if (!columns.removeLast().equals(TARGET)) {
      throw new IllegalStateException("the last column is not " + TARGET);
    }
    String definitions =
        columns.stream()
            .map(column -> column + (isText(column) ? " TEXT" : " DOUBLE PRECISION"))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement();
        InputStream in = Files.newInputStream(file)) {
      statement.execute("CREATE TABLE %s (%s, %s TEXT)".formatted(NAME, definitions, TARGET));
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY %s FROM STDIN (FORMAT csv, HEADER)".formatted(NAME), in);
    }
    return new ChurnTable(columns, read(connection, columns));
  }

  private static List<List<Object>> read(Connection connection, List<String> columns)
      throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT * FROM %s ORDER BY phone".formatted(NAME))) {
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (String column : columns) {
          row.add(isText(column) ? result.getString(column) : (Object) result.getDouble(column));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
