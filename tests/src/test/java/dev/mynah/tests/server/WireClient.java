// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.server;

import dev.mynah.tests.server.TestedServer.QueryMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** A client that sends simple queries and reads texts. */
public final class WireClient implements AutoCloseable {
  private final Connection connection;

  public WireClient(TestedServer server) throws SQLException {
    this.connection = server.connect(QueryMode.SIMPLE);
  }

  /** Connects a client of a user. */
  public WireClient(TestedServer server, String user) throws SQLException {
    this.connection = server.connect(QueryMode.SIMPLE, user);
  }

  /** Returns the driver's connection. */
  public Connection connection() {
    return connection;
  }

  /** Sends statements whose rows nobody wants. */
  public void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the rows of a query, cells parted by a bar; NULL is the word. */
  public List<String> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          cells.add(String.valueOf(result.getString(column)));
        }
        rows.add(String.join("|", cells));
      }
      return rows;
    }
  }

  /** Returns the only cell of a query. */
  public String value(String sql) throws SQLException {
    List<String> rows = rows(sql);
    if (rows.size() != 1) {
      throw new IllegalStateException(rows.size() + " rows: " + sql);
    }
    return rows.getFirst();
  }

  /** Returns the number that is the only cell of a query. */
  public long number(String sql) throws SQLException {
    return Long.parseLong(value(sql));
  }

  /** Returns the SQLSTATE with which a statement fails, or 00000. */
  public String stateOf(String sql) {
    try {
      run(sql);
      return "00000";
    } catch (SQLException e) {
      return String.valueOf(e.getSQLState());
    }
  }

  /** Sends rows by COPY FROM STDIN and returns how many were stored. */
  public long copy(String sql, String rows) throws SQLException {
    try {
      return connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(sql, new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
