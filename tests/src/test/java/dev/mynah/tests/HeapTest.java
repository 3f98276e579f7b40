// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.server.ChildServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import dev.mynah.tests.server.WireClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a small heap outlives the statements that fill it. */
class HeapTest {
  @TempDir private Path folder;
  private ChildServer server;

  @BeforeEach
  void start() {
    server = new ChildServer(folder.resolve("data"), Optional.empty(), "-Xmx128m");
  }

  @AfterEach
  void stop() {
    server.kill();
  }

  @Test
  void aValueThatDoesNotFitIntoTheHeapFailsAlone() throws Exception {
    try (WireClient greedy = new WireClient(server);
        WireClient other = new WireClient(server)) {
      other.run("CREATE TABLE t AS SELECT 1 AS a");
      other.run("BEGIN");
      other.run("INSERT INTO t VALUES (2)");
      for (int round = 0; round < 3; round++) {
        assertThat(greedy.stateOf("SELECT repeat('x', 300_000_000)")).isEqualTo("53200");
      }
      other.run("COMMIT");
      assertThat(greedy.number("SELECT count(*) FROM t")).isEqualTo(2);
    }
    try (WireClient late = new WireClient(server)) {
      assertThat(late.number("SELECT sum(a) FROM t")).isEqualTo(3);
    }
    assertThat(server.isAlive()).isTrue();
  }

  @Test
  void aResultOfThreeHeapsWaitsWhileOthersAreRead() throws Exception {
    try (Connection connection = server.connect(QueryMode.EXTENDED);
        Statement large = connection.createStatement();
        Statement small = connection.createStatement()) {
      connection.setAutoCommit(false);
      large.setFetchSize(1_000);
      long rows = 0;
      try (ResultSet result =
          large.executeQuery(
              "SELECT i, repeat(md5(i::VARCHAR), 4) AS m FROM range(3_000_000) r(i)")) {
        result.next();
        rows++;
        try (ResultSet one = small.executeQuery("SELECT 1")) {
          assertThat(one.next()).isTrue();
        }
        while (result.next()) {
          assertThat(result.getLong(1)).isEqualTo(rows);
          rows++;
        }
      }
      assertThat(rows).isEqualTo(3_000_000);
    }
  }
}
