// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mynah.tests.server.TestedServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import dev.mynah.tests.server.WireClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** One of the servers that are asked the same, as a client of it. */
final class ComparedServer implements AutoCloseable {
  /** What is copied where a statement wants rows. */
  private static final String COPIED = "1,one\n2,two\n";

  private final Connection connection;
  private final TestedServer server;
  private ObjectNumbers numbers;

  /** Connects a client that knows the numbers of what is there now. */
  ComparedServer(TestedServer server, QueryMode mode) throws SQLException {
    this.server = server;
    this.numbers = read(server);
    connection = server.connect(mode);
  }

  private static ObjectNumbers read(TestedServer server) throws SQLException {
    try (WireClient client = new WireClient(server)) {
      return new ObjectNumbers(client);
    }
  }

  /** Reads the numbers again, after something was made. */
  void learn() throws SQLException {
    numbers = read(server);
  }

  ObjectNumbers numbers() {
    return numbers;
  }

  /** Sends a statement with untyped parameters. */
  Answer ask(String sql, List<String> parameters) {
    try {
      if (sql.toLowerCase(java.util.Locale.ROOT).startsWith("copy")) {
        return Answer.said(copy(sql));
      }
      return parameters.isEmpty() ? plain(sql) : prepared(sql, parameters);
    } catch (SQLException e) {
      return Answer.said("error " + e.getSQLState());
    }
  }

  private Answer plain(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      return statement.execute(sql)
          ? read(statement)
          : Answer.said(statement.getLargeUpdateCount() + " rows");
    }
  }

  private Answer prepared(String sql, List<String> parameters) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql.replaceAll("\\$\\d+", "?"))) {
      statement.setEscapeProcessing(false);
      for (int index = 0; index < parameters.size(); index++) {
        statement.setObject(index + 1, parameters.get(index), Types.OTHER);
      }
      return statement.execute()
          ? read(statement)
          : Answer.said(statement.getLargeUpdateCount() + " rows");
    }
  }

  private Answer read(Statement statement) throws SQLException {
    try (ResultSet result = Objects.requireNonNull(statement.getResultSet())) {
      ResultSetMetaData shape = result.getMetaData();
      List<Answer.Column> columns = new ArrayList<>();
      List<List<String>> rows = new ArrayList<>();
      for (int column = 1; column <= shape.getColumnCount(); column++) {
        columns.add(
            new Answer.Column(
                shape.getColumnLabel(column),
                type(shape.getColumnTypeName(column), shape.getColumnType(column))));
      }
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns.size(); column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(row);
      }
      return Answer.rows(columns, rows);
    }
  }

  /** The driver calls integers that are counted otherwise, where it knows their column. */
  private static String type(String name, int kind) {
    return switch (name) {
      case "smallserial" -> "int2";
      case "serial" -> "int4";
      case "bigserial" -> "int8";
      case "text", "name", "varchar", "bpchar" -> name;
      default -> kind == Types.VARCHAR ? "enum" : name;
    };
  }

  private String copy(String sql) throws SQLException {
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    try {
      if (sql.contains("stdin")) {
        return copies.copyIn(sql, new ByteArrayInputStream(COPIED.getBytes(UTF_8))) + " rows";
      }
      StringWriter out = new StringWriter();
      copies.copyOut(sql, out);
      return out.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
