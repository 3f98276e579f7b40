// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.TransactionState;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatastoreTest {
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

  private void makeCustomers(int rows) {
    client.run(
        "CREATE TABLE customers AS SELECT range AS id, (range * 37) % 100 AS usage,"
            + " CASE WHEN range % 3 = 0 THEN 'gold' ELSE 'plain' END AS plan,"
            + " CASE WHEN (range * 37) % 100 > 60 THEN 'yes' ELSE 'no' END AS churned"
            + " FROM range("
            + rows
            + ")");
  }

  private DatastoreException errorOf(String text) {
    try {
      client.run(text);
    } catch (DatastoreException e) {
      return e;
    }
    throw new AssertionError("no error: " + text);
  }

  @Test
  void trainsAModelAndPredictsWithItsFunction() {
    makeCustomers(1000);
    client.run("SET wait = on");
    assertThat(client.run("CREATE MODEL churn FROM customers TARGET churned FUNCTION will_churn"))
        .isEqualTo("CREATE MODEL");
    assertThat(client.rows("SELECT state, problem_type FROM ml.models"))
        .containsExactly(List.of("READY", "BINARY_CLASSIFICATION"));
    assertThat(client.rows("SELECT count(*) FROM customers c WHERE will_churn(c) = churned"))
        .satisfies(rows -> assertThat((Long) rows.getFirst().getFirst()).isGreaterThan(950));
    assertThat(
            client.rows(
                "SELECT count(*) FROM customers c"
                    + " WHERE will_churn(id, usage, plan) <> will_churn(c)"))
        .containsExactly(List.of(0L));
    assertThat(
            client.rows(
                "SELECT count(*) FROM customers c WHERE abs(will_churn_probability(c, 'yes')"
                    + " + will_churn_probability(c, 'no') - 1) > 1e-9"))
        .containsExactly(List.of(0L));
    assertThat(client.notices).anyMatch(notice -> notice.message().contains("is ready"));
  }

  @Test
  void saysThatAModelIsNotReady() {
    makeCustomers(1000);
    client.run("CREATE TABLE broken AS SELECT 1 AS a, NULL::INT AS y FROM range(100)");
    client.run("CREATE MODEL m FROM broken TARGET y FUNCTION f");
    assertThat(errorOf("WAIT FOR MODEL m").code())
        .isIn(ErrorCode.TRAINING_DATA_UNSUITABLE, ErrorCode.TRAINING_FAILED);
    DatastoreException error = errorOf("SELECT f(1)");
    assertThat(error.code()).isEqualTo(ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE);
    assertThat(error.message()).isEqualTo("model \"m\" is not ready");
    client.run("CREATE MODEL m FROM customers TARGET churned FUNCTION f SETTINGS (WAIT ON)");
    assertThat(client.rows("SELECT state FROM ml.models")).containsExactly(List.of("READY"));
  }

  @Test
  void dropsAModelWithItsFunctions() {
    makeCustomers(200);
    client.run("CREATE MODEL m FROM customers TARGET churned FUNCTION f SETTINGS (WAIT ON)");
    client.run("DROP MODEL m");
    assertThat(errorOf("SELECT f(c) FROM customers c").code())
        .isEqualTo(ErrorCode.UNDEFINED_FUNCTION);
    assertThat(client.rows("SELECT * FROM ml.models")).isEmpty();
    assertThat(errorOf("DROP MODEL m").message()).isEqualTo("model \"m\" does not exist");
    assertThat(client.run("DROP MODEL IF EXISTS m")).isEqualTo("DROP MODEL");
  }

  @Test
  void aReplacedModelIsSwappedUnderPreparedStatementsAndViews() {
    makeCustomers(300);
    client.run("CREATE MODEL m FROM customers TARGET churned FUNCTION f SETTINGS (WAIT ON)");
    client.run("CREATE VIEW v AS SELECT f(c) AS p FROM customers c");
    try (PreparedStatement prepared =
        client.session.prepare("SELECT f(1, 90, 'gold')", List.of())) {
      run(prepared);
      client.run(
          "CREATE OR REPLACE MODEL m FROM (SELECT id, usage, plan, 'x' || churned AS churned"
              + " FROM customers) TARGET churned FUNCTION f SETTINGS (WAIT ON)");
      assertThat(run(prepared)).isEqualTo("SELECT 1");
      assertThat(client.rows("SELECT DISTINCT p[1] FROM v")).containsExactly(List.of("x"));
    }
  }

  private static String run(PreparedStatement prepared) {
    try (StatementResult.Rows rows = (StatementResult.Rows) prepared.run(List.of())) {
      while (rows.next() != null) {
        // Only the tag is wanted.
      }
      return rows.tag();
    }
  }

  @Test
  void refusesWhatCannotBeTrained() {
    makeCustomers(50);
    client.run("CREATE TABLE one AS SELECT 1 AS a");
    assertThat(errorOf("CREATE MODEL m FROM customers TARGET churnd FUNCTION f"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.UNDEFINED_COLUMN);
          assertThat(e.hint()).contains("Perhaps you meant \"churned\".");
        });
    assertThat(errorOf("CREATE MODEL m FROM one TARGET a FUNCTION f").message())
        .isEqualTo("the training query has only one column");
    assertThat(errorOf("CREATE MODEL m FROM nowhere TARGET a FUNCTION f").code())
        .isEqualTo(ErrorCode.UNDEFINED_TABLE);
    assertThat(errorOf("CREATE MODEL m FROM customers TARGET churned FUNCTION sum").code())
        .isEqualTo(ErrorCode.DUPLICATE_FUNCTION);
    assertThat(errorOf("BEGIN; CREATE MODEL m FROM customers TARGET churned FUNCTION f").code())
        .isEqualTo(ErrorCode.ACTIVE_SQL_TRANSACTION);
    client.run("ROLLBACK");
    assertThat(client.rows("SELECT * FROM ml.models")).isEmpty();
  }

  @Test
  void protectsWhatBelongsToTheServer() {
    makeCustomers(200);
    client.run("CREATE MODEL m FROM customers TARGET churned FUNCTION f SETTINGS (WAIT ON)");
    for (String statement :
        List.of(
            "DELETE FROM ml._models",
            "INSERT INTO \"ML\"._jobs SELECT * FROM ml._jobs",
            "UPDATE mynah.ml._models SET state = 'x'",
            "DROP SCHEMA ml CASCADE",
            "DROP VIEW ml.models",
            "CREATE TABLE ml.mine (a INT)",
            "TRUNCATE ml._models",
            "WITH x AS (SELECT 1) INSERT INTO ml._format SELECT * FROM x",
            "SELECT _m1_v1(1, 2, 'a')",
            "SELECT * FROM _mynah_live_jobs()",
            "ATTACH ':memory:' AS other",
            "USE ml")) {
      assertThat(errorOf(statement).code())
          .as(statement)
          .isEqualTo(ErrorCode.INSUFFICIENT_PRIVILEGE);
    }
    assertThat(errorOf("SET search_path = ml").code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
    assertThat(errorOf("DROP FUNCTION f").code())
        .isEqualTo(ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST);
    assertThat(errorOf("DROP SCHEMA public CASCADE").code())
        .isEqualTo(ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST);
    assertThat(errorOf("CREATE TABLE t (a INT, b VARCHAR DEFAULT f(1, 2, 'a'))").code())
        .isEqualTo(ErrorCode.FEATURE_NOT_SUPPORTED);
    client.run("CREATE VIEW v AS SELECT model_name FROM ml.models");
    assertThat(client.rows("SELECT * FROM v")).containsExactly(List.of("m"));
  }

  @Test
  void severalStatementsOfOneQueryAreOneTransaction() {
    assertThat(errorOf("CREATE TABLE t (a INT); INSERT INTO t VALUES (1); SELECT 1/0").code())
        .isEqualTo(ErrorCode.DIVISION_BY_ZERO);
    assertThat(errorOf("SELECT * FROM t").code()).isEqualTo(ErrorCode.UNDEFINED_TABLE);
    client.run("CREATE TABLE t (a INT); INSERT INTO t VALUES (1)");
    assertThat(client.rows("SELECT a FROM t")).containsExactly(List.of(1L));
  }

  @Test
  void aFailedBlockTakesOnlyItsEnd() {
    client.run("CREATE TABLE t (a INT)");
    client.run("BEGIN");
    client.run("INSERT INTO t VALUES (1)");
    errorOf("SELECT nonsense");
    assertThat(client.session.transactionState()).isEqualTo(TransactionState.FAILED);
    assertThat(errorOf("SELECT 1").code()).isEqualTo(ErrorCode.IN_FAILED_SQL_TRANSACTION);
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
      assertThat(errorOf("UPDATE t SET a = a + 1").code())
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
      assertThat(errorOf("SELECT * FROM u").code()).isEqualTo(ErrorCode.SERIALIZATION_FAILURE);
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
      assertThat(errorOf("INSERT INTO log VALUES (1)").code())
          .isEqualTo(ErrorCode.SERIALIZATION_FAILURE);
      client.run("ROLLBACK");
      client.run("BEGIN");
      client.rows("SELECT * FROM log");
      other.run("DELETE FROM parent WHERE a = 1");
      assertThat(errorOf("INSERT INTO child VALUES (1)").code())
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
  void copiesTextWithEscapesAndNulls() {
    client.run("CREATE TABLE t (a INT, b VARCHAR)");
    assertThat(
            client.copy(
                "COPY t FROM STDIN",
                "1\tx\\ty\n2\t\\",
                "N\n3\t\n4\ta\"b,c\\nd\\\\e\\x41\\101\n\\.\nignored"))
        .isEqualTo("COPY 4");
    assertThat(client.rows("SELECT a, b FROM t ORDER BY a"))
        .containsExactly(
            List.of(1L, "x\ty"),
            Arrays.asList(2L, null),
            List.of(3L, ""),
            List.of(4L, "a\"b,c\nd\\eAA"));
  }

  @Test
  void copiesCsvWithHeaderSkipAndNullText() {
    client.run("CREATE TABLE t (a INT, b VARCHAR)");
    assertThat(
            client.copy(
                "COPY t (b, a) FROM STDIN (FORMAT csv, HEADER true, NULL 'na', SKIP 2)",
                "preamble\nmore\nb,a\nx,1\n\"na\",na\n\"q\"\"r\n",
                "s\",3\n\\.\n"))
        .isEqualTo("COPY 3");
    assertThat(client.rows("SELECT a, b FROM t ORDER BY a NULLS FIRST"))
        .containsExactly(Arrays.asList(null, "na"), List.of(1L, "x"), List.of(3L, "q\"r\ns"));
  }

  @Test
  void aCopyThatFailsStoresNothing() {
    client.run("CREATE TABLE t (a INT, b VARCHAR)");
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> client.copy("COPY t FROM STDIN (FORMAT csv)", "1,x\nzwei,y\n"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TEXT_REPRESENTATION);
          assertThat(e.message()).isEqualTo("line 2 of the rows for \"t\" cannot be read");
          assertThat(e.detail().orElse("")).contains("\"a\"").doesNotContain("copy-");
        });
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> client.copy("COPY t FROM STDIN (FORMAT csv)", "1,x,9\n"))
        .matches(e -> e.code() == ErrorCode.BAD_COPY_FILE_FORMAT);
    assertThat(client.rows("SELECT * FROM t")).isEmpty();
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
    assertThat(errorOf("SET timezon = 'UTC'").hint()).contains("Perhaps you meant \"timezone\".");
  }

  @Test
  void aStatementEndsAtItsTimeLimit() {
    client.run("SET statement_timeout = '200ms'");
    assertThat(errorOf("SELECT count(*) FROM range(100000000000) t(x) WHERE x % 3 = 1"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.QUERY_CANCELED);
          assertThat(e.message()).isEqualTo("canceling statement due to statement timeout");
        });
  }

  @Test
  void theTimeLimitHoldsWhileRowsAreFetched() {
    client.run("SET statement_timeout = '300ms'");
    assertThat(errorOf("SELECT range FROM range(100000000000)").code())
        .isEqualTo(ErrorCode.QUERY_CANCELED);
    client.run("SET statement_timeout = 0");
    assertThat(client.run("SELECT 1")).isEqualTo("SELECT 1");
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
    assertThat(errorOf("INSERT INTO t VALUES (3)").code())
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
  void answersForItselfAndNotForTheEngine() {
    assertThat(client.rows("SELECT version() LIKE 'PostgreSQL 15%', current_user, session_user"))
        .containsExactly(List.of(true, "mynah", "mynah"));
    assertThat(client.rows("SELECT current_database(), current_schema()"))
        .containsExactly(List.of("mynah", "public"));
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
}
