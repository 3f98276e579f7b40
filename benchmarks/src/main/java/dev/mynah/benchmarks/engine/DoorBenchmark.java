// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.engine;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Clock;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Report;
import dev.mynah.core.Datastore;
import dev.mynah.core.DatastoreOptions;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What the way of a statement through the datastore costs beside the engine alone. */
public final class DoorBenchmark {
  private static final int STATEMENTS = 500;
  private static final int WARMUPS = 4;
  private static final int RUNS = 9;

  private DoorBenchmark() {}

  /** Says which text comes next. */
  private interface Texts {
    String next(int number);
  }

  public static void run(Path folder) throws Exception {
    Counter counter = new Counter();
    Texts cold = number -> "SELECT a FROM t WHERE b = 'x%d'".formatted(counter.next());
    Texts cached = number -> "SELECT a FROM t WHERE b = 'x'";
    try (Datastore datastore = Datastore.open(DatastoreOptions.inMemory());
        Session admin = datastore.connect("mynah", notice -> {});
        Connection engine = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String text :
          List.of(
              "CREATE TABLE t (a INTEGER, b VARCHAR)",
              "CREATE USER ann",
              "GRANT SELECT ON t TO ann")) {
        ask(admin, text);
      }
      try (Statement statement = engine.createStatement()) {
        statement.execute("CREATE TABLE t (a INTEGER, b VARCHAR)");
      }
      try (Session user = datastore.connect("ann", notice -> {});
          Session block = datastore.connect("mynah", notice -> {})) {
        List<Times> times =
            new Comparison(Clock.WALL)
                .add("engine alone, texts new each time", () -> ask(engine, cold))
                .add("superuser, new", () -> ask(admin, cold))
                .add("superuser, known", () -> ask(admin, cached))
                .add("superuser in a block, new", () -> askInBlock(block, cold))
                .add("superuser in a block, known", () -> askInBlock(block, cached))
                .add("user with a grant, new", () -> ask(user, cold))
                .add("user with a grant, known", () -> ask(user, cached))
                .add("engine alone, text known", () -> ask(engine, cached))
                .run(WARMUPS, RUNS);
        report(times, folder);
      }
    }
  }

  private static void report(List<Times> times, Path folder) throws Exception {
    double engine = times.getLast().median();
    Report report =
        new Report("The door", "DuckDB's JDBC driver as the engine alone")
            .note("One SELECT of an empty table by a text, in process, without a network")
            .note(
                "Wall time; kinds alternate, %d warm-ups, %d runs of %d statements"
                    .formatted(WARMUPS, RUNS, STATEMENTS))
            .columns("who", "µs median", "min", "max", "more than the engine", "load");
    for (Times kind : times) {
      report.row(
          kind.name(),
          micros(kind.median()),
          micros(kind.min()),
          micros(kind.max()),
          micros(kind.median() - engine),
          Report.number("%.1f", kind.load()));
    }
    report.write(folder.resolve("door.md"));
  }

  private static String micros(double seconds) {
    return Report.number("%.0f", seconds * 1e6 / STATEMENTS);
  }

  private static void ask(Session session, Texts texts) {
    for (int number = 0; number < STATEMENTS; number++) {
      ask(session, texts.next(number));
    }
  }

  private static void askInBlock(Session session, Texts texts) {
    ask(session, "BEGIN");
    ask(session, texts);
    ask(session, "COMMIT");
  }

  private static void ask(Session session, String text) {
    try (Session.Script script = session.script(text)) {
      for (StatementResult result = script.next(); result != null; result = script.next()) {
        if (result instanceof StatementResult.Rows rows) {
          while (rows.next() != null) {
            // An empty table has none.
          }
        }
      }
    }
  }

  private static void ask(Connection engine, Texts texts) throws SQLException {
    for (int number = 0; number < STATEMENTS; number++) {
      try (Statement statement = engine.createStatement();
          ResultSet rows = statement.executeQuery(texts.next(number))) {
        while (rows.next()) {
          // An empty table has none.
        }
      }
    }
  }

  /** Numbers that are new each time. */
  private static final class Counter {
    private long last;

    long next() {
      return ++last;
    }
  }
}
