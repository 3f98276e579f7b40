// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.server.ChildServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import dev.mynah.tests.server.WireClient;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;

/** No secret of a statement is found again in the log, in ml.sessions or in an error. */
@Timeout(120)
class SecretsTest {
  private static final String SECRET = "Hush7hush";

  /** Statements that are right, wrong, and no statements at all. */
  private static final List<String> STATEMENTS =
      List.of(
          "CREATE USER spy IDENTIFIED BY '%s'",
          "CREATE USER spy PASSWORD '%s'",
          "CREATE USER spy IDENTIFIED BY '%s",
          "ALTER USER mynah PASSWORD '%s' oops",
          "ALTER ROLE nobody WITH ENCRYPTED PASSWORD 'SCRAM-SHA-256$4096:%s$%1$s:%1$s'",
          "CREATE USER spy PASSWORD $$%s$$ and more",
          "CREATE SECRET s (TYPE s3, SECRET '%s')",
          "CREATE CONNECTION c TYPE http PASSWORD '%s'",
          "SET my.api_key = '%s'",
          "SELECT 1; ALTER USER nobody IDENTIFIED BY \"%s\"",
          "SELECT nonesuch /* PASSWORD '%s' */",
          "ALTR USER spy PASSWORD E'%s'");

  @TempDir private Path folder = Path.of("");

  @Test
  void areKeptOutOfLogSessionsAndErrors() throws SQLException, IOException {
    List<String> told = new ArrayList<>();
    Path data = folder.resolve("data");
    try (ChildServer server =
        new ChildServer(data, Optional.empty(), List.of("--log-min-duration", "0ms"))) {
      try (WireClient watcher = new WireClient(server);
          Connection extended = server.connect(QueryMode.EXTENDED)) {
        for (String statement : STATEMENTS) {
          String text = statement.formatted(SECRET);
          told.add(simpleAnswer(server.port(), text));
          told.addAll(extendedAnswer(extended, text));
          told.addAll(watcher.rows("SELECT statement FROM ml.sessions"));
        }
      }
    }
    assertThat(told).hasSizeGreaterThan(STATEMENTS.size()).noneMatch(text -> text.contains(SECRET));
    assertThat(logs(data))
        .contains("\"event\":\"started\"", "statement_failed", "slow_statement", "'***'")
        .contains("\"event\":\"stopped\"")
        .doesNotContain(SECRET);
  }

  /** Returns what a server says to a simple query; no driver looks at the text. */
  private static String simpleAnswer(int port, String statement) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      byte[] start = "\0\3\0\0user\0mynah\0database\0mynah\0\0".getBytes(UTF_8);
      out.writeInt(start.length + Integer.BYTES);
      out.write(start);
      byte[] query = (statement + '\0').getBytes(UTF_8);
      out.writeByte('Q');
      out.writeInt(query.length + Integer.BYTES);
      out.write(query);
      out.write(new byte[] {'X', 0, 0, 0, 4});
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** Returns what the server says; a driver may refuse a text in words of its own. */
  private static List<String> extendedAnswer(Connection connection, String statement) {
    try (var run = connection.createStatement()) {
      run.execute(statement);
      return List.of();
    } catch (SQLException e) {
      return e instanceof PSQLException known && known.getServerErrorMessage() != null
          ? List.of(known.toString())
          : List.of();
    }
  }

  private static String logs(Path data) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(data.resolve("log"))) {
      for (Path file : files.toList()) {
        text.append(Files.readString(file, UTF_8));
      }
    }
    return text.toString();
  }
}
