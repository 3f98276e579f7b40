// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.tests.server.LocalServer;
import dev.mynah.tests.server.WireClient;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is waited for says how far it is, keeps its time limit and can be stopped. */
class ProgressTest {
  private static final Pattern PERCENT = Pattern.compile("training \"m\": (\\d+) %.*");

  /** A tree under way is finished first. */
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(5);

  private static final int MAX_RUNTIME_SECONDS = 8;
  private static final String TRAINING =
      "CREATE MODEL m FROM big TARGET y FUNCTION f SETTINGS (WAIT ON, MAX_RUNTIME "
          + MAX_RUNTIME_SECONDS
          + ")";

  @TempDir Path folder;
  private LocalServer server;
  private WireClient client;

  @BeforeEach
  void open() throws SQLException {
    server = new LocalServer(folder.resolve("data"));
    client = new WireClient(server);
    String columns =
        IntStream.range(0, 20)
            .mapToObj(column -> "hash(i * 20 + %d) %% 1000 / 10.0 AS x%d".formatted(column, column))
            .collect(Collectors.joining(", "));
    client.run(
        "CREATE TABLE big AS SELECT *, x0 + x1 * x2 / 100 + x3 AS y FROM (SELECT "
            + columns
            + " FROM range(200000) t(i))");
  }

  @AfterEach
  void close() throws SQLException {
    client.close();
    server.close();
  }

  @Test
  void aTrainingSaysEverySecondHowFarItIs() throws SQLException {
    long begin = System.nanoTime();
    List<Integer> percents;
    try (Statement statement = client.connection().createStatement()) {
      statement.execute(TRAINING);
      percents = percents(statement.getWarnings());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    assertThat(percents).isSorted();
    assertThat(percents.stream().distinct()).hasSizeGreaterThanOrEqualTo(3);
    assertThat((double) percents.size()).isCloseTo(seconds, within(2.0));
    // MAX_RUNTIME was typed by the user: kept within 10 %, at least a second.
    assertThat(Double.parseDouble(client.value("SELECT seconds FROM ml.jobs")))
        .isBetween(5.0, MAX_RUNTIME_SECONDS + 1.0);
  }

  private static List<Integer> percents(SQLWarning first) {
    List<Integer> percents = new ArrayList<>();
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      Matcher matcher = PERCENT.matcher(warning.getMessage());
      if (matcher.matches()) {
        percents.add(Integer.valueOf(matcher.group(1)));
      }
    }
    return percents;
  }

  @Test
  void cancellingTheStatementStopsTheTraining() throws Exception {
    try (Statement statement = client.connection().createStatement();
        WireClient other = new WireClient(server)) {
      CompletableFuture<Boolean> training =
          CompletableFuture.supplyAsync(() -> {
            try {
              return statement.execute(TRAINING);
            } catch (SQLException e) {
              throw new IllegalStateException(String.valueOf(e.getSQLState()), e);
            }
          });
      LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
      long begin = System.nanoTime();
      statement.cancel();
      assertThat(training)
          .failsWithin(CANCEL_LIMIT)
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .withMessage("57014");
      assertThat(System.nanoTime() - begin).isLessThan(CANCEL_LIMIT.toNanos());
      assertThat(other.value("SELECT state FROM ml.jobs")).isEqualTo("CANCELLED");
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      long before = trainingCpuNanos();
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      assertThat(trainingCpuNanos() - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(20));
      assertThat(other.value("SELECT state || ': ' || error FROM ml.models"))
          .isEqualTo("FAILED: the job was cancelled");
    }
  }

  private static long trainingCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null
          && (thread.getThreadName().startsWith("mynah-training")
              || thread.getThreadName().startsWith("mynah-job"))) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos;
  }
}
