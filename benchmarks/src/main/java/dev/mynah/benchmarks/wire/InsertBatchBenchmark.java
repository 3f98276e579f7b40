// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.wire;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Clock;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Report;
import dev.mynah.benchmarks.TemporaryFolder;
import dev.mynah.core.DatastoreOptions;
import dev.mynah.tests.server.PostgresServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** executeBatch of INSERTs of one row, beside PostgreSQL; both store on disk. */
public final class InsertBatchBenchmark {
  private static final int ROWS = 20_000;
  private static final int WARMUPS = 1;
  private static final int RUNS = 3;

  /** How many rows a batch has: a few, and more than a client sends before it waits. */
  private static final List<Integer> BATCHES = List.of(10, 1_000);

  private InsertBatchBenchmark() {}

  public static void run(Path folder) throws Exception {
    Path programs =
        PostgresServer.programs()
            .orElseThrow(() -> new IllegalStateException(PostgresServer.MISSING));
    try (TemporaryFolder work = TemporaryFolder.create();
        PostgresServer postgres = PostgresServer.start(programs, true);
        LocalServer server = new LocalServer(DatastoreOptions.onDisk(work.path().resolve("data")));
        Connection ours = server.connect();
        Connection theirs = postgres.connect(QueryMode.EXTENDED)) {
      Report report =
          new Report("Batches of INSERTs", "pgjdbc in the server's process, loopback")
              .note(
                  "Data: %,d rows of BIGINT (the key), INTEGER, VARCHAR and DOUBLE".formatted(ROWS))
              .note("All rows are one transaction; both write to disk when it is committed")
              .note("Wall time; servers alternate, %d warm-up, %d runs".formatted(WARMUPS, RUNS))
              .columns("what", "server", "rows/s median", "min", "max", "x PostgreSQL", "load");
      for (int batch : BATCHES) {
        report.rates("batches of %,d rows".formatted(batch), compare(ours, theirs, batch), ROWS);
      }
      report.write(folder.resolve("insert_batch.md"));
    }
  }

  private static List<Times> compare(Connection ours, Connection theirs, int batch)
      throws Exception {
    create(ours);
    create(theirs);
    return new Comparison(Clock.WALL)
        .add("Mynah", () -> insert(ours, batch), () -> checkAndEmpty(ours))
        .add("PostgreSQL", () -> insert(theirs, batch), () -> checkAndEmpty(theirs))
        .run(WARMUPS, RUNS);
  }

  private static void create(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS orders");
      statement.execute(
          "CREATE TABLE orders (id BIGINT PRIMARY KEY, customer INTEGER, name VARCHAR,"
              + " price DOUBLE PRECISION)");
    }
    connection.setAutoCommit(false);
  }

  private static void insert(Connection connection, int batch) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO orders VALUES (?, ?, ?, ?)")) {
      for (int row = 0; row < ROWS; row++) {
        insert.setLong(1, row);
        insert.setInt(2, row % 1_000);
        insert.setString(3, "order " + row);
        insert.setDouble(4, row / 4.0);
        insert.addBatch();
        if ((row + 1) % batch == 0) {
          insert.executeBatch();
        }
      }
    }
    connection.commit();
  }

  private static void checkAndEmpty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*), sum(id) FROM orders")) {
      result.next();
      if (result.getLong(1) != ROWS || result.getLong(2) != ROWS * (ROWS - 1L) / 2) {
        throw new IllegalStateException("other rows are in the table");
      }
    }
    // Its old index keeps entries until then.
    create(connection);
  }
}
