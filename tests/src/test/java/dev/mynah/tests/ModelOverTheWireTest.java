// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.server.LocalServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import dev.mynah.tests.server.WireClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGStatement;

/** What {@code .test} files cannot say about models: polling, prepared statements, sockets. */
class ModelOverTheWireTest {
  private static final String IN_PROGRESS = "Train Model In Progress";
  private static final String READY = "Model is Ready";

  @TempDir Path folder;
  private LocalServer server;
  private WireClient client;

  @BeforeEach
  void open() throws SQLException {
    server = new LocalServer(folder.resolve("data"));
    client = new WireClient(server);
    client.run(
        "CREATE TABLE customers AS SELECT (i * 37) % 100 AS usage,"
            + " CASE WHEN i % 3 = 0 THEN 'gold' ELSE 'plain' END AS plan,"
            + " CASE WHEN (i * 37) % 100 > 60 THEN 'yes' ELSE 'no' END AS churned"
            + " FROM range(500) t(i)");
  }

  @AfterEach
  void close() throws SQLException {
    client.close();
    server.close();
  }

  /** */
  @Test
  void statesSeenFromASecondSessionNeverGoBack() throws SQLException {
    for (String view : List.of("stv_ml_model_info", "svv_ml_model_info", "svl_ml_model_info")) {
      String name = "m_" + view;
      List<String> seen = new ArrayList<>();
      try (WireClient watcher = new WireClient(server)) {
        String query = "SELECT model_state FROM %s WHERE model_name = '%s'".formatted(view, name);
        client.run(
            "CREATE MODEL %s FROM customers TARGET churned FUNCTION f_%s".formatted(name, name));
        String state = watcher.value(query);
        seen.add(state);
        while (state.equals(IN_PROGRESS)) {
          state = watcher.value(query);
          seen.add(state);
        }
        for (int again = 0; again < 20; again++) {
          seen.add(watcher.value(query));
        }
      }
      assertThat(seen).startsWith(IN_PROGRESS).endsWith(READY).isSubsetOf(IN_PROGRESS, READY);
      assertThat(seen.lastIndexOf(IN_PROGRESS)).isLessThan(seen.indexOf(READY));
    }
  }

  /** A-19, the prepared statement, which follows a swap of the model. */
  @Test
  void aPreparedStatementPredictsAndFollowsASwap() throws SQLException {
    client.run("CREATE MODEL m FROM customers TARGET churned FUNCTION f SETTINGS (WAIT ON)");
    try (Connection connection = server.connect(QueryMode.EXTENDED);
        PreparedStatement prepared = connection.prepareStatement("SELECT f(?, ?)")) {
      prepared.unwrap(PGStatement.class).setPrepareThreshold(1);
      for (int run = 0; run < 10; run++) {
        assertThat(predict(prepared, 99, "gold")).isEqualTo("yes");
        assertThat(predict(prepared, 1, "plain")).isEqualTo("no");
      }
      client.run(
          "CREATE OR REPLACE MODEL m FROM (SELECT usage, plan, 'new ' || churned AS churned"
              + " FROM customers) TARGET churned FUNCTION f SETTINGS (WAIT ON)");
      assertThat(predict(prepared, 99, "gold")).isEqualTo("new yes");
      assertThat(predict(prepared, 1, "never seen")).isEqualTo("new no");
    }
  }

  private static String predict(PreparedStatement prepared, int usage, String plan)
      throws SQLException {
    prepared.setInt(1, usage);
    prepared.setString(2, plan);
    try (ResultSet result = prepared.executeQuery()) {
      assertThat(result.next()).isTrue();
      return String.valueOf(result.getString(1));
    }
  }

  /** */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aMillionRowsAreScoredInOneSelectWithoutOpeningAPort() throws Exception {
    client.run("CREATE MODEL m FROM customers TARGET churned FUNCTION f SETTINGS (WAIT ON)");
    Set<String> before = listeners();
    assertThat(before).isNotEmpty();
    assertThat(
            client.value(
                "SELECT count(*) || ' ' || count(p) FROM (SELECT f(i % 100, 'gold') AS p"
                    + " FROM range(1000000) r(i))"))
        .isEqualTo("1000000 1000000");
    assertThat(
            client.number(
                "SELECT count(*) FROM range(1000000) r(i) WHERE f(i % 100, 'gold') = 'yes'"))
        .isEqualTo(390_000);
    assertThat(listeners()).isEqualTo(before);
  }

  /** Returns the sockets on which this process listens. */
  private static Set<String> listeners() throws IOException {
    Set<String> own = new TreeSet<>();
    try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
      for (Path handle : handles.toList()) {
        if (Files.isSymbolicLink(handle)) {
          own.add(Files.readSymbolicLink(handle).toString());
        }
      }
    }
    Set<String> listening = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields[3].equals("0A") && own.contains("socket:[" + fields[9] + "]")) {
          listening.add(fields[1]);
        }
      }
    }
    return listening;
  }

  /** Redshift's rows first, in its order. */
  @Test
  void showModelBeginsWithRedshiftsRows() throws SQLException {
    client.run(
        "CREATE MODEL m FROM (SELECT * FROM customers) TARGET churned FUNCTION f"
            + " SETTINGS (WAIT ON, MAX_RUNTIME 7)");
    List<String> rows = client.rows("SHOW MODEL m");
    List<String> keys = rows.stream().map(row -> row.substring(0, row.indexOf('|'))).toList();
    assertThat(keys)
        .startsWith(
            "Model Name",
            "Schema Name",
            "Owner",
            "Creation Time",
            "Model State",
            "validation:logloss",
            "Estimated Cost",
            "",
            "TRAINING DATA:",
            "Query",
            "Target Column",
            "",
            "PARAMETERS:",
            "Model Type",
            "Problem Type",
            "Objective",
            "Function Name",
            "Function Parameters",
            "Function Parameter Types",
            "IAM Role",
            "KMS Key",
            "Max Runtime");
    assertThat(rows)
        .contains(
            "Model Name|m",
            "Schema Name|public",
            "Owner|mynah",
            "Model State|READY",
            "Query|SELECT * FROM customers",
            "Target Column|CHURNED",
            "Problem Type|BINARY_CLASSIFICATION",
            "Function Name|f",
            "Function Parameters|usage plan",
            "Max Runtime|7",
            "Positive Class|yes");
    assertThat(keys).contains("Baseline Score", "Most Important Features", "Candidates Tried");
  }

  /** the row count in SHOW MODEL equals count(*) of the training query. */
  @Test
  void showModelCountsTheRowsOfTheTrainingQuery() throws SQLException {
    client.run(
        "CREATE MODEL m FROM (SELECT * FROM customers WHERE usage < 90) TARGET churned FUNCTION f"
            + " SETTINGS (WAIT ON)");
    long rows = client.number("SELECT count(*) FROM customers WHERE usage < 90");
    assertThat(client.rows("SHOW MODEL m")).contains("Rows|" + rows);
  }
}
