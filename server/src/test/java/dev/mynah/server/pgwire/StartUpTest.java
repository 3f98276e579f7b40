// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.core.secret.ScramVerifier;
import dev.mynah.server.pgwire.auth.Authenticator;
import java.io.IOException;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class StartUpTest {
  private static final PgServerOptions OPTIONS =
      PgServerOptions.on(InetAddress.getLoopbackAddress(), 0);

  private final FakeDatastore datastore = new FakeDatastore();
  private final List<PgServer> servers = new ArrayList<>();

  private int start(PgServerOptions options, Authenticator authenticator) {
    PgServer server = new PgServer(options, datastore::open, authenticator);
    servers.add(server);
    server.start();
    return server.port();
  }

  private int start() {
    return start(OPTIONS, Authenticator.trust());
  }

  @AfterEach
  void stop() {
    servers.forEach(PgServer::close);
  }

  @Test
  void tellsSettingsAndKeyThenIsReady() throws IOException {
    try (RawClient client = RawClient.connected(start(), "application_name", "test")) {
      List<String> messages = client.until('Z');
      assertThat(messages.getFirst()).isEqualTo("R\0\0\0\0");
      assertThat(messages)
          .contains(
              "Sserver_version\00015.0\0",
              "Sserver_encoding\0UTF8\0",
              "Sclient_encoding\0UTF8\0",
              "SDateStyle\0ISO, MDY\0",
              "STimeZone\0UTC\0",
              "Sinteger_datetimes\0on\0",
              "Sstandard_conforming_strings\0on\0",
              "SIntervalStyle\0postgres\0",
              "Sapplication_name\0test\0",
              "Ssession_authorization\0mynah\0");
      assertThat(messages.get(messages.size() - 2)).startsWith("K").hasSize(9);
      assertThat(messages.getLast()).isEqualTo("ZI");
    }
  }

  @Test
  void declinesEncryptionAndGoesOn() throws IOException {
    try (RawClient client = new RawClient(start())) {
      client.packet("\4\322\26\57");
      assertThat(client.bare()).isEqualTo('N');
      client.packet("\4\322\26\60");
      assertThat(client.bare()).isEqualTo('N');
      client.packet("\0\3\0\0user\0mynah\0database\0mynah\0\0");
      assertThat(client.until('Z')).contains("R\0\0\0\0");
    }
  }

  @Test
  void negotiatesDownToThreeDotZero() throws IOException {
    try (RawClient client = new RawClient(start())) {
      client.packet("\0\3\0\2user\0mynah\0database\0mynah\0_pq_.new\0on\0\0");
      assertThat(client.next()).isEqualTo("v\0\3\0\0\0\0\0\1_pq_.new\0");
      assertThat(client.until('Z')).contains("R\0\0\0\0");
    }
  }

  @Test
  void refusesAnotherProtocolVersion() throws IOException {
    try (RawClient client = new RawClient(start())) {
      client.packet("\0\2\0\0user\0");
      assertThat(client.rest())
          .contains("SFATAL\0VFATAL\0C0A000\0Munsupported frontend protocol 2.0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "\26\3\1\2\0\1\0\1\374\3\3",
        "\0\0\0\0",
        "\0\0\0\10\4\322"
      })
  void closesQuietlyOnGarbage(String garbage) throws IOException {
    int port = start();
    try (RawClient client = new RawClient(port)) {
      client.send(garbage);
      client.sendNoMore();
      assertThat(client.rest()).isEmpty();
    }
    try (RawClient client = RawClient.connected(port)) {
      assertThat(client.until('Z')).contains("ZI");
    }
  }

  @Test
  void knowsOneDatabase() throws IOException {
    try (RawClient client = new RawClient(start())) {
      client.packet("\0\3\0\0user\0mynah\0database\0postgres\0\0");
      assertThat(client.rest())
          .contains("SFATAL\0VFATAL\0C3D000\0Mdatabase \"postgres\" does not exist\0");
    }
  }

  @Test
  void wantsAUser() throws IOException {
    try (RawClient client = new RawClient(start())) {
      client.packet("\0\3\0\0database\0mynah\0\0");
      assertThat(client.rest()).contains("C28000\0");
    }
  }

  @Test
  void setsWhatTheClientAsksForAtTheStart() throws IOException {
    int port = start();
    try (RawClient client =
        RawClient.connected(
            port, "TimeZone", "Europe/Berlin", "options", "-c a=b\\ c --work-mem=1MB")) {
      assertThat(client.until('Z'))
          .contains("STimeZone\0Europe/Berlin\0", "Sa\0b c\0", "Swork_mem\0001MB\0");
    }
    try (RawClient client = RawClient.connected(port, "nonesuch", "1")) {
      assertThat(client.rest())
          .contains("C42704\0Munrecognized configuration parameter \"nonesuch\"\0");
    }
    try (RawClient client = RawClient.connected(port, "a; DROP TABLE t", "1")) {
      assertThat(client.rest()).contains("C42704\0");
    }
  }

  @Test
  void waitsOnlySoLongForALogin() throws IOException {
    int port = start(OPTIONS.withStartupTimeout(Duration.ofMillis(300)), Authenticator.trust());
    try (RawClient client = new RawClient(port)) {
      client.send("\0\0");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void refusesOneClientTooMany() throws IOException {
    int port = start(OPTIONS.withMaxConnections(1), Authenticator.trust());
    try (RawClient first = RawClient.connected(port)) {
      first.until('Z');
      try (RawClient second = RawClient.connected(port)) {
        assertThat(second.rest()).contains("SFATAL\0VFATAL\0C53300\0Msorry, too many clients");
      }
      first.message('X', "");
      assertThat(first.rest()).isEmpty();
    }
    try (RawClient third = RawClient.connected(port)) {
      assertThat(third.until('Z')).contains("ZI");
    }
  }

  private int startWithPassword() {
    Map<String, ScramVerifier> users = Map.of("ann", ScramVerifier.of("pass wörd"));
    return start(OPTIONS, Authenticator.scram(user -> Optional.ofNullable(users.get(user))));
  }

  private static Connection logIn(int port, String user, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/mynah?sslmode=disable".formatted(port), user, password);
  }

  @Test
  void letsInWhoKnowsThePassword() throws SQLException {
    try (Connection connection = logIn(startWithPassword(), "ann", "pass wörd")) {
      assertThat(connection.isValid(5)).isTrue();
    }
    assertThat(datastore.sessions.element().identity.user()).isEqualTo("ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "nobody"})
  void refusesAWrongPasswordAndAnUnknownUserAlike(String user) {
    int port = startWithPassword();
    assertThatThrownBy(() -> logIn(port, user, "guess"))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getSQLState()).isEqualTo("28P01");
              assertThat(e.getMessage())
                  .isEqualTo(
                      "FATAL: password authentication failed for user \"%s\"".formatted(user));
            });
    assertThat(datastore.sessions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "nobody"})
  void makesWhoGuessesWaitAndNobodyElse(String user) throws SQLException, IOException {
    int port = startWithPassword();
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> logIn(port, user, "guess")).hasMessageContaining("password");
    }
    assertThatThrownBy(() -> logIn(port, user, "pass wörd"))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getSQLState()).isEqualTo("28000");
              assertThat(e.getMessage())
                  .isEqualTo(
                      "FATAL: too many failed logins of user \"%s\" from this address\n"
                              .formatted(user)
                          + "  Hint: Try again in 1 s.");
            });
    try (RawClient elsewhere = new RawClient(port, "127.0.0.2")) {
      elsewhere.packet("\0\3\0\0user\0%s\0database\0mynah\0\0".formatted(user));
      assertThat(elsewhere.next()).startsWith("R\0\0\0\n");
    }
  }

  @Test
  void letsInWhoWaitedAfterFailures() throws Exception {
    int port = startWithPassword();
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> logIn(port, "ann", "guess")).hasMessageContaining("password");
    }
    Thread.sleep(1100);
    logIn(port, "ann", "pass wörd").close();
    logIn(port, "ann", "pass wörd").close();
    assertThat(datastore.sessions).hasSize(2);
  }

  @Test
  void keepsRoomForOthersWhenOneAddressBeginsAndNeverLogsIn() throws IOException {
    int port = start();
    List<RawClient> silent = new ArrayList<>();
    try {
      for (int index = 0; index < 150; index++) {
        silent.add(new RawClient(port));
      }
      try (RawClient elsewhere = new RawClient(port, "127.0.0.2")) {
        elsewhere.packet("\0\3\0\0user\0mynah\0database\0mynah\0\0");
        assertThat(elsewhere.until('Z')).contains("ZI");
      }
      assertThat(silent.getLast().rest()).isEmpty();
    } finally {
      for (RawClient client : silent) {
        client.close();
      }
    }
  }

  @Test
  void givesNoPlaceToWhoHasNotLoggedIn() throws IOException, SQLException {
    Map<String, ScramVerifier> users = Map.of("ann", ScramVerifier.of("pass wörd"));
    int port =
        start(
            OPTIONS.withMaxConnections(1),
            Authenticator.scram(user -> Optional.ofNullable(users.get(user))));
    try (RawClient half = new RawClient(port)) {
      half.packet("\0\3\0\0user\0ann\0database\0mynah\0\0");
      half.next();
      try (Connection connection = logIn(port, "ann", "pass wörd")) {
        assertThat(connection.isValid(5)).isTrue();
      }
    }
  }

  @Test
  void givesAnUnknownUserTheSameSaltEachTime() throws IOException {
    int port = startWithPassword();
    List<String> salts = new ArrayList<>();
    for (int attempt = 0; attempt < 2; attempt++) {
      try (RawClient client = new RawClient(port)) {
        client.packet("\0\3\0\0user\0nobody\0database\0mynah\0\0");
        assertThat(client.next()).isEqualTo("R\0\0\0\nSCRAM-SHA-256\0\0");
        client.message('p', "SCRAM-SHA-256\0\0\0\0\nn,,n=,r=ab");
        String answer = client.next();
        salts.add(answer.substring(answer.indexOf(",s=")));
      }
    }
    assertThat(salts.get(0)).isEqualTo(salts.get(1));
  }

  @Test
  void takesNoStatementBeforeThePassword() throws IOException {
    try (RawClient client = new RawClient(startWithPassword())) {
      client.packet("\0\3\0\0user\0ann\0database\0mynah\0\0");
      client.next();
      client.message('Q', "SELECT 1\0");
      assertThat(client.rest()).contains("SFATAL").contains("C08P01");
    }
    assertThat(datastore.sessions).isEmpty();
  }

  @Test
  void refusesAMechanismItDoesNotOffer() throws IOException {
    try (RawClient client = new RawClient(startWithPassword())) {
      client.packet("\0\3\0\0user\0ann\0database\0mynah\0\0");
      client.next();
      client.message('p', "SCRAM-SHA-256-PLUS\0\0\0\0\0");
      assertThat(client.rest())
          .contains("C08P01")
          .contains("invalid SASL authentication mechanism");
    }
  }
}
