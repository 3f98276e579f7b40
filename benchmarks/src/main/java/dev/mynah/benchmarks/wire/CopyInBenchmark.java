// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.wire;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Clock;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Report;
import dev.mynah.benchmarks.TemporaryFolder;
import dev.mynah.core.DatastoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** COPY FROM STDIN of a client beside DuckDB reading the same file itself; both store on disk. */
public final class CopyInBenchmark {
  private static final int ROWS = 2_000_000;
  private static final int WARMUPS = 1;
  private static final int RUNS = 5;

  private CopyInBenchmark() {}

  public static void run(Path folder) throws Exception {
    try (TemporaryFolder temporary = TemporaryFolder.create()) {
      measure(folder, temporary.path());
    }
  }

  private static void measure(Path folder, Path work) throws Exception {
    try (LocalServer server = new LocalServer(DatastoreOptions.onDisk(work.resolve("data")));
        Connection ours = server.connect();
        Connection theirs =
            DriverManager.getConnection("jdbc:duckdb:" + work.resolve("other.duckdb"))) {
      CopyFile file = CopyFile.write(work, ROWS);
      List<Times> times = compare(ours, theirs, file);
      check(ours, "in_csv", file);
      check(ours, "in_text", file);
      check(theirs, "read", file);
      new Report("COPY FROM STDIN", "pgjdbc in the server's process, loopback; DuckDB's read_csv")
          .note(
              "Data: %,d rows of 8 columns (%s), %,d MB of CSV"
                  .formatted(ROWS, CopyFile.COLUMNS, Files.size(file.csv()) >> 20))
          .note("All make a new table on disk with the same column types and may use all threads")
          .note("Wall time; competitors alternate, %d warm-up, %d runs".formatted(WARMUPS, RUNS))
          .columns("what", "competitor", "rows/s median", "min", "max", "x read_csv", "load")
          .rates("2,000,000 rows", times, ROWS)
          .write(folder.resolve("copy_in.md"));
    }
  }

  private static List<Times> compare(Connection ours, Connection theirs, CopyFile file)
      throws Exception {
    return new Comparison(Clock.WALL)
        .add("ours, CSV", () -> copy(ours, "in_csv", "csv", file.csv()))
        .add("ours, text", () -> copy(ours, "in_text", "text", file.text()))
        .add("DuckDB read_csv", () -> read(theirs, file.csv()))
        .run(WARMUPS, RUNS);
  }

  private static void copy(Connection connection, String table, String format, Path file)
      throws SQLException, IOException {
    create(connection, table);
    try (InputStream in = Files.newInputStream(file)) {
      long rows =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY %s FROM STDIN (FORMAT %s)".formatted(table, format), in, 1 << 16);
      if (rows != ROWS) {
        throw new IllegalStateException("%d rows were copied".formatted(rows));
      }
    }
  }

  private static void read(Connection connection, Path file) throws SQLException {
    create(connection, "read");
    String columns =
        Stream.of(CopyFile.COLUMNS.split(", (?=[a-z])"))
            .map(column -> column.split(" ", 2))
            .map(column -> "'%s': '%s'".formatted(column[0], column[1]))
            .collect(Collectors.joining(", ", "{", "}"));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO read SELECT * FROM read_csv('%s', header = false, columns = %s)"
              .formatted(file, columns));
    }
  }

  private static void create(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE TABLE %s (%s)".formatted(table, CopyFile.COLUMNS));
    }
  }

  private static void check(Connection connection, String table, CopyFile file)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT count(*), sum(id), count(*) - count(comment) FROM " + table)) {
      result.next();
      if (result.getLong(1) != file.rows()
          || result.getLong(2) != file.idSum()
          || result.getLong(3) != file.nulls()) {
        throw new IllegalStateException("other rows are in " + table);
      }
    }
  }
}
