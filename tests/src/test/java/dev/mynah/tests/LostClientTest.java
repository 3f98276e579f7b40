// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.server.LocalServer;
import dev.mynah.tests.server.WireClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** What a client that disappears leaves behind. */
class LostClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private LocalServer server;
  private WireClient watcher;

  @BeforeEach
  void open() throws SQLException {
    server = new LocalServer(folder.resolve("data"));
    watcher = new WireClient(server);
    watcher.run("CREATE TABLE loaded (a INTEGER)");
  }

  @AfterEach
  void close() throws SQLException {
    watcher.close();
    server.close();
  }

  @Test
  void aCopyThatWasNotFinishedStoresNothing() throws SQLException {
    WireClient lost = new WireClient(server);
    CopyIn copy =
        lost.connection().unwrap(PGConnection.class).getCopyAPI().copyIn("COPY loaded FROM STDIN");
    byte[] rows = "1\n2\n3\n".repeat(10_000).getBytes(UTF_8);
    copy.writeToCopy(rows, 0, rows.length);
    copy.flushCopy();
    lost.connection().abort(Runnable::run);
    // The table can be written again as soon as the server has noticed.
    watcher.run("INSERT INTO loaded VALUES (42)");
    LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    assertThat(watcher.rows("SELECT a FROM loaded")).containsExactly("42");
  }

  @Test
  void aBlockThatWasNotFinishedLeavesNothing() throws SQLException {
    WireClient lost = new WireClient(server);
    lost.run("BEGIN");
    lost.run("INSERT INTO loaded VALUES (1)");
    lost.connection().abort(Runnable::run);
    watcher.run("SET lock_timeout = '10s'");
    watcher.run("INSERT INTO loaded VALUES (42)");
    assertThat(watcher.rows("SELECT a FROM loaded")).containsExactly("42");
  }

  @Test
  void aTrainingThatItWaitedForGoesOn() throws Exception {
    watcher.run(
        "CREATE TABLE t AS SELECT hash(i) % 1000 AS a, hash(i + 1) % 1000 AS b,"
            + " (hash(i) % 1000 + hash(i * 3) % 200) / 10.0 AS y FROM range(50000) t(i)");
    WireClient lost = new WireClient(server);
    Thread waiting =
        new Thread(() ->
            lost.stateOf(
                "CREATE MODEL m FROM t TARGET y FUNCTION f SETTINGS (WAIT ON, MAX_RUNTIME 5)"));
    waiting.start();
    await("SELECT state FROM ml.jobs", "RUNNING");
    lost.connection().abort(Runnable::run);
    waiting.join();
    await("SELECT state FROM ml.models", "READY");
    assertThat(watcher.value("SELECT f(500, 500) BETWEEN 0 AND 120")).isEqualTo("t");
  }

  private void await(String query, String expected) throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String value = String.join(",", watcher.rows(query));
    while (!value.equals(expected) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      value = String.join(",", watcher.rows(query));
    }
    assertThat(value).isEqualTo(expected);
  }
}
