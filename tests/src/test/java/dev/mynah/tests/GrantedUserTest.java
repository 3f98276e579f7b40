// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mynah.core.DatastoreOptions;
import dev.mynah.sql.parser.SourceStatement;
import dev.mynah.sql.parser.StatementSplitter;
import dev.mynah.tests.server.LocalServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is granted is not refused: neither what analysts ask, nor what clients ask for them. */
class GrantedUserTest {
  private static final String DENIED = "42501";

  private LocalServer server;
  private Connection admin;

  @BeforeEach
  void open() throws SQLException {
    server = new LocalServer(DatastoreOptions.inMemory());
    admin = connect("mynah");
  }

  @AfterEach
  void close() throws SQLException {
    admin.close();
    server.close();
  }

  private Connection connect(String user) throws SQLException {
    return server.connect(QueryMode.EXTENDED, user);
  }

  private static void run(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  @Test
  void theQueriesOfTpchRunForWhoMayReadTheTables() throws Exception {
    List<String> queries = new ArrayList<>();
    for (SourceStatement statement : StatementSplitter.split(tpch())) {
      if (statement.text().startsWith("CREATE")) {
        run(admin, statement.text());
      } else {
        queries.add(statement.text());
      }
    }
    assertThat(queries).hasSize(22);
    run(admin, "CREATE USER analyst");
    run(admin, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO analyst");
    run(admin, "CREATE USER stranger");
    try (Connection analyst = connect("analyst");
        Connection stranger = connect("stranger")) {
      for (String query : queries) {
        run(analyst, query);
        assertThat(stateOf(stranger, query)).as(query).isEqualTo(DENIED);
      }
    }
  }

  private static String tpch() throws IOException {
    try (InputStream in = GrantedUserTest.class.getResourceAsStream("tpch.sql")) {
      if (in == null) {
        throw new IllegalStateException("tpch.sql is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatClientsSendIsNotRefusedToWhoOwnsTheTables() throws Exception {
    Path clients = TestTree.root().resolveSibling("shared").resolve("clients");
    assumeTrue(Files.isDirectory(clients), "the recorded traffic of clients is not there");
    run(admin, "CREATE USER owner");
    run(admin, "GRANT CREATE ON SCHEMA public TO owner");
    run(admin, "GRANT CREATE, TEMPORARY ON DATABASE mynah TO owner");
    List<String> refused = new ArrayList<>();
    int tried = 0;
    try (Connection owner = connect("owner")) {
      for (SourceStatement statement : read(clients.resolve("schema_duckdb.sql"))) {
        if (!statement.text().contains("SCHEMA public")) {
          run(owner, statement.text());
        }
      }
      for (String file : List.of("psql", "psql-tab", "pgjdbc", "psycopg2", "psycopg3", "node-pg")) {
        for (SourceStatement statement : read(clients.resolve(file + ".sql"))) {
          tried++;
          if (isRefused(owner, statement.text())) {
            refused.add(statement.text());
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(200);
    assertThat(refused).isEmpty();
  }

  /** Tells whether it is refused to its owner although the admin may say it. */
  private boolean isRefused(Connection owner, String text) throws SQLException {
    boolean refused = stateOf(owner, text).equals(DENIED);
    run(owner, "ROLLBACK");
    if (!refused) {
      return false;
    }
    refused = !stateOf(admin, text).equals(DENIED);
    run(admin, "ROLLBACK");
    return refused;
  }

  private static List<SourceStatement> read(Path file) throws IOException {
    return StatementSplitter.split(Files.readString(file));
  }

  /** Returns the SQLSTATE of a statement, whose parameters are left unset; 00000 without error. */
  private static String stateOf(Connection connection, String text) throws SQLException {
    String state = "00000";
    try (PreparedStatement statement = connection.prepareStatement(text.replace("?", "??"))) {
      statement.execute();
    } catch (SQLException e) {
      state = String.valueOf(e.getSQLState());
    }
    return state;
  }
}
