// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.server.ChildServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import dev.mynah.tests.server.WireClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result larger than the server's heap is read to its end. */
class WideResultTest {
  private static final int ROWS = 5_000_000;

  @TempDir Path folder;

  @Test
  void fiveMillionPredictionsAreReadToTheEndWithASmallHeap() throws SQLException {
    try (ChildServer server =
        new ChildServer(folder.resolve("data"), Optional.empty(), "-Xmx256m")) {
      try (WireClient client = new WireClient(server)) {
        client.run(
            "CREATE TABLE t AS SELECT i % 10 AS a, CASE WHEN i % 10 > 5 THEN 'high' ELSE 'low' END"
                + " AS y FROM range(300) t(i)");
        client.run(
            "CREATE MODEL m FROM t TARGET y FUNCTION f MODEL_TYPE LINEAR_LEARNER SETTINGS (WAIT ON)");
      }
      try (Connection connection = server.connect(QueryMode.EXTENDED)) {
        connection.setAutoCommit(false);
        assertThat(highOnes(connection)).isEqualTo(ROWS / 10 * 4);
      }
      assertThat(server.isAlive()).isTrue();
      assertThat(server.printed()).doesNotContain("OutOfMemory");
    }
  }

  private static int highOnes(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(20_000);
      int rows = 0;
      int high = 0;
      try (ResultSet result =
          statement.executeQuery(
              "SELECT f(t) FROM (SELECT i % 10 AS a FROM range(" + ROWS + ") r(i)) t")) {
        while (result.next()) {
          rows++;
          high += result.getString(1).equals("high") ? 1 : 0;
        }
      }
      assertThat(rows).isEqualTo(ROWS);
      return high;
    }
  }
}
