// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.program;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Clock;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Report;
import dev.mynah.benchmarks.SharedData;
import dev.mynah.benchmarks.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** How long a server is gone that was killed while its log held what no checkpoint had taken. */
public final class ReopenBenchmark {
  private static final int WARMUPS = 1;
  private static final int RUNS = 7;
  private static final int COMMITS = 1_000;
  private static final int LARGE_ROWS = 20_000_000;
  private static final int BULK_PARTS = 7;

  private ReopenBenchmark() {}

  public static void run(Path folder) throws Exception {
    String program = SharedData.program().toString();
    try (TemporaryFolder work = TemporaryFolder.create()) {
      // Each kind has a folder of its own: what the kill leaves is what its next run opens.
      List<ServedDatastore> served =
          Stream.of("nothing", "commits", "large", "bulk")
              .map(name -> new ServedDatastore(program, work.path().resolve(name)))
              .toList();
      try {
        prepare(served.get(0), 1);
        prepare(served.get(1), 1);
        prepare(served.get(2), LARGE_ROWS);
        prepare(served.get(3), LARGE_ROWS);
        List<Times> times =
            new Comparison(Clock.WALL)
                .add("nothing", served.get(0)::startAndAsk, served.get(0)::kill)
                .add(
                    "1,000 commits of a row",
                    served.get(1)::startAndAsk,
                    () -> killAfterCommits(served.get(1)))
                .add(
                    "1,000 commits, 20 M rows",
                    served.get(2)::startAndAsk,
                    () -> killAfterCommits(served.get(2)))
                .add(
                    "700,000 rows, 20 M rows",
                    served.get(3)::startAndAsk,
                    () -> killAfterBulk(served.get(3)))
                .run(WARMUPS, RUNS);
        report(times).write(folder.resolve("reopen.md"));
      } finally {
        for (ServedDatastore one : served) {
          one.kill();
        }
      }
    }
  }

  private static void prepare(ServedDatastore served, int rows) throws Exception {
    try (Connection connection = served.start();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE kept AS SELECT i, random() AS r FROM range(%d) t(i)".formatted(rows));
      statement.execute("CREATE SEQUENCE numbers");
      statement.execute("CREATE TABLE commits (n BIGINT PRIMARY KEY DEFAULT nextval('numbers'))");
      statement.execute("CREATE TABLE bulk (n BIGINT, r DOUBLE)");
    }
    served.stop();
  }

  private static void killAfterCommits(ServedDatastore served) throws Exception {
    try (Connection connection = served.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM commits");
      statement.execute("CHECKPOINT");
      for (int commit = 0; commit < COMMITS; commit++) {
        statement.execute("INSERT INTO commits DEFAULT VALUES");
      }
    }
    served.kill();
  }

  /** Fewer rows than DuckDB writes past its log. */
  private static void killAfterBulk(ServedDatastore served) throws Exception {
    try (Connection connection = served.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM bulk");
      statement.execute("CHECKPOINT");
      for (int part = 0; part < BULK_PARTS; part++) {
        statement.execute("INSERT INTO bulk SELECT i, random() FROM range(100000) t(i)");
      }
    }
    served.kill();
  }

  private static Report report(List<Times> times) throws IOException {
    Report report =
        new Report("Reopening after kill -9", "pgjdbc as client")
            .note("Milliseconds from starting `./mynah serve` to the first answer to a client")
            .note("What the log held since the last checkpoint, and how large the database is")
            .note("Wall time; kinds alternate, %d warm-up, %d runs".formatted(WARMUPS, RUNS))
            .columns("log", "ms median", "min", "max", "load");
    for (Times kind : times) {
      report.row(
          kind.name(),
          Report.number("%.0f", kind.median() * 1e3),
          Report.number("%.0f", kind.min() * 1e3),
          Report.number("%.0f", kind.max() * 1e3),
          Report.number("%.1f", kind.load()));
    }
    return report;
  }
}
