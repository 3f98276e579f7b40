// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.server.BothServers;
import dev.mynah.tests.server.TestedServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import dev.mynah.tests.server.WireClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGResultSetMetaData;

/** Results tell which columns of tables their columns are, as PostgreSQL's do. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ColumnOriginTest {
  private BothServers servers;

  @BeforeAll
  void start(@TempDir Path folder) throws SQLException {
    servers = BothServers.start(folder);
    makeTables(servers.mynah());
    makeTables(servers.postgres());
  }

  private static void makeTables(TestedServer server) throws SQLException {
    try (WireClient client = new WireClient(server)) {
      client.run("CREATE TABLE mt (id INT PRIMARY KEY, name VARCHAR, \"Odd\" NUMERIC(5, 2))");
      client.run("CREATE TABLE mu (id INT, other TEXT)");
      client.run("CREATE VIEW mv AS SELECT id, name FROM mt");
      client.run("CREATE SCHEMA aside");
      client.run("CREATE TABLE aside.mt (other TEXT, id INT)");
      client.run("INSERT INTO mt VALUES (1, 'a', 1.5)");
    }
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  /**
   * Returns each column as {@code label=table.column}, with nothing behind the sign if computed.
   */
  private static List<String> origins(TestedServer server, String query) throws SQLException {
    try (WireClient client = new WireClient(server);
        Statement statement = client.connection().createStatement();
        ResultSet result = statement.executeQuery(query)) {
      ResultSetMetaData columns = result.getMetaData();
      PGResultSetMetaData bases = columns.unwrap(PGResultSetMetaData.class);
      List<String> origins = new ArrayList<>();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        String table = bases.getBaseSchemaName(column) + '.' + columns.getTableName(column);
        origins.add(
            "%s=%s.%s"
                .formatted(columns.getColumnLabel(column), table, bases.getBaseColumnName(column)));
      }
      return origins;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM mt",
        "SELECT id, name n, id + 1, name FROM mt",
        "SELECT m.*, u.other FROM mt m LEFT JOIN mu u ON u.id = m.id WHERE m.id > 0",
        "SELECT * FROM mt, mu",
        "SELECT name, other FROM mt, mu",
        "SELECT public.mt.id AS x, mt.name FROM public.mt",
        "SELECT * FROM aside.mt",
        "SELECT a.id, b.id FROM mt a JOIN aside.mt b ON a.id = b.id AND left(b.other, 1) = 'x'",
        "SELECT id, name FROM mv",
        "SELECT id, count(*) FROM mt GROUP BY id ORDER BY 1",
        "SELECT DISTINCT name FROM mt",
        "SELECT \"Odd\", odd.id FROM mt odd LIMIT 1",
        "SELECT mt.id, f.id FROM generate_series(1, 2) f (id), mt FOR UPDATE OF mt",
        "WITH mt AS (SELECT 1 AS id) SELECT id FROM mt",
        "SELECT id FROM mt UNION SELECT id FROM mu",
        "SELECT 'x' AS id FROM mt",
        "SELECT null, true, current_user FROM mt",
        "SELECT (SELECT id FROM mt LIMIT 1)",
        "SELECT upper(name) AS name, -id AS id, id || name FROM mt",
        "SELECT m FROM mt m",
        "SELECT column1 FROM (VALUES (1)) mt"
      })
  void areThoseOfPostgres(String query) throws SQLException {
    assertThat(origins(servers.mynah(), query)).isEqualTo(origins(servers.postgres(), query));
  }

  /** Nothing is said of what is not looked through, rather than something wrong. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM (SELECT * FROM mt) x",
        "SELECT * FROM mt JOIN mu USING (id)",
        "SELECT m.id FROM mt m (id)",
        "SELECT id::int, (name) FROM mt"
      })
  void areNotKnownOfOtherForms(String query) throws SQLException {
    assertThat(origins(servers.mynah(), query)).allMatch(origin -> origin.endsWith("=.."));
  }

  @Test
  void letTheDriverUpdateWhatItRead() throws SQLException {
    try (Connection connection = servers.mynah().connect(QueryMode.EXTENDED);
        Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
      statement.execute("CREATE TABLE edited (id INT PRIMARY KEY, name TEXT)");
      statement.execute("INSERT INTO edited VALUES (1, 'a'), (2, 'b')");
      try (ResultSet rows = statement.executeQuery("SELECT id, name FROM edited ORDER BY id")) {
        assertThat(rows.next()).isTrue();
        rows.updateString(2, "changed");
        rows.updateRow();
        assertThat(rows.next()).isTrue();
        rows.deleteRow();
        rows.moveToInsertRow();
        rows.updateInt(1, 7);
        rows.updateString(2, "new");
        rows.insertRow();
      }
    }
    try (WireClient client = new WireClient(servers.mynah())) {
      assertThat(client.rows("SELECT * FROM edited ORDER BY id"))
          .containsExactly("1|changed", "7|new");
    }
  }
}
