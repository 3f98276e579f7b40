// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.fault.CrashPoint;
import dev.mynah.tests.server.ChildServer;
import dev.mynah.tests.server.WireClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was acknowledged survives {@code kill -9}; what was not is there whole or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {
  private static final String INTERRUPTED = "interrupted by a restart";
  private static final String LAST_JOB =
      "SELECT state, error FROM ml.jobs WHERE object_name = 'm' ORDER BY job_id DESC LIMIT 1";
  private static final int BATCH_ROWS = 500;

  private ChildServer server;
  private String answers;

  @BeforeAll
  void prepare(@TempDir Path folder) throws SQLException {
    server = new ChildServer(folder.resolve("data"), Optional.empty());
    try (WireClient client = new WireClient(server)) {
      client.run(
          "CREATE TABLE t AS SELECT i % 10 AS a, (i * 31) % 17 AS b,"
              + " CASE WHEN i % 10 > 5 THEN 'high' ELSE 'low' END AS y FROM range(300) t(i)");
      client.run("CREATE TABLE loaded (batch INTEGER, row_number INTEGER)");
      client.run("CREATE MODEL kept FROM t TARGET y FUNCTION kept SETTINGS (WAIT ON)");
      answers = answers(client);
    }
  }

  @AfterAll
  void stop() {
    server.kill();
  }

  /** Returns what the model that was ready from the start answers, to the last bit. */
  private static String answers(WireClient client) throws SQLException {
    return client.value(
        "SELECT string_agg(kept(a, b) || kept_probability(a, b, 'high')::VARCHAR, ' ' ORDER BY a,"
            + " b) FROM t");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ENTRY_WRITTEN",
        "JOB_STARTED",
        "ROWS_READ",
        "MODEL_TRAINED",
        "MODEL_BYTES_WRITTEN",
        "FUNCTION_INSTALLED"
      })
  void aTrainingThatWasKilledHasFailed(CrashPoint point) throws SQLException {
    killAt(point, "CREATE MODEL m FROM t TARGET y FUNCTION f SETTINGS (WAIT ON)");
    try (WireClient client = new WireClient(server)) {
      checkWhatWasKept(client);
      assertThat(client.rows("SELECT state, error FROM ml.models WHERE model_name = 'm'"))
          .containsExactly("FAILED|" + INTERRUPTED);
      assertThat(client.rows(LAST_JOB)).containsExactly("FAILED|" + INTERRUPTED);
      assertThat(client.stateOf("SELECT f(1, 1)")).isEqualTo("55000");
      client.run("CREATE MODEL m FROM t TARGET y FUNCTION f SETTINGS (WAIT ON)");
      assertThat(client.value("SELECT f(9, 1)")).isEqualTo("high");
      forget(client);
    }
  }

  @Test
  void aModelIsReadyOnceThatIsCommitted() throws SQLException {
    killAt(
        CrashPoint.READY_COMMITTED, "CREATE MODEL m FROM t TARGET y FUNCTION f SETTINGS (WAIT ON)");
    try (WireClient client = new WireClient(server)) {
      checkWhatWasKept(client);
      assertThat(client.value("SELECT state FROM ml.models WHERE model_name = 'm'"))
          .isEqualTo("READY");
      assertThat(client.rows(LAST_JOB)).containsExactly("SUCCEEDED|null");
      assertThat(client.value("SELECT f(9, 1)")).isEqualTo("high");
      forget(client);
    }
  }

  @Test
  void aModelIsGoneOnceItIsDropped() throws SQLException {
    try (WireClient client = new WireClient(server)) {
      client.run("CREATE MODEL m FROM t TARGET y FUNCTION f SETTINGS (WAIT ON)");
    }
    killAt(CrashPoint.MODEL_DROPPED, "DROP MODEL m");
    try (WireClient client = new WireClient(server)) {
      checkWhatWasKept(client);
      assertThat(client.rows("SELECT * FROM ml.models WHERE model_name = 'm'")).isEmpty();
      assertThat(client.stateOf("SELECT f(9, 1)")).isEqualTo("42883");
      client.run("CREATE MODEL m FROM t TARGET y FUNCTION f SETTINGS (WAIT ON)");
      forget(client);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY_RECEIVED", "COPY_STORED"})
  void aCopyIsThereWholeOrNotAtAll(CrashPoint point) throws SQLException {
    try (WireClient client = new WireClient(server)) {
      assertThat(copy(client, 1)).isTrue();
    }
    restartToEndAt(point);
    try (WireClient client = new WireClient(server)) {
      assertThat(copy(client, 2)).isFalse();
    }
    server.awaitEnd();
    server.startAgain();
    try (WireClient client = new WireClient(server)) {
      checkWhatWasKept(client);
      checkBatches(client, 1, 2);
      forget(client);
    }
  }

  /** Leaves nothing to the next test but what was there from the start. */
  private static void forget(WireClient client) throws SQLException {
    client.run("DELETE FROM loaded");
    client.run("DROP MODEL IF EXISTS m");
  }

  private static boolean copy(WireClient client, int batch) {
    String rows =
        IntStream.range(0, BATCH_ROWS)
            .mapToObj(row -> batch + "\t" + row + "\n")
            .collect(Collectors.joining());
    try {
      return client.copy("COPY loaded FROM STDIN", rows) == BATCH_ROWS;
    } catch (SQLException e) {
      return false;
    }
  }

  private void killAt(CrashPoint point, String statement) throws SQLException {
    restartToEndAt(point);
    try (WireClient client = new WireClient(server)) {
      assertThat(client.stateOf(statement)).startsWith("08");
    }
    server.awaitEnd();
    server.startAgain();
  }

  private void restartToEndAt(CrashPoint point) {
    server.kill();
    server.startAgain(Optional.of(point.name().toLowerCase(Locale.ROOT).replace('_', '-')));
  }

  private void checkWhatWasKept(WireClient client) throws SQLException {
    assertThat(answers(client)).isEqualTo(answers);
    assertThat(client.number("SELECT count(*) FROM t")).isEqualTo(300);
    assertThat(client.rows("SELECT * FROM ml.jobs WHERE state IN ('QUEUED', 'RUNNING')")).isEmpty();
    assertThat(client.rows("SELECT * FROM ml.models WHERE state = 'TRAINING'")).isEmpty();
    assertThat(
            client.rows(
                "SELECT b.model_id FROM ml._model_bytes b LEFT JOIN ml._model_versions v"
                    + " ON v.model_id = b.model_id AND v.version = b.version"
                    + " WHERE v.state IS DISTINCT FROM 'READY'"))
        .isEmpty();
  }

  private static void checkBatches(WireClient client, int atLeast, int atMost) throws SQLException {
    List<String> sizes =
        client.rows("SELECT count(*), count(DISTINCT row_number) FROM loaded GROUP BY batch");
    assertThat(sizes).hasSizeBetween(atLeast, atMost);
    assertThat(sizes).allMatch(size -> size.equals(BATCH_ROWS + "|" + BATCH_ROWS));
  }
}
