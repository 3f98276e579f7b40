// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.server.LocalServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import dev.mynah.tests.server.WireClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** LISTEN and NOTIFY as PostgreSQL's driver sees them. */
class NotificationTest {
  private static final int LONG_ENOUGH_MILLIS = 10_000;

  /** In which nothing must come. */
  private static final int SHORT_MILLIS = 300;

  @TempDir private Path folder;
  private LocalServer server;
  private Connection listener;
  private Connection speaker;

  @BeforeEach
  void start() throws SQLException {
    server = new LocalServer(folder.resolve("data"));
    listener = server.connect(QueryMode.EXTENDED);
    speaker = server.connect(QueryMode.EXTENDED);
  }

  @AfterEach
  void stop() throws SQLException {
    listener.close();
    speaker.close();
    server.close();
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  /** Waits for so many notifications while the client asks for nothing. */
  private static List<String> heard(Connection connection, int count) throws SQLException {
    List<String> heard = new ArrayList<>();
    long end = System.nanoTime() + LONG_ENOUGH_MILLIS * 1_000_000L;
    while (heard.size() < count && System.nanoTime() < end) {
      heard.addAll(heardWithin(connection, LONG_ENOUGH_MILLIS));
    }
    return heard;
  }

  private static List<String> heardWithin(Connection connection, int millis) throws SQLException {
    List<String> heard = new ArrayList<>();
    PGNotification[] notifications = connection.unwrap(PGConnection.class).getNotifications(millis);
    if (notifications != null) {
      for (PGNotification notification : notifications) {
        heard.add(notification.getName() + ":" + notification.getParameter());
      }
    }
    return heard;
  }

  @Test
  void anIdleListenerHearsAtOnceAndInOrder() throws SQLException {
    run(listener, "LISTEN orders", "LISTEN \"Other\"");
    run(speaker, "NOTIFY orders, '1'", "NOTIFY nobody, 'x'", "NOTIFY \"Other\"");
    run(speaker, "SELECT pg_notify('orders', '2')");
    assertThat(heard(listener, 3)).containsExactly("orders:1", "Other:", "orders:2");
  }

  @Test
  void theSenderIsNamedByItsConnection() throws SQLException {
    run(listener, "LISTEN c");
    run(speaker, "NOTIFY c");
    PGConnection waiting = listener.unwrap(PGConnection.class);
    PGNotification[] notifications = waiting.getNotifications(LONG_ENOUGH_MILLIS);
    assertThat(notifications).hasSize(1);
    assertThat(notifications[0].getPID())
        .isEqualTo(speaker.unwrap(PGConnection.class).getBackendPID())
        .isNotEqualTo(waiting.getBackendPID());
  }

  @Test
  void whatABlockSaysIsHeardWhenItIsCommitted() throws SQLException {
    run(listener, "LISTEN c");
    run(speaker, "BEGIN", "NOTIFY c, 'a'", "NOTIFY c, 'a'", "SELECT pg_notify('c', 'b')");
    assertThat(heardWithin(listener, SHORT_MILLIS)).isEmpty();
    run(speaker, "COMMIT");
    assertThat(heard(listener, 2)).containsExactly("c:a", "c:b");
    run(speaker, "BEGIN", "NOTIFY c, 'lost'", "ROLLBACK", "NOTIFY c, 'kept'");
    assertThat(heard(listener, 1)).containsExactly("c:kept");
  }

  @Test
  void aSavepointTakesBackWhatWasSaidSince() throws SQLException {
    run(listener, "LISTEN c");
    run(speaker, "CREATE TABLE t (a INTEGER)", "BEGIN", "INSERT INTO t VALUES (1)");
    run(speaker, "NOTIFY c, 'before'", "SAVEPOINT s", "NOTIFY c, 'after'");
    run(speaker, "INSERT INTO t VALUES (2)", "ROLLBACK TO s", "NOTIFY c, 'end'", "COMMIT");
    assertThat(heard(listener, 2)).containsExactly("c:before", "c:end");
  }

  @Test
  void aStatementThatFailsSaysNothing() throws SQLException {
    run(listener, "LISTEN c");
    try (WireClient client = new WireClient(server)) {
      assertThat(
              client.stateOf(
                  "SELECT pg_notify('c', 'x'), CAST('y' || i AS INTEGER)" + " FROM range(2) r(i)"))
          .isEqualTo("22P02");
      client.run("NOTIFY c, 'said'");
    }
    assertThat(heard(listener, 1)).containsExactly("c:said");
  }

  @Test
  void aListenerInABlockHearsAfterIt() throws SQLException {
    run(listener, "LISTEN c", "BEGIN");
    run(speaker, "NOTIFY c, 'x'");
    run(listener, "SELECT 1");
    assertThat(heardWithin(listener, SHORT_MILLIS)).isEmpty();
    run(listener, "COMMIT");
    assertThat(heard(listener, 1)).containsExactly("c:x");
  }

  @Test
  void aBusyListenerHearsAfterItsStatement() throws SQLException {
    run(listener, "LISTEN c");
    run(listener, "SELECT pg_notify('c', 'own')");
    assertThat(heard(listener, 1)).containsExactly("c:own");
    try (Statement statement = listener.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM range(1000)")) {
      run(speaker, "NOTIFY c, 'other'");
      assertThat(rows.next()).isTrue();
    }
    assertThat(heard(listener, 1)).containsExactly("c:other");
  }

  @Test
  void listeningBeginsWithTheCommitAndEndsWithUnlisten() throws SQLException {
    run(listener, "BEGIN", "LISTEN c", "ROLLBACK");
    run(speaker, "NOTIFY c, '1'");
    assertThat(heardWithin(listener, SHORT_MILLIS)).isEmpty();
    run(listener, "LISTEN c", "LISTEN d", "UNLISTEN c");
    run(speaker, "NOTIFY c, '2'", "NOTIFY d, '3'");
    assertThat(heard(listener, 1)).containsExactly("d:3");
    run(listener, "UNLISTEN *");
    run(speaker, "NOTIFY d, '4'");
    assertThat(heardWithin(listener, SHORT_MILLIS)).isEmpty();
    run(listener, "LISTEN d", "DISCARD ALL");
    run(speaker, "NOTIFY d, '5'");
    assertThat(heardWithin(listener, SHORT_MILLIS)).isEmpty();
  }

  @Test
  void oneTextOfManyStatementsIsOneTransaction() throws SQLException {
    run(listener, "LISTEN c");
    try (WireClient client = new WireClient(server)) {
      assertThat(client.stateOf("NOTIFY c, 'lost'; SELECT * FROM nowhere")).isEqualTo("42P01");
      client.run("NOTIFY c, 'a'; NOTIFY c, 'b'");
    }
    assertThat(heard(listener, 2)).containsExactly("c:a", "c:b");
  }

  @Test
  void usersWithoutRightsMaySpeakAndOnlyInTheirOwnName() throws SQLException {
    run(listener, "LISTEN c", "CREATE USER maria");
    try (WireClient maria = new WireClient(server, "maria")) {
      maria.run("SELECT pg_notify('c', 'hello')");
      assertThat(maria.stateOf("SELECT _mynah_notify(1, 'c', 'as another')")).isEqualTo("42501");
      assertThat(maria.stateOf("SET VARIABLE _mynah_session = 1")).isEqualTo("42501");
    }
    assertThat(heard(listener, 1)).containsExactly("c:hello");
  }

  @Test
  void namesAndPayloadsHaveTheLimitsOfPostgres() throws SQLException {
    try (WireClient client = new WireClient(server)) {
      assertThat(client.stateOf("SELECT pg_notify('', 'x')")).isEqualTo("22023");
      assertThat(client.stateOf("SELECT pg_notify('" + "c".repeat(64) + "', 'x')"))
          .isEqualTo("22023");
      assertThat(client.stateOf("NOTIFY c, '" + "x".repeat(8000) + "'")).isEqualTo("22023");
      assertThat(client.stateOf("NOTIFY c, '" + "x".repeat(7999) + "'")).isEqualTo("00000");
      assertThat(client.stateOf("SELECT count(pg_notify('c', i::VARCHAR)) FROM range(10001) r(i)"))
          .isEqualTo("54000");
    }
  }

  @Test
  void aListenerThatTakesNothingDoesNotMakeOthersWaitButStopsThemInTheEnd() throws SQLException {
    run(listener, "LISTEN c", "BEGIN");
    try (WireClient client = new WireClient(server)) {
      String many = "SELECT count(pg_notify('c', i::VARCHAR)) FROM range(10000) r(i)";
      assertThat(client.stateOf(many)).isEqualTo("00000");
      assertThat(client.stateOf("NOTIFY c, 'more'")).isEqualTo("54000");
      assertThat(client.stateOf("NOTIFY d, 'elsewhere'")).isEqualTo("00000");
      run(listener, "COMMIT");
      assertThat(heard(listener, 10_000)).hasSize(10_000).endsWith("c:9999");
      assertThat(client.stateOf("NOTIFY c, 'again'")).isEqualTo("00000");
    }
  }
}
