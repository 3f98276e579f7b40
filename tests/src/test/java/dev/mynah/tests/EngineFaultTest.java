// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.DatastoreOptions;
import dev.mynah.tests.server.LocalServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import dev.mynah.tests.server.WireClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After an internal error of the engine everybody is told once, and everything goes on. */
class EngineFaultTest {
  private static final String RESTARTED = "57P01";
  private static final String READY = "00000";

  /** The database is opened again in at most 2.3 s; a busy machine may need longer. */
  private static final Duration LONGEST_RESTART = Duration.ofSeconds(7);

  @TempDir private Path folder;
  private LocalServer server;

  @BeforeEach
  void start() throws SQLException {
    server =
        new LocalServer(DatastoreOptions.onDisk(folder.resolve("data")).withFaultFile(faultFile()));
    try (WireClient client = new WireClient(server)) {
      client.run("CREATE TABLE t AS SELECT i AS a, i % 2 AS y FROM range(1000) r(i)");
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path faultFile() {
    return folder.resolve("fault");
  }

  private void fail() {
    try {
      Files.createFile(faultFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everySessionIsToldOnceAndTheNextStatementWorks() throws SQLException {
    try (WireClient first = new WireClient(server);
        WireClient second = new WireClient(server)) {
      first.run("CREATE TEMP TABLE mine (a INTEGER)");
      second.run("SET timezone = 'Asia/Tokyo'");
      second.run("CREATE SCHEMA other");
      second.run("CREATE TABLE other.u AS SELECT 7 AS seven");
      second.run("SET search_path = other");
      long begin = System.nanoTime();
      fail();
      assertThat(first.stateOf("SELECT count(*) FROM t")).isEqualTo(RESTARTED);
      assertThat(first.number("SELECT count(*) FROM t")).isEqualTo(1000);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST_RESTART);
      assertThat(first.stateOf("SELECT * FROM mine")).isEqualTo("42P01");
      assertThat(second.stateOf("SELECT 1")).isEqualTo(RESTARTED);
      assertThat(second.number("SELECT seven FROM u")).isEqualTo(7);
      assertThat(second.value("SELECT strftime(make_timestamptz(2026, 1, 2, 3, 4, 5), '%H %z')"))
          .isEqualTo("03 +09");
      try (WireClient third = new WireClient(server)) {
        assertThat(third.number("SELECT count(*) FROM t")).isEqualTo(1000);
      }
    }
  }

  @Test
  void anOpenBlockIsLostWholeAndWhatWasCommittedIsThere() throws SQLException {
    try (WireClient writer = new WireClient(server);
        WireClient other = new WireClient(server)) {
      writer.run("INSERT INTO t VALUES (-1, 0)");
      writer.run("BEGIN");
      writer.run("DELETE FROM t");
      fail();
      assertThat(other.stateOf("SELECT 1")).isEqualTo(RESTARTED);
      assertThat(other.number("SELECT count(*) FROM t")).isEqualTo(1001);
      assertThat(writer.stateOf("INSERT INTO t VALUES (5, 5)")).isEqualTo(RESTARTED);
      assertThat(writer.stateOf("INSERT INTO t VALUES (5, 5)")).isEqualTo("25P02");
      writer.run("ROLLBACK");
      assertThat(other.stateOf("INSERT INTO t VALUES (-2, 0)")).isEqualTo(READY);
      assertThat(writer.number("SELECT count(*) FROM t")).isEqualTo(1002);
    }
  }

  @Test
  void aLostBlockLetsOthersWriteAtOnceAndHasNoSavepointsLeft() throws SQLException {
    try (WireClient writer = new WireClient(server);
        WireClient other = new WireClient(server)) {
      writer.run("BEGIN");
      writer.run("DELETE FROM t WHERE a < 10");
      writer.run("SAVEPOINT s");
      writer.run("DELETE FROM t");
      fail();
      assertThat(writer.stateOf("SELECT 1")).isEqualTo(RESTARTED);
      assertThat(other.stateOf("SELECT 1")).isEqualTo(RESTARTED);
      assertThat(other.stateOf("INSERT INTO t VALUES (-2, 0)")).isEqualTo(READY);
      assertThat(writer.stateOf("ROLLBACK TO SAVEPOINT s")).isEqualTo("3B001");
      writer.run("ROLLBACK");
      assertThat(writer.number("SELECT count(*) FROM t")).isEqualTo(1001);
    }
  }

  @Test
  void everybodyIsWhoHeWasAndMayDoWhatHeMightDo() throws SQLException {
    try (WireClient owner = new WireClient(server)) {
      owner.run("CREATE USER maria");
      owner.run("CREATE TABLE hidden AS SELECT 1 AS a");
      owner.run("GRANT SELECT ON t TO maria");
      try (WireClient maria = new WireClient(server, "maria")) {
        assertThat(maria.number("SELECT count(*) FROM t")).isEqualTo(1000);
        assertThat(maria.stateOf("SELECT * FROM hidden")).isEqualTo("42501");
        fail();
        assertThat(maria.stateOf("SELECT 1")).isEqualTo(RESTARTED);
        assertThat(maria.value("SELECT current_user")).isEqualTo("maria");
        assertThat(maria.number("SELECT count(*) FROM t")).isEqualTo(1000);
        assertThat(maria.stateOf("SELECT * FROM hidden")).isEqualTo("42501");
        assertThat(maria.rows("SELECT user_name FROM ml.sessions WHERE client_address IS NOT NULL"))
            .containsExactly("maria");
        assertThat(owner.stateOf("SELECT 1")).isEqualTo(RESTARTED);
        owner.run("REVOKE SELECT ON t FROM maria");
        assertThat(maria.stateOf("SELECT count(*) FROM t")).isEqualTo("42501");
      }
    }
  }

  @Test
  void aCommitAfterTheFaultIsNoCommit() throws SQLException {
    try (WireClient writer = new WireClient(server)) {
      writer.run("BEGIN");
      writer.run("DELETE FROM t");
      fail();
      assertThat(writer.stateOf("COMMIT")).isEqualTo(RESTARTED);
      assertThat(writer.number("SELECT count(*) FROM t")).isEqualTo(1000);
    }
  }

  @Test
  void preparedStatementsGoOn() throws SQLException {
    try (Connection connection = server.connect(QueryMode.EXTENDED);
        PreparedStatement query = connection.prepareStatement("SELECT a * 2 FROM t WHERE a = ?")) {
      for (int run = 0; run < 10; run++) {
        assertThat(doubled(query, run)).isEqualTo(2L * run);
      }
      fail();
      try {
        doubled(query, 1);
        throw new AssertionError("no error");
      } catch (SQLException e) {
        assertThat(e.getSQLState()).isEqualTo(RESTARTED);
      }
      assertThat(doubled(query, 4)).isEqualTo(8);
    }
  }

  private static long doubled(PreparedStatement query, int number) throws SQLException {
    query.setLong(1, number);
    try (ResultSet result = query.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  @Test
  void cursorsEndWithTheEngineButForThoseWhoseRowsAreKept() throws SQLException {
    try (WireClient reader = new WireClient(server);
        WireClient other = new WireClient(server)) {
      reader.run("DECLARE kept CURSOR WITH HOLD FOR SELECT a FROM t ORDER BY a");
      reader.run("BEGIN");
      reader.run("DECLARE lost CURSOR FOR SELECT * FROM range(5_000_000)");
      reader.run("FETCH 10 FROM lost");
      fail();
      assertThat(other.stateOf("SELECT 1")).isEqualTo(RESTARTED);
      assertThat(other.number("SELECT count(*) FROM t")).isEqualTo(1000);
      assertThat(reader.stateOf("MOVE ALL IN lost")).isEqualTo(RESTARTED);
      reader.run("ROLLBACK");
      assertThat(reader.stateOf("FETCH 10 FROM lost")).isEqualTo("34000");
      assertThat(reader.number("FETCH NEXT FROM kept")).isZero();
    }
  }

  @Test
  void rowsUnderWayEndWithTheError() throws SQLException {
    try (Connection connection = server.connect(QueryMode.EXTENDED);
        Statement statement = connection.createStatement();
        WireClient other = new WireClient(server)) {
      connection.setAutoCommit(false);
      statement.setFetchSize(100);
      try (ResultSet result = statement.executeQuery("SELECT * FROM range(5_000_000)")) {
        result.next();
        fail();
        assertThat(other.stateOf("SELECT 1")).isIn(RESTARTED, "57P03");
        long rows = 0;
        try {
          while (result.next()) {
            rows++;
          }
          throw new AssertionError("no error after " + rows + " rows");
        } catch (SQLException e) {
          assertThat(e.getSQLState()).isEqualTo(RESTARTED);
        }
      }
      connection.rollback();
      assertThat(other.stateOf("SELECT 1")).isIn(READY, RESTARTED);
      assertThat(other.number("SELECT count(*) FROM t")).isEqualTo(1000);
    }
  }

  @Test
  void modelsAnswerAsBeforeAndATrainingEndsWithAReasonOrAModel() throws SQLException {
    try (WireClient client = new WireClient(server)) {
      client.run("CREATE MODEL m FROM t TARGET y FUNCTION f SETTINGS (WAIT ON, MAX_RUNTIME 2)");
      String answer = client.value("SELECT string_agg(f(a), ' ' ORDER BY a) FROM t WHERE a < 50");
      client.run("CREATE MODEL n FROM t TARGET y FUNCTION g SETTINGS (MAX_RUNTIME 2)");
      fail();
      assertThat(client.stateOf("SELECT 1")).isEqualTo(RESTARTED);
      assertThat(client.value("SELECT string_agg(f(a), ' ' ORDER BY a) FROM t WHERE a < 50"))
          .isEqualTo(answer);
      String waited = client.stateOf("WAIT FOR MODEL n");
      String state = client.value("SELECT state FROM ml.models WHERE model_name = 'n'");
      if (waited.equals(READY)) {
        assertThat(state).isEqualTo("READY");
      } else {
        assertThat(state).isEqualTo("FAILED");
        assertThat(client.value("SELECT error FROM ml.models WHERE model_name = 'n'"))
            .contains("restarted after an internal error");
      }
      assertThat(client.stateOf("DROP MODEL m")).isEqualTo(READY);
      assertThat(client.stateOf("SELECT f(1)")).isEqualTo("42883");
    }
  }

  @Test
  void oneFaultAfterTheOtherIsSurvived() throws SQLException {
    try (WireClient client = new WireClient(server)) {
      for (int round = 0; round < 5; round++) {
        client.run("INSERT INTO t VALUES (" + round + ", 0)");
        fail();
        assertThat(client.stateOf("SELECT 1")).isEqualTo(RESTARTED);
      }
      assertThat(client.number("SELECT count(*) FROM t")).isEqualTo(1005);
    }
  }

  @Test
  void aDatastoreInMemoryIsEmptyAndUsableAfterwards() throws SQLException {
    try (LocalServer memory =
            new LocalServer(DatastoreOptions.inMemory().withFaultFile(faultFile()));
        WireClient client = new WireClient(memory)) {
      client.run("CREATE TABLE u AS SELECT i AS a, i % 2 AS y FROM range(100) r(i)");
      client.run("CREATE MODEL m FROM u TARGET y FUNCTION f SETTINGS (WAIT ON, MAX_RUNTIME 2)");
      fail();
      assertThat(client.stateOf("SELECT 1")).isEqualTo(RESTARTED);
      assertThat(client.stateOf("SELECT * FROM u")).isEqualTo("42P01");
      assertThat(client.rows("SELECT * FROM ml.models")).isEmpty();
      client.run("CREATE TABLE u AS SELECT i AS a, i % 2 AS y FROM range(100) r(i)");
      client.run("CREATE MODEL m FROM u TARGET y FUNCTION f SETTINGS (WAIT ON, MAX_RUNTIME 2)");
      assertThat(client.stateOf("SELECT f(1)")).isEqualTo(READY);
    }
  }
}
