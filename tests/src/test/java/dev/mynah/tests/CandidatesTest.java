// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.tests.server.LocalServer;
import dev.mynah.tests.server.WireClient;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** what a search has tried can be tried again, each candidate by its statement. */
class CandidatesTest {
  @TempDir Path folder;
  private LocalServer server;
  private WireClient client;

  @BeforeEach
  void open() throws SQLException {
    server = new LocalServer(folder.resolve("data"));
    client = new WireClient(server);
    client.run("SET wait = on");
    client.run(
        "CREATE TABLE t AS SELECT i AS id, (i * 7919) % 1009 / 100.0 AS a, (i * 31) % 17 AS \"B b\","
            + " 'c' || (i * 13) % 5 AS c, 1 + i % 3 AS w, exp((i * 7919) % 1009 / 300.0)"
            + " + (i * 31) % 17 AS y, (i * 7919) % 1009 > 700 - 20 * ((i * 31) % 17) AS z"
            + " FROM range(300) t(i)");
  }

  @AfterEach
  void close() throws SQLException {
    client.close();
    server.close();
  }

  @Test
  void everyStatementReproducesTheScoreOfItsCandidate() throws SQLException {
    client.run(
        "CREATE MODEL m FROM (SELECT * EXCLUDE z FROM t) TARGET y FUNCTION f IGNORE (id)"
            + " WEIGHT w SPLIT RANDOM FRACTIONS (0.7, 0, 0.3) SEED 5"
            + " SETTINGS (SEED 9, MAX_RUNTIME 40)");
    reproduces("m");
  }

  @Test
  void statementsKeepObjectivesAndWeightsOfClasses() throws SQLException {
    client.run(
        "CREATE MODEL k FROM (SELECT a, \"B b\", c, z FROM t) TARGET z FUNCTION g"
            + " OBJECTIVE 'F1' CROSS VALIDATION 3 SETTINGS (MAX_CANDIDATES 6, MAX_RUNTIME 40,"
            + " POSITIVE 'false', CLASS_WEIGHTS '{\"true\": 2}')");
    reproduces("k");
  }

  private void reproduces(String model) throws SQLException {
    Map<String, Double> scores = new LinkedHashMap<>();
    Map<String, String> statements = new LinkedHashMap<>();
    try (Statement statement = client.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT candidate, score, statement FROM ml.candidates WHERE model_name = '"
                    + model
                    + "' AND state = 'TRAINED' ORDER BY rank")) {
      while (rows.next()) {
        scores.put(rows.getString(1), rows.getDouble(2));
        statements.put(rows.getString(1), rows.getString(3));
      }
    }
    assertThat(scores).hasSizeGreaterThan(4);
    for (Map.Entry<String, String> one : statements.entrySet()) {
      client.run(one.getValue());
      String name = model + "_" + one.getKey().replace('-', '_');
      double again =
          Double.parseDouble(
              client.value("SELECT score FROM ml.models WHERE model_name = '" + name + "'"));
      assertThat(again).as(one.getValue()).isCloseTo(scores.get(one.getKey()), within(1e-9));
    }
  }
}
