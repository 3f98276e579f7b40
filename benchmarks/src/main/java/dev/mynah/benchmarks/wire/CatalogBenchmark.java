// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.wire;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Clock;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Report;
import dev.mynah.core.DatastoreOptions;
import dev.mynah.tests.server.PostgresServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What clients ask of the catalog, by how many tables there are, beside PostgreSQL. */
public final class CatalogBenchmark {
  private static final int WARMUPS = 2;
  private static final int RUNS = 5;
  private static final List<Integer> TABLES = List.of(10, 1_000, 10_000);

  /** psql's queries for \d and for one table, by which it is also found. */
  private static final String LIST =
      """
      SELECT n.nspname, c.relname, c.relkind, pg_catalog.pg_get_userbyid(c.relowner)
      FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', '') AND n.nspname <> 'pg_catalog'
        AND n.nspname !~ '^pg_toast' AND n.nspname <> 'information_schema'
        AND pg_catalog.pg_table_is_visible(c.oid)
      ORDER BY 1, 2\
      """;

  private static final String COLUMNS =
      """
      SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
        (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid, true) FROM pg_catalog.pg_attrdef d
         WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef)
      FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = 't7'::regclass AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum\
      """;

  private static final String INDEXES =
      """
      SELECT c2.relname, i.indisprimary, i.indisunique, pg_catalog.pg_get_indexdef(i.indexrelid, 0, true)
      FROM pg_catalog.pg_class c, pg_catalog.pg_class c2, pg_catalog.pg_index i
      WHERE c.oid = 't7'::regclass AND c.oid = i.indrelid AND i.indexrelid = c2.oid
      ORDER BY i.indisprimary DESC, c2.relname\
      """;

  private static final String DEFINITION =
      "CREATE TABLE t%d (id INTEGER PRIMARY KEY, name TEXT NOT NULL, x DOUBLE PRECISION)";

  /** So many tables are made by one query. */
  private static final int AT_ONCE = 50;

  private CatalogBenchmark() {}

  /** Asks something, and returns how many rows came. */
  private interface Question {
    int ask(Connection connection) throws SQLException;
  }

  public static void run(Path folder) throws Exception {
    Path programs =
        PostgresServer.programs()
            .orElseThrow(() -> new IllegalStateException(PostgresServer.MISSING));
    Report report =
        new Report("Queries of the catalog", "pgjdbc in the server's process, loopback")
            .note("Tables of three columns with a primary key")
            .note("Wall time; servers alternate, %d warm-ups, %d runs".formatted(WARMUPS, RUNS))
            .columns("tables", "question", "server", "ms median", "min", "max", "load");
    for (int tables : TABLES) {
      try (PostgresServer postgres = PostgresServer.start(programs);
          LocalServer server = new LocalServer(DatastoreOptions.inMemory());
          Connection ours = server.connect();
          Connection theirs = postgres.connect(QueryMode.EXTENDED)) {
        create(ours, tables);
        create(theirs, tables);
        for (var question : questions().entrySet()) {
          report(report, tables, question.getKey(), compare(ours, theirs, question.getValue()));
        }
      }
    }
    report.write(folder.resolve("catalog.md"));
  }

  private static Map<String, Question> questions() {
    Map<String, Question> questions = new LinkedHashMap<>();
    questions.put("psql's \\d: list", connection -> rows(connection, LIST));
    questions.put("the same, after a definition", CatalogBenchmark::listAfterDefinition);
    questions.put("psql's \\d t7: columns", connection -> rows(connection, COLUMNS));
    questions.put("psql's \\d t7: indexes", connection -> rows(connection, INDEXES));
    questions.put(
        "pgjdbc's getColumns of a table",
        connection -> rows(connection.getMetaData().getColumns(null, "public", "t7", "%")));
    questions.put(
        "pgjdbc's getColumns of all tables",
        connection -> rows(connection.getMetaData().getColumns(null, "public", "%", "%")));
    questions.put(
        "information_schema.columns of a table",
        connection ->
            rows(
                connection,
                "SELECT * FROM information_schema.columns WHERE table_name = 't7'"
                    + " AND table_schema = 'public'"));
    return questions;
  }

  private static int listAfterDefinition(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("COMMENT ON TABLE t7 IS 'the seventh'");
    }
    return rows(connection, LIST);
  }

  private static int rows(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return rows(statement.executeQuery(query));
    }
  }

  private static int rows(ResultSet result) throws SQLException {
    try (result) {
      int count = 0;
      while (result.next()) {
        count++;
      }
      return count;
    }
  }

  private static void create(Connection connection, int tables) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (int first = 0; first < tables; first += AT_ONCE) {
        statement.execute(
            IntStream.range(first, Math.min(tables, first + AT_ONCE))
                .mapToObj(DEFINITION::formatted)
                .collect(Collectors.joining("; ")));
      }
    }
  }

  private static List<Times> compare(Connection ours, Connection theirs, Question question)
      throws Exception {
    int expected = question.ask(theirs);
    return new Comparison(Clock.WALL)
        .add("Mynah", () -> check(question.ask(ours), expected))
        .add("PostgreSQL", () -> check(question.ask(theirs), expected))
        .run(WARMUPS, RUNS);
  }

  private static void check(int rows, int expected) {
    if (rows != expected) {
      throw new IllegalStateException("%d rows, and not %d".formatted(rows, expected));
    }
  }

  private static void report(Report report, int tables, String question, List<Times> times) {
    for (Times server : times) {
      report.row(
          Integer.toString(tables),
          question,
          server.name(),
          millis(server.median()),
          millis(server.min()),
          millis(server.max()),
          "%.1f".formatted(server.load()));
    }
  }

  private static String millis(double seconds) {
    return "%.1f".formatted(seconds * 1e3);
  }
}
