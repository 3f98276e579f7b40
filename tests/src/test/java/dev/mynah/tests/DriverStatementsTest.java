// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.tests.server.LocalServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetTime;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** Statements that pgjdbc prepares at the server do what they do with PostgreSQL. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriverStatementsTest {
  private LocalServer server;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new LocalServer(folder.resolve("data"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/mynah?user=mynah&sslmode=disable&prepareThreshold=1&%s"
            .formatted(server.port(), options));
  }

  private static void run(Connection client, String sql) throws SQLException {
    try (Statement statement = client.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(Connection client, String sql) throws SQLException {
    try (Statement statement = client.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void aStatementWhoseRowsHaveChangedIsRefusedInABlock() throws SQLException {
    try (Connection client = connect("flushCacheOnDdl=false")) {
      run(client, "CREATE TABLE grows (a INT)");
      client.setAutoCommit(false);
      try (PreparedStatement all = client.prepareStatement("SELECT * FROM grows")) {
        all.executeQuery().close();
        run(client, "ALTER TABLE grows ADD b INT");
        assertThatThrownBy(all::executeQuery)
            .isInstanceOfSatisfying(
                PSQLException.class,
                e -> {
                  assertThat(e.getSQLState()).isEqualTo("0A000");
                  assertThat(Objects.requireNonNull(e.getServerErrorMessage()).getRoutine())
                      .isEqualTo("RevalidateCachedQuery");
                });
      }
      client.rollback();
    }
  }

  @Test
  void aStatementWhoseRowsHaveChangedIsPreparedAgainOutsideOfBlocks() throws SQLException {
    try (Connection client = connect("flushCacheOnDdl=false")) {
      run(client, "CREATE TABLE wider (a INT)");
      try (PreparedStatement all = client.prepareStatement("SELECT * FROM wider")) {
        all.executeQuery().close();
        run(client, "ALTER TABLE wider ADD b INT");
        try (ResultSet rows = all.executeQuery()) {
          assertThat(rows.getMetaData().getColumnCount()).isEqualTo(2);
        }
      }
    }
  }

  @Test
  void rowsOfAFunctionWithParametersAreInserted() throws SQLException {
    try (Connection client = connect("binaryTransfer=true")) {
      run(client, "CREATE TABLE counted (a BIGINT)");
      try (PreparedStatement insert =
          client.prepareStatement("INSERT INTO counted SELECT i FROM generate_series(?, ?) s(i)")) {
        insert.setLong(1, 1);
        insert.setLong(2, 200);
        assertThat(insert.executeUpdate()).isEqualTo(200);
        assertThat(insert.executeUpdate()).isEqualTo(200);
      }
      assertThat(value(client, "SELECT count(*) FROM counted")).isEqualTo("400");
    }
  }

  @Test
  void aWholeNumberOfAnotherTypeFitsAnInteger() throws SQLException {
    try (Connection client = connect("binaryTransfer=false")) {
      run(client, "CREATE TABLE whole (a INT)");
      try (PreparedStatement insert = client.prepareStatement("INSERT INTO whole VALUES (?)")) {
        insert.setObject(1, 43.0, Types.DOUBLE);
        assertThat(insert.executeUpdate()).isEqualTo(1);
      }
      assertThat(value(client, "SELECT a FROM whole")).isEqualTo("43");
    }
  }

  @Test
  void aWriteInsideWithCanBeUndoneToASavepoint() throws SQLException {
    try (Connection client = connect("autosave=never");
        Connection other = connect("autosave=never")) {
      run(client, "CREATE TABLE written (a INT)");
      run(client, "CREATE TABLE elsewhere (a INT)");
      client.setAutoCommit(false);
      run(client, "INSERT INTO written VALUES (1)");
      String write = "WITH x AS (INSERT INTO written VALUES (2) RETURNING a) SELECT a FROM x";
      assertThat(value(client, write)).isEqualTo("2");
      Savepoint savepoint = client.setSavepoint();
      run(client, "DELETE FROM written");
      client.rollback(savepoint);
      client.commit();
      assertThat(value(other, "SELECT count(*) FROM written")).isEqualTo("2");
    }
  }

  @Test
  void timesWithAnOffsetComeAndGo() throws SQLException {
    OffsetTime time = OffsetTime.parse("12:30:00.5+05:30");
    try (Connection client = connect("binaryTransfer=true");
        PreparedStatement same = client.prepareStatement("SELECT ?::timetz")) {
      same.setObject(1, time);
      for (int run = 0; run < 3; run++) {
        try (ResultSet rows = same.executeQuery()) {
          rows.next();
          assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("timetz");
          assertThat(rows.getObject(1, OffsetTime.class).isEqual(time)).isTrue();
        }
      }
    }
  }

  @Test
  void allParametersThatTheProtocolCanCountAreTaken() throws SQLException {
    int most = 65_535;
    try (Connection client = connect("binaryTransfer=false");
        PreparedStatement list =
            client.prepareStatement(
                "SELECT array_length(ARRAY[%s], 1)"
                    .formatted(String.join(",", Collections.nCopies(most, "?"))))) {
      for (int index = 1; index <= most; index++) {
        list.setString(index, "v" + index);
      }
      try (ResultSet rows = list.executeQuery()) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(most);
      }
    }
  }

  @Test
  void theNameOfAnApplicationIsKnownFromTheStart() throws SQLException {
    try (Connection client = connect("ApplicationName=cashier&assumeMinServerVersion=9.0")) {
      assertThat(client.unwrap(PGConnection.class).getParameterStatus("application_name"))
          .isEqualTo("cashier");
      assertThat(value(client, "SHOW application_name")).isEqualTo("cashier");
    }
  }
}
