// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbEngineTest {
  @TempDir Path folder;
  private Engine engine;
  private EngineSession session;

  @BeforeEach
  void open() {
    engine = TestEngine.inMemory(folder);
    session = engine.connect();
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  @Test
  void startsInTheSchemaPublicOfTheDatabaseMynah() {
    assertThat(TestEngine.rows(session, "SELECT current_schema(), current_database()"))
        .containsExactly(List.of("public", "mynah"));
  }

  @Test
  void staysInItsDatabaseWhenTheSearchPathChanges() {
    session.execute("CREATE SCHEMA other");
    session.execute("SET search_path = 'other,public'");
    session.execute("CREATE TABLE t (a INT)");
    session.execute("SET search_path = 'public'");
    assertThat(TestEngine.rows(session, "SELECT current_schema(), count(*) FROM other.t"))
        .containsExactly(List.of("public", 0L));
  }

  @Test
  void keepsItsDataOnDisk() {
    try (Engine first = TestEngine.onDisk(folder);
        EngineSession writer = first.connect()) {
      writer.execute("CREATE TABLE kept AS SELECT 1 AS a");
    }
    try (Engine second = TestEngine.onDisk(folder);
        EngineSession reader = second.connect()) {
      assertThat(TestEngine.rows(reader, "SELECT a, current_database() FROM kept"))
          .containsExactly(List.of(1L, "mynah"));
    }
  }

  @Test
  void twoEnginesInMemoryDoNotShareTables() {
    try (Engine other = TestEngine.inMemory(folder);
        EngineSession otherSession = other.connect()) {
      session.execute("CREATE TABLE only_here (a INT)");
      assertThatExceptionOfType(DatastoreException.class)
          .isThrownBy(() -> otherSession.prepare("SELECT * FROM only_here"))
          .matches(e -> e.code() == ErrorCode.UNDEFINED_TABLE);
    }
  }

  @Test
  void readsEveryKindOfValue() {
    assertThat(
            TestEngine.rows(
                session,
                "SELECT 1::TINYINT, 2::SMALLINT, 3, 4::BIGINT, 5::HUGEINT, 1.50::DECIMAL(10,2),"
                    + " 0.5::FLOAT, 0.25::DOUBLE, 'x', true, DATE '1970-01-02',"
                    + " TIMESTAMP '1970-01-01 00:00:01', TIMESTAMPTZ '1970-01-01 00:00:02+00',"
                    + " NULL::INT"))
        .containsExactly(
            Arrays.asList(
                1L,
                2L,
                3L,
                4L,
                new BigDecimal(5),
                new BigDecimal("1.50"),
                0.5,
                0.25,
                "x",
                true,
                1L,
                1_000_000L,
                2_000_000L,
                null));
  }

  @Test
  void anErrorAfterTheFirstRowsIsNotTheEnd() {
    String late =
        "SELECT CASE WHEN i < 20000 THEN repeat('x', 1000) ELSE CAST('y' || i AS INT)::VARCHAR END"
            + " FROM range(30000) r(i)";
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> TestEngine.rows(session, late))
        .matches(e -> e.code() == ErrorCode.INVALID_TEXT_REPRESENTATION)
        .withMessageContaining("y20000");
  }

  @Test
  void readsKindsThatChunksCannotGive() {
    assertThat(
            TestEngine.rows(
                session,
                "SELECT TIME '00:00:01', [1, 2], {'a': 1}, INTERVAL 1 DAY, '{\"b\":2}'::JSON,"
                    + " 'b'::ENUM('a', 'b'),"
                    + " '8509b070-c960-4492-aefa-5c0d7649c997'::UUID, NULL"))
        .containsExactly(
            Arrays.asList(
                1_000_000L,
                "{1,2}",
                "{'a': 1}",
                "1 day",
                "{\"b\":2}",
                "b",
                "8509b070-c960-4492-aefa-5c0d7649c997",
                null));
  }

  @Test
  void tellsParameterTypesAndColumns() {
    session.execute("CREATE TABLE t (a BIGINT, b VARCHAR)");
    try (PreparedQuery query = session.prepare("SELECT b FROM t WHERE a = $1")) {
      assertThat(query.parameterTypes()).containsExactly(DataType.BIGINT);
      assertThat(query.columns()).extracting("name").containsExactly("b");
    }
    try (PreparedQuery query = session.prepare("SELECT $1")) {
      assertThat(query.parameterTypes()).containsExactly(DataType.UNKNOWN);
    }
    try (PreparedQuery query = session.prepare("INSERT INTO t VALUES ($1, $2)")) {
      assertThat(query.columns()).isEmpty();
    }
    assertThat(TestEngine.rows(session, "SELECT $1", "text")).containsExactly(List.of("text"));
  }

  @Test
  void countsChangedRows() {
    session.execute("CREATE TABLE t (a INT)");
    assertThat(session.execute("INSERT INTO t SELECT range FROM range(7)")).isEqualTo(7);
    assertThat(session.execute("UPDATE t SET a = 0 WHERE a < 3")).isEqualTo(3);
    assertThat(session.execute("DELETE FROM t")).isEqualTo(7);
  }

  @Test
  void closingATransactionRollsItBack() {
    session.execute("CREATE TABLE t (a INT)");
    try (Transaction transaction = session.begin()) {
      session.execute("INSERT INTO t VALUES (1)");
      assertThat(transaction).isNotNull();
    }
    try (Transaction transaction = session.begin()) {
      session.execute("INSERT INTO t VALUES (2)");
      transaction.commit();
    }
    assertThat(TestEngine.rows(session, "SELECT a FROM t")).containsExactly(List.of(2L));
  }

  @Test
  void rollsBackAfterAnErrorInsideATransaction() {
    session.execute("CREATE TABLE t (a INT PRIMARY KEY)");
    Transaction transaction = session.begin();
    session.execute("INSERT INTO t VALUES (1)");
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> session.execute("INSERT INTO t VALUES (1)"));
    transaction.rollback();
    assertThat(TestEngine.rows(session, "SELECT a FROM t")).isEmpty();
  }

  @Test
  void streamsALargeResultAndGivesItUpEarly() {
    try (PreparedQuery query = session.prepare("SELECT range FROM range(100000000)");
        RunningQuery run = query.run(List.of())) {
      ColumnBatch first = Objects.requireNonNull(run.next());
      assertThat(first.rows()).isBetween(1, 2048);
    }
    assertThat(TestEngine.rows(session, "SELECT 1")).containsExactly(List.of(1L));
  }

  @Test
  void cancelStopsAStatementThatComputes() throws InterruptedException {
    Thread canceller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Thread.sleep(300);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              session.cancel();
            });
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() ->
            TestEngine.rows(
                session, "SELECT count(*) FROM range(100000000000) t(x) WHERE x % 3 = 1"))
        .matches(e -> e.code() == ErrorCode.QUERY_CANCELED);
    canceller.join();
    assertThat(TestEngine.rows(session, "SELECT 1")).containsExactly(List.of(1L));
  }

  @Test
  void cancelBetweenTwoBatchesFailsTheNextOne() {
    try (PreparedQuery query = session.prepare("SELECT range FROM range(100000000)");
        RunningQuery run = query.run(List.of())) {
      run.next();
      session.cancel();
      assertThatExceptionOfType(DatastoreException.class)
          .isThrownBy(run::next)
          .matches(e -> e.code() == ErrorCode.QUERY_CANCELED);
    }
  }

  @Test
  void refusesFilesOutsideItsFolders() {
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> session.execute("COPY (SELECT 1) TO '/tmp/refused.csv'"))
        .matches(e -> e.code() == ErrorCode.INSUFFICIENT_PRIVILEGE);
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> session.execute("SET enable_external_access = true"))
        .matches(e -> e.code() == ErrorCode.CANNOT_CHANGE_RUNTIME_PARAMETER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "selec 1 | 42601 | syntax error at or near \"selec\" | 1",
        "SELECT 'äöü', nope | 42703 | column \"nope\" does not exist | 15",
        "SELECT * FROM nope | 42P01 | relation \"nope\" does not exist | 15",
        "SELECT * FROM nope.t | 3F000 | schema \"nope\" does not exist | 15",
        "SELECT foo(1) | 42883 | function foo does not exist | 8",
        "SELECT 'a'::INT | 22P02 | could not convert string 'a' to INT32 | 11",
        "SELECT 1/0, [1] | 22012 | division by zero | 0",
        "SELECT 1/0 | 22012 | division by zero | 0",
        "CREATE SCHEMA public | 42P06 | schema with name \"public\" already exists | 0",
        "SELECT 9223372036854775807 + 1 | 22003 | overflow in addition of INT64"
            + " (9223372036854775807 + 1) | 0",
        "COMMIT | 25P01 | cannot commit - no transaction is active | 0",
      })
  void saysErrorsAsPostgresDoes(String statement, String state, String message, int position) {
    assertThatExceptionOfType(DatastoreException.class)
        .isThrownBy(() -> session.execute(statement))
        .satisfies(e -> {
          assertThat(e.code().sqlState()).isEqualTo(state);
          assertThat(e.message()).startsWith(message.split(" \\| ", -1)[0]);
          assertThat(e.position()).isEqualTo(position);
        });
  }
}
