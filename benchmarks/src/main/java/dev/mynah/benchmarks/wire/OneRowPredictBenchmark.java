// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.wire;

import dev.mynah.benchmarks.Report;
import dev.mynah.core.DatastoreOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How long a client waits for a prediction of one row by a prepared statement, and for the same
 * statement without the function.
 */
public final class OneRowPredictBenchmark {
  private static final int ROUNDS = 5;
  private static final int WARMUPS = 2;
  private static final int STATEMENTS = 4_000;
  private static final int[] CLIENTS = {1, 8};

  private OneRowPredictBenchmark() {}

  public static void run(Path folder) throws Exception {
    try (LocalServer server = new LocalServer(DatastoreOptions.inMemory());
        Connection connection = server.connect()) {
      ChurnTable table = ChurnTable.load(connection);
      train(connection);
      List<Probe> probes = probes(connection, table);
      Report report =
          new Report("One prediction over the wire", "pgjdbc in the server's process, loopback")
              .note(
                  "Data: churn, %,d rows of %d columns; the model is what CREATE MODEL makes"
                      .formatted(table.rows().size(), table.columns().size()))
              .note(
                  "Each client runs %,d prepared statements a round, one after the other; every"
                          .formatted(STATEMENTS)
                      + " answer is compared with that of one query over the table")
              .note("%d warm-up rounds, then %d; kinds alternate".formatted(WARMUPS, ROUNDS))
              .note("Microseconds: the median round's percentile (lowest to highest round)")
              .columns("clients", "statement", "p50", "p99", "statements/s", "load");
      for (int clients : CLIENTS) {
        measure(report, server, table, probes, clients);
      }
      report.write(folder.resolve("one_row_predict.md"));
    }
  }

  private static void train(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET wait = on");
      statement.execute(
          "CREATE MODEL churn FROM %s TARGET %s FUNCTION will_churn"
              .formatted(ChurnTable.NAME, ChurnTable.TARGET));
    }
  }

  private static List<Probe> probes(Connection connection, ChurnTable table) throws SQLException {
    List<String> columns = table.columns();
    return List.of(
        probe(connection, "f(?, ..)", "will_churn(%s)", ", ", columns, column -> "%s"),
        probe(
            connection,
            "without function",
            "CAST(%s AS VARCHAR)",
            " + ",
            columns,
            column ->
                ChurnTable.isText(column) ? "length(CAST(%s AS VARCHAR))" : "CAST(%s AS DOUBLE)"));
  }

  /** Makes a statement of one parameter a column, and learns its answers from the table. */
  private static Probe probe(
      Connection connection,
      String name,
      String expression,
      String separator,
      List<String> columns,
      Function<String, String> argument)
      throws SQLException {
    String ofParameters =
        columns.stream()
            .map(column -> argument.apply(column).formatted("?"))
            .collect(Collectors.joining(separator));
    String ofColumns =
        columns.stream()
            .map(column -> argument.apply(column).formatted(column))
            .collect(Collectors.joining(separator));
    List<String> answers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT %s FROM %s ORDER BY phone"
                    .formatted(expression.formatted(ofColumns), ChurnTable.NAME))) {
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
    }
    return new Probe(name, "SELECT " + expression.formatted(ofParameters), answers);
  }

  private static void measure(
      Report report, LocalServer server, ChurnTable table, List<Probe> probes, int clients)
      throws Exception {
    List<List<Latencies>> rounds = new ArrayList<>();
    probes.forEach(probe -> rounds.add(new ArrayList<>()));
    for (int round = -WARMUPS; round < ROUNDS; round++) {
      for (int i = 0; i < probes.size(); i++) {
        Latencies latencies =
            Latencies.measure(server, probes.get(i), table.rows(), clients, STATEMENTS);
        if (round >= 0) {
          rounds.get(i).add(latencies);
        }
      }
    }
    for (int i = 0; i < probes.size(); i++) {
      List<Latencies> some = rounds.get(i);
      report.row(
          clients,
          probes.get(i).name(),
          spread(some, latencies -> latencies.micros(0.5)),
          spread(some, latencies -> latencies.micros(0.99)),
          spread(some, Latencies::statementsPerSecond),
          Report.number("%.1f", some.getLast().load()));
    }
  }

  private static String spread(List<Latencies> rounds, Function<Latencies, Double> figure) {
    List<Double> figures = new ArrayList<>(rounds.stream().map(figure).toList());
    Collections.sort(figures);
    return "%s (%s to %s)"
        .formatted(
            Report.number("%,.0f", figures.get(figures.size() / 2)),
            Report.number("%,.0f", figures.getFirst()),
            Report.number("%,.0f", figures.getLast()));
  }
}
