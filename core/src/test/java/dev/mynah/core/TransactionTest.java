// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.TransactionState;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionTest {
  private Datastore datastore;
  private TestClient client;

  @BeforeEach
  void open() {
    datastore = Datastore.open(DatastoreOptions.inMemory());
    client = new TestClient(datastore);
  }

  @AfterEach
  void close() {
    client.close();
    datastore.close();
  }

  @Test
  void severalStatementsOfOneQueryAreOneTransaction() {
    assertThat(
            client.errorOf("CREATE TABLE t (a INT); INSERT INTO t VALUES (1); SELECT 1/0").code())
        .isEqualTo(ErrorCode.DIVISION_BY_ZERO);
    assertThat(client.errorOf("SELECT * FROM t").code()).isEqualTo(ErrorCode.UNDEFINED_TABLE);
    client.run("CREATE TABLE t (a INT); INSERT INTO t VALUES (1)");
    assertThat(client.rows("SELECT a FROM t")).containsExactly(List.of(1L));
  }

  @Test
  void aFailedBlockTakesOnlyItsEnd() {
    client.run("CREATE TABLE t (a INT)");
    client.run("BEGIN");
    client.run("INSERT INTO t VALUES (1)");
    client.errorOf("SELECT nonsense");
    assertThat(client.session.transactionState()).isEqualTo(TransactionState.FAILED);
    assertThat(client.errorOf("SELECT 1").code()).isEqualTo(ErrorCode.IN_FAILED_SQL_TRANSACTION);
    assertThat(client.run("COMMIT")).isEqualTo("ROLLBACK");
    assertThat(client.rows("SELECT * FROM t")).isEmpty();
    assertThat(client.session.transactionState()).isEqualTo(TransactionState.IDLE);
  }

  @Test
  void aBlockThatReadBeforeAnotherCommitCannotWrite() {
    client.run("CREATE TABLE t AS SELECT 1 AS a");
    try (TestClient other = new TestClient(datastore)) {
      client.run("BEGIN");
      client.rows("SELECT * FROM t");
      other.run("UPDATE t SET a = 2");
      assertThat(client.errorOf("UPDATE t SET a = a + 1").code())
          .isEqualTo(ErrorCode.SERIALIZATION_FAILURE);
      client.run("ROLLBACK");
    }
    assertThat(client.rows("SELECT a FROM t")).containsExactly(List.of(2L));
  }

  @Test
  void aBlockIsNotDisturbedByCommitsToOtherTables() {
    client.run("CREATE TABLE t AS SELECT 1 AS a");
    client.run("CREATE TABLE u AS SELECT 1 AS a");
    try (TestClient other = new TestClient(datastore)) {
      client.run("BEGIN");
      client.rows("SELECT * FROM t");
      other.run("UPDATE u SET a = 2");
      client.run("UPDATE t SET a = a + 1");
      assertThat(client.errorOf("SELECT * FROM u").code())
          .isEqualTo(ErrorCode.SERIALIZATION_FAILURE);
      client.run("ROLLBACK");
    }
    assertThat(client.rows("SELECT a FROM t")).containsExactly(List.of(1L));
  }

  @Test
  void viewsAndForeignKeysCountAsReads() {
    client.run("CREATE TABLE parent (a INT PRIMARY KEY)");
    client.run("CREATE TABLE child (a INT REFERENCES parent (a))");
    client.run("CREATE TABLE log (a INT)");
    client.run("CREATE VIEW v AS SELECT count(*) AS n FROM parent");
    client.run("INSERT INTO parent VALUES (1)");
    try (TestClient other = new TestClient(datastore)) {
      client.run("BEGIN");
      client.rows("SELECT * FROM v");
      other.run("INSERT INTO parent VALUES (2)");
      assertThat(client.errorOf("INSERT INTO log VALUES (1)").code())
          .isEqualTo(ErrorCode.SERIALIZATION_FAILURE);
      client.run("ROLLBACK");
      client.run("BEGIN");
      client.rows("SELECT * FROM log");
      other.run("DELETE FROM parent WHERE a = 1");
      assertThat(client.errorOf("INSERT INTO child VALUES (1)").code())
          .isIn(ErrorCode.SERIALIZATION_FAILURE, ErrorCode.FOREIGN_KEY_VIOLATION);
      client.run("ROLLBACK");
    }
    assertThat(client.rows("SELECT * FROM child")).isEmpty();
  }

  @Test
  void aBlockThatOnlyReadsKeepsItsSnapshot() {
    client.run("CREATE TABLE t AS SELECT 1 AS a");
    try (TestClient other = new TestClient(datastore)) {
      client.run("BEGIN");
      client.rows("SELECT * FROM t");
      other.run("UPDATE t SET a = 2");
      assertThat(client.rows("SELECT a FROM t")).containsExactly(List.of(1L));
      assertThat(client.run("COMMIT")).isEqualTo("COMMIT");
    }
    assertThat(client.rows("SELECT a FROM t")).containsExactly(List.of(2L));
  }

  @Test
  void aSecondWriterWaitsForTheFirst() {
    client.run("CREATE TABLE t AS SELECT 1 AS a");
    try (TestClient other = new TestClient(datastore)) {
      client.run("BEGIN");
      client.run("UPDATE t SET a = 2");
      other.run("SET lock_timeout = 100");
      assertThatExceptionOfType(DatastoreException.class)
          .isThrownBy(() -> other.run("UPDATE t SET a = 3"))
          .matches(e -> e.code() == ErrorCode.LOCK_NOT_AVAILABLE);
      client.run("COMMIT");
      assertThat(other.run("UPDATE t SET a = a + 1")).isEqualTo("UPDATE 1");
    }
    assertThat(client.rows("SELECT a FROM t")).containsExactly(List.of(3L));
  }

  @Test
  void settingsOfABlockEndWithIt() {
    client.run("SET TimeZone = 'Europe/Berlin'");
    client.run("BEGIN");
    client.run("SET TimeZone = 'UTC'");
    client.run("ROLLBACK");
    assertThat(client.rows("SHOW timezone")).containsExactly(List.of("Europe/Berlin"));
    client.run("BEGIN; SET LOCAL TimeZone = 'UTC'; COMMIT");
    assertThat(client.rows("SHOW timezone")).containsExactly(List.of("Europe/Berlin"));
    assertThat(client.errorOf("SET timezon = 'UTC'").hint())
        .contains("Perhaps you meant \"timezone\".");
  }

  @Test
  void anIdleWriterIsRolledBack() {
    client.run("CREATE TABLE t (a INT)");
    client.run("SET idle_in_transaction_session_timeout = 200");
    client.run("BEGIN");
    client.run("INSERT INTO t VALUES (1)");
    try (TestClient other = new TestClient(datastore)) {
      other.run("INSERT INTO t VALUES (2)");
    }
    assertThat(client.errorOf("INSERT INTO t VALUES (3)").code())
        .isEqualTo(ErrorCode.IDLE_IN_TRANSACTION_SESSION_TIMEOUT);
    assertThat(client.run("COMMIT")).isEqualTo("ROLLBACK");
    assertThat(client.rows("SELECT a FROM t")).containsExactly(List.of(2L));
  }

  @Test
  void sessionsAreVisibleWithWhatTheyWaitFor() throws InterruptedException {
    client.run("CREATE TABLE t (a INT)");
    client.run("SET application_name = 'first'");
    client.run("BEGIN");
    client.run("INSERT INTO t VALUES (1)");
    try (TestClient other = new TestClient(datastore);
        TestClient watcher = new TestClient(datastore)) {
      Thread waiting = Thread.ofPlatform().start(() -> other.run("INSERT INTO t VALUES (2)"));
      List<List<@Nullable Object>> seen = List.of();
      long deadline = System.nanoTime() + 10_000_000_000L;
      while (seen.isEmpty() && System.nanoTime() < deadline) {
        seen =
            watcher.rows(
                "SELECT w.statement, h.application, h.state, h.is_writer FROM ml.sessions w"
                    + " JOIN ml.sessions h ON w.waits_for = h.session_id");
      }
      client.run("COMMIT");
      waiting.join();
      assertThat(seen)
          .containsExactly(
              List.of("INSERT INTO t VALUES (2)", "first", "idle in transaction", true));
    }
  }

  @Test
  void changesUpToASyncAreOneTransaction() {
    client.run("CREATE TABLE t (a INT PRIMARY KEY)");
    try (PreparedStatement insert =
        client.session.prepare("INSERT INTO t VALUES ($1)", List.of())) {
      insert.run(List.of(1L));
      insert.run(List.of(2L));
      client.session.sync();
      assertThat(client.rows("SELECT count(*) FROM t")).containsExactly(List.of(2L));
      insert.run(List.of(3L));
      assertThatExceptionOfType(DatastoreException.class)
          .isThrownBy(() -> insert.run(List.of(1L)))
          .matches(e -> e.code() == ErrorCode.UNIQUE_VIOLATION);
      client.session.fail();
      client.session.sync();
    }
    assertThat(client.session.transactionState()).isEqualTo(TransactionState.IDLE);
    assertThat(client.rows("SELECT count(*) FROM t")).containsExactly(List.of(2L));
    try (TestClient other = new TestClient(datastore)) {
      assertThat(other.run("INSERT INTO t VALUES (9)")).isEqualTo("INSERT 0 1");
    }
  }

  @Test
  void aTransactionThatOnlyReadsChangesNothing() {
    client.run("CREATE TABLE t (a INTEGER)");
    client.run("CREATE SEQUENCE ids");
    for (String change :
        List.of(
            "INSERT INTO t VALUES (1)",
            "CREATE TABLE z (a INTEGER)",
            "SELECT nextval('ids')",
            "EXPLAIN ANALYZE DELETE FROM t")) {
      client.run("BEGIN READ ONLY");
      assertThat(client.errorOf(change).code())
          .as(change)
          .isEqualTo(ErrorCode.READ_ONLY_SQL_TRANSACTION);
      client.run("ROLLBACK");
    }
    client.run("SET default_transaction_read_only = on");
    assertThat(client.errorOf("INSERT INTO t VALUES (1)").code())
        .isEqualTo(ErrorCode.READ_ONLY_SQL_TRANSACTION);
    assertThat(client.errorOf("CREATE MODEL m FROM t TARGET a FUNCTION f").code())
        .isEqualTo(ErrorCode.READ_ONLY_SQL_TRANSACTION);
    client.run("BEGIN READ WRITE");
    client.run("INSERT INTO t VALUES (1)");
    client.run("ROLLBACK");
  }

  @Test
  void plainSettingsOutliveABlockAndLocalOnesDoNot() {
    client.run("BEGIN ISOLATION LEVEL REPEATABLE READ");
    client.run("SET lock_timeout = '5s'");
    client.run("SET LOCAL TimeZone = 'Europe/Berlin'");
    client.run("COMMIT");
    assertThat(client.rows("SHOW lock_timeout")).containsExactly(List.of("5s"));
    assertThat(client.rows("SHOW TimeZone")).containsExactly(List.of("UTC"));
    assertThat(client.rows("SHOW transaction_isolation")).containsExactly(List.of("serializable"));
  }
}
