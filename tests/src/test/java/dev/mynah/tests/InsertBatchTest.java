// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mynah.tests.pipeline.PipelineClient;
import dev.mynah.tests.server.LocalServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import dev.mynah.tests.server.WireClient;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INSERTs of one row that a client sends by the hundred. */
class InsertBatchTest {
  private static final int ROWS = 150;

  @TempDir Path folder;
  private LocalServer server;
  private WireClient watcher;

  @BeforeEach
  void open() throws SQLException {
    server = new LocalServer(folder.resolve("data"));
    watcher = new WireClient(server);
    watcher.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER CHECK (v < 1000))");
  }

  @AfterEach
  void close() throws SQLException {
    watcher.close();
    server.close();
  }

  /** Adds rows 0 to 149 to a batch; one of them has another value of its own. */
  private static void fill(PreparedStatement insert, int odd, int id, int v) throws SQLException {
    for (int row = 0; row < ROWS; row++) {
      insert.setInt(1, row == odd ? id : row);
      insert.setInt(2, row == odd ? v : row);
      insert.addBatch();
    }
  }

  private BatchUpdateException failing(int odd, int id, int v) throws SQLException {
    try (Connection connection = server.connect(QueryMode.EXTENDED);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, ?)")) {
      fill(insert, odd, id, v);
      return catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
    }
  }

  @Test
  void countsOneRowForEachEntry() throws SQLException {
    try (Connection connection = server.connect(QueryMode.EXTENDED);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, ?)")) {
      fill(insert, -1, 0, 0);
      int[] ones = new int[ROWS];
      Arrays.fill(ones, 1);
      assertThat(insert.executeBatch()).isEqualTo(ones);
    }
    assertThat(watcher.value("SELECT count(*) || ' ' || sum(v) FROM t")).isEqualTo("150 11175");
  }

  @Test
  void namesTheEntryWhoseKeyIsThereAlready() throws SQLException {
    BatchUpdateException error = failing(77, 76, 0);
    assertThat(error.getMessage()).contains("Batch entry 77 ");
    assertThat(error.getSQLState()).isEqualTo("23505");
    assertThat(error.getNextException().getMessage()).contains("\"76\"");
    assertThat(watcher.value("SELECT count(*) FROM t")).isEqualTo("0");
  }

  @Test
  void namesTheEntryThatBreaksACheck() throws SQLException {
    BatchUpdateException error = failing(148, 148, 1000);
    assertThat(error.getMessage()).contains("Batch entry 148 ");
    assertThat(error.getSQLState()).isEqualTo("23514");
    assertThat(watcher.value("SELECT count(*) FROM t")).isEqualTo("0");
  }

  @Test
  void healsABlockAfterAFailedBatch() throws SQLException {
    try (Connection connection = server.connect(QueryMode.EXTENDED);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, ?)")) {
      connection.setAutoCommit(false);
      fill(insert, -1, 0, 0);
      insert.executeBatch();
      var kept = connection.setSavepoint();
      insert.setInt(1, 1_000);
      insert.setInt(2, 1);
      insert.addBatch();
      fill(insert, -1, 0, 0);
      BatchUpdateException error =
          catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
      assertThat(error.getMessage()).contains("Batch entry 1 ");
      connection.rollback(kept);
      connection.commit();
    }
    assertThat(watcher.value("SELECT count(*) || ' ' || max(id) FROM t")).isEqualTo("150 149");
  }

  @Test
  void numbersRowsInTheOrderInWhichTheyCame() throws SQLException {
    watcher.run("CREATE TABLE n (id SERIAL PRIMARY KEY, v INTEGER, made TIMESTAMP DEFAULT now())");
    try (Connection connection = server.connect(QueryMode.EXTENDED);
        PreparedStatement insert = connection.prepareStatement("INSERT INTO n (v) VALUES (?)")) {
      for (int row = 0; row < ROWS; row++) {
        insert.setInt(1, row);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    assertThat(watcher.rows("SELECT count(*), min(id), max(id) FROM n WHERE id = v + 1"))
        .containsExactly("150|1|150");
    assertThat(watcher.value("SELECT count(DISTINCT made) FROM n")).isEqualTo("1");
  }

  @Test
  void namesTheEntryInATableWithNumbersAndTimes() throws SQLException {
    watcher.run("CREATE TABLE n (id SERIAL, v INTEGER UNIQUE, made TIMESTAMP DEFAULT now())");
    try (Connection connection = server.connect(QueryMode.EXTENDED);
        PreparedStatement insert = connection.prepareStatement("INSERT INTO n (v) VALUES (?)")) {
      for (int row = 0; row < ROWS; row++) {
        insert.setInt(1, row == 140 ? 3 : row);
        insert.addBatch();
      }
      BatchUpdateException error =
          catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
      assertThat(error.getMessage()).contains("Batch entry 140 ");
    }
    assertThat(watcher.value("SELECT count(*) FROM n")).isEqualTo("0");
  }

  @Test
  void keepsValuesOfAllTypes() throws SQLException {
    String columns =
        "id INTEGER, small SMALLINT, big BIGINT, price NUMERIC(30, 10), d DOUBLE PRECISION,"
            + " made TIMESTAMPTZ, day DATE, data BYTEA, yes BOOLEAN, name TEXT, list INTEGER[]";
    for (String table : List.of("one_by_one", "together")) {
      watcher.run("CREATE TABLE %s (%s)".formatted(table, columns));
      try (Connection connection = server.connect(QueryMode.EXTENDED);
          PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO %s VALUES (%s)"
                      .formatted(table, String.join(",", Collections.nCopies(11, "?"))))) {
        for (int row = 0; row < ROWS; row++) {
          setAll(insert, row);
          if (table.equals("together")) {
            insert.addBatch();
          } else {
            insert.executeUpdate();
          }
        }
        insert.executeBatch();
      }
    }
    String difference = "SELECT count(*) FROM (SELECT * FROM %s EXCEPT SELECT * FROM %s) x";
    assertThat(watcher.value("SELECT count(*) FROM together")).isEqualTo("150");
    assertThat(watcher.value(difference.formatted("together", "one_by_one"))).isEqualTo("0");
    assertThat(watcher.value(difference.formatted("one_by_one", "together"))).isEqualTo("0");
    assertThat(watcher.value("SELECT price FROM together WHERE id = 34"))
        .isEqualTo("10000000000000000000.0000000000");
    assertThat(watcher.value("SELECT price FROM together WHERE id = 35")).isEqualTo("0.0000000035");
  }

  private static void setAll(PreparedStatement insert, int row) throws SQLException {
    insert.setInt(1, row);
    insert.setShort(2, (short) (row * 200));
    insert.setLong(3, Long.MAX_VALUE - row);
    insert.setBigDecimal(
        4,
        row % 2 == 0
            ? new BigDecimal("1E+19")
            : new BigDecimal("0.0000000001").multiply(BigDecimal.valueOf(row)));
    insert.setDouble(5, row == 3 ? Double.NaN : row / 7.0);
    insert.setObject(6, OffsetDateTime.of(2024, 1, 1, 0, 0, row % 60, 1000, ZoneOffset.ofHours(2)));
    insert.setObject(7, LocalDate.of(1900, 1, 1).plusDays(row * 1000L));
    insert.setBytes(8, new byte[] {(byte) row, 0, -1});
    insert.setBoolean(9, row % 3 == 0);
    insert.setString(10, row % 5 == 0 ? null : "näme '" + row + "\\");
    insert.setObject(11, "{%d,NULL}".formatted(row), Types.OTHER);
  }

  @Test
  void readsATableForEachEntryOfAStatementThatReadsOne() throws SQLException {
    watcher.run("INSERT INTO t VALUES (1000, 1)");
    watcher.run("CREATE TABLE copies (v INTEGER)");
    try (Connection connection = server.connect(QueryMode.EXTENDED);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO copies SELECT v FROM t UNION ALL VALUES (?)")) {
      for (int row = 0; row < 10; row++) {
        insert.setInt(1, row);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).containsOnly(2);
    }
    assertThat(watcher.value("SELECT count(*) FROM copies")).isEqualTo("20");
  }

  @Test
  void refusesABatchWithoutTheRight() throws SQLException {
    watcher.run("CREATE USER reader PASSWORD 'Reader-1234'");
    watcher.run("GRANT SELECT ON t TO reader");
    watcher.run("CREATE USER writer PASSWORD 'Writer-1234'");
    watcher.run("GRANT INSERT ON t TO writer");
    try (Connection connection = server.connect(QueryMode.EXTENDED, "writer");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, ?)")) {
      fill(insert, -1, 0, 0);
      insert.executeBatch();
      watcher.run("DELETE FROM t");
      watcher.run("REVOKE INSERT ON t FROM writer");
      fill(insert, -1, 0, 0);
      BatchUpdateException error =
          catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
      assertThat(error.getSQLState()).isEqualTo("42501");
    }
    assertThat(watcher.value("SELECT count(*) FROM t")).isEqualTo("0");
  }

  @Test
  void writesToTheTableThatTheSearchPathNames() throws SQLException {
    watcher.run("CREATE SCHEMA other");
    watcher.run("CREATE TABLE other.t (id INTEGER, v INTEGER)");
    try (PipelineClient client = new PipelineClient(server)) {
      client.parse("s", "INSERT INTO t VALUES ($1, $1)");
      for (int row = 0; row < 20; row++) {
        client.bind("", "s", List.of("" + row)).execute("");
      }
      client.sync().answers(1);
      client.ask("SET search_path = other");
      for (int row = 0; row < 21; row++) {
        client.bind("", "s", List.of("" + row)).execute("");
      }
      client.sync().answers(1);
    }
    assertThat(watcher.rows("SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM other.t)"))
        .containsExactly("20|21");
  }

  @Test
  void passesOverASimpleQueryAfterAnErrorAsAllElseUpToSync() {
    try (PipelineClient client = new PipelineClient(server)) {
      client.parse("s", "INSERT INTO t VALUES ($1, 1)");
      client.bind("", "s", List.of("1")).execute("").bind("", "s", List.of("1")).execute("");
      client.query("SELECT 1").sync();
      assertThat(client.answers(1))
          .containsExactly("1", "2", "C INSERT 0 1", "2", "E 23505", "Z I");
      assertThat(client.ask("SELECT count(*) FROM t"))
          .containsExactly("T", "D 0", "C SELECT 1", "Z I");
    }
  }

  @Test
  void answersAtFlush() {
    try (PipelineClient client = new PipelineClient(server)) {
      client.parse("s", "INSERT INTO t VALUES ($1, 1)");
      client.bind("", "s", List.of("1")).execute("").bind("", "s", List.of("2")).flush();
      assertThat(client.some(4)).containsExactly("1", "2", "C INSERT 0 1", "2");
      client.execute("").sync();
      assertThat(client.answers(1)).containsExactly("C INSERT 0 1", "Z I");
    }
  }

  @Test
  void refusesABatchInAReadOnlyTransaction() {
    try (PipelineClient client = new PipelineClient(server)) {
      client.ask("BEGIN READ ONLY");
      client.parse("s", "INSERT INTO t VALUES ($1, 1)");
      for (int row = 0; row < 20; row++) {
        client.bind("", "s", List.of("" + row)).execute("");
      }
      assertThat(client.sync().answers(1)).containsExactly("1", "2", "E 25006", "Z E");
    }
  }
}
