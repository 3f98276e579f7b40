// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.program;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Clock;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Comparison.Work;
import dev.mynah.benchmarks.Report;
import dev.mynah.benchmarks.SharedData;
import dev.mynah.benchmarks.TemporaryFolder;
import dev.mynah.tests.server.PostgresServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/** A result of 5 million rows on its way to a client, by fetching and by COPY. */
public final class ResultStreamBenchmark {
  private static final int ROWS = 5_000_000;
  private static final int FETCHED = 10_000;
  private static final int WARMUPS = 1;
  private static final int RUNS = 3;
  private static final long MIB = 1 << 20;
  private static final String COLUMNS = "id, customer, name, price, made";

  private ResultStreamBenchmark() {}

  public static void run(Path folder) throws Exception {
    Path programs =
        PostgresServer.programs()
            .orElseThrow(() -> new IllegalStateException(PostgresServer.MISSING));
    try (TemporaryFolder work = TemporaryFolder.create();
        PostgresServer postgres = PostgresServer.start(programs, true)) {
      ServedDatastore served =
          new ServedDatastore(SharedData.program().toString(), work.path().resolve("data"));
      try (Connection ours = served.start();
          Connection theirs = postgres.connect(QueryMode.EXTENDED)) {
        fill(ours, "range(%d) t(i)".formatted(ROWS));
        fill(theirs, "generate_series(0, %d) t(i)".formatted(ROWS - 1));
        long before = served.peakMemory();
        List<Times> fetched = compare(() -> fetch(ours), () -> fetch(theirs));
        long fetching = served.peakMemory();
        List<Times> copied = compare(() -> copy(ours), () -> copy(theirs));
        report(fetched, copied)
            .note(
                ("Most memory that Mynah's process ever had: %,d MiB after loading,"
                        + " %,d MiB after fetching, %,d MiB after COPY")
                    .formatted(before / MIB, fetching / MIB, served.peakMemory() / MIB))
            .write(folder.resolve("stream_out.md"));
      } finally {
        served.stop();
      }
    }
  }

  private static Report report(List<Times> fetched, List<Times> copied) throws IOException {
    return new Report("Results to a client", "pgjdbc as client, loopback")
        .note(
            "Data: %,d rows of BIGINT, INTEGER, VARCHAR, DECIMAL and TIMESTAMP from a table"
                .formatted(ROWS))
        .note("Wall time; servers alternate, %d warm-up, %d runs".formatted(WARMUPS, RUNS))
        .columns("what", "server", "rows/s median", "min", "max", "x PostgreSQL", "load")
        .rates("SELECT, %,d rows fetched at a time".formatted(FETCHED), fetched, ROWS)
        .rates("COPY TO STDOUT", copied, ROWS);
  }

  private static List<Times> compare(Work ours, Work theirs) throws Exception {
    return new Comparison(Clock.WALL)
        .add("Mynah", ours)
        .add("PostgreSQL", theirs)
        .run(WARMUPS, RUNS);
  }

  private static void fill(Connection connection, String numbers) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE sent AS SELECT i AS id, CAST(i % 1000 AS INTEGER) AS customer,"
              + " 'customer ' || i AS name, CAST(i AS DECIMAL(18, 2)) AS price,"
              + " TIMESTAMP '2020-01-01 00:00:00' + i * INTERVAL '1 second' AS made FROM "
              + numbers);
    }
    connection.commit();
  }

  private static void fetch(Connection connection) throws SQLException {
    long rows = 0;
    long sum = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      try (ResultSet result = statement.executeQuery("SELECT %s FROM sent".formatted(COLUMNS))) {
        while (result.next()) {
          rows++;
          sum += result.getLong(1);
        }
      }
    }
    connection.commit();
    check(rows == ROWS && sum == (long) ROWS * (ROWS - 1) / 2);
  }

  private static void copy(Connection connection) throws SQLException, IOException {
    long rows =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY sent TO STDOUT", OutputStream.nullOutputStream());
    connection.commit();
    check(rows == ROWS);
  }

  private static void check(boolean right) {
    if (!right) {
      throw new IllegalStateException("other rows came");
    }
  }
}
