// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.core.session.StatementResult.Done;
import dev.mynah.server.pgwire.auth.Authenticator;
import dev.mynah.server.tls.ServerTls;
import dev.mynah.server.tls.TlsFolder;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TlsTest {
  private static final String TLS_REQUEST = "\4\322\26\57";
  private static final String START = "\0\3\0\0user\0mynah\0database\0mynah\0\0";

  private final FakeDatastore datastore = new FakeDatastore();
  private final List<PgServer> servers = new ArrayList<>();

  @TempDir private Path secret = Path.of("");

  private PgServer start(UnaryOperator<PgServerOptions> change) {
    PgServer server =
        new PgServer(
            change.apply(PgServerOptions.on(InetAddress.getLoopbackAddress(), 0)),
            datastore::open,
            Authenticator.trust());
    servers.add(server);
    server.start();
    return server;
  }

  private PgServer start() {
    return start(options -> options.withTls(ServerTls.on(new TlsFolder(secret).key())));
  }

  @AfterEach
  void stop() {
    servers.forEach(PgServer::close);
  }

  private Connection connect(PgServer server, String mode) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "mynah");
    properties.setProperty("sslmode", mode);
    properties.setProperty("sslrootcert", new TlsFolder(secret).certificateFile().toString());
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/mynah".formatted(server.port()), properties);
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "prefer", "require", "verify-ca", "verify-full"})
  void servesEveryModeOfPgjdbc(String mode) throws SQLException {
    datastore.learnQuery(
        "SELECT 1", List.of(new Column("one", DataType.INTEGER)), List.of(List.of(1L)));
    try (Connection connection = connect(start(), mode);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  void sendsAndReceivesMegabytes() throws SQLException {
    String text = "Grüße 🐦 ".repeat(200_000);
    datastore.learnRows(
        "SELECT ?",
        List.of(DataType.TEXT),
        List.of(new Column("text", DataType.TEXT)),
        (session, parameters) ->
            FakeRows.of(
                List.of(new Column("text", DataType.TEXT)), List.of(List.copyOf(parameters))));
    datastore.learnRows(
        "SELECT $1",
        List.of(DataType.TEXT),
        List.of(new Column("text", DataType.TEXT)),
        (session, parameters) ->
            FakeRows.of(
                List.of(new Column("text", DataType.TEXT)), List.of(List.copyOf(parameters))));
    try (Connection connection = connect(start(), "verify-full");
        var statement = connection.prepareStatement("SELECT ?")) {
      statement.setString(1, text);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo(text);
      }
    }
  }

  @Test
  void cancelsByAnEncryptedRequest() throws Exception {
    datastore.learn("SELECT forever", List.of(), PgjdbcTest::waitForCancel);
    try (Connection connection = connect(start(), "require");
        Statement statement = connection.createStatement()) {
      Thread canceller =
          Thread.ofPlatform()
              .start(() -> {
                ServerEvents.await(() -> !datastore.sessions.isEmpty(), "a session");
                try {
                  Thread.sleep(200);
                  statement.cancel();
                } catch (SQLException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      assertThatThrownBy(() -> statement.execute("SELECT forever"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      canceller.join();
    }
    assertThat(datastore.events).containsOnlyOnce("cancel");
  }

  @Test
  void refusesInTheClearWhenTlsIsRequired() throws IOException, SQLException {
    PgServer server =
        start(options -> options.withTls(ServerTls.required(new TlsFolder(secret).key())));
    try (RawClient client = RawClient.connected(server.port())) {
      assertThat(client.rest())
          .contains("SFATAL\0VFATAL\0C28000\0Mthis server takes only connections with TLS\0");
    }
    try (Connection connection = connect(server, "require")) {
      assertThat(connection.isValid(5)).isTrue();
    }
    assertThat(datastore.sessions).hasSize(1);
  }

  @Test
  void refusesWhatWasSentInTheClearBehindTheRequest() throws IOException {
    try (RawClient client = new RawClient(start().port())) {
      client.send("\0\0\0\10" + TLS_REQUEST + "\0\0\0\51" + START);
      assertThat(client.rest()).isIn("S", "");
    }
    assertThat(datastore.sessions).isEmpty();
  }

  @Test
  void saysNoToGssapiAndThenBeginsTls() throws Exception {
    PgServer server = start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("\0\0\0\10\4\322\26\60".getBytes(ISO_8859_1));
      assertThat((char) socket.getInputStream().read()).isEqualTo('N');
      socket.getOutputStream().write(("\0\0\0\10" + TLS_REQUEST).getBytes(ISO_8859_1));
      assertThat((char) socket.getInputStream().read()).isEqualTo('S');
      assertThat(logsIn(encrypted(socket, "TLSv1.2", "postgresql"))).isTrue();
    }
  }

  @Test
  void takesClientsThatBeginWithTls() throws Exception {
    PgServer server = start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThat(logsIn(encrypted(socket, "TLSv1.3", "postgresql"))).isTrue();
    }
  }

  @Test
  void refusesOtherProtocolsThatBeginWithTls() throws Exception {
    PgServer server = start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThatThrownBy(() -> logsIn(encrypted(socket, "TLSv1.3", "http/1.1")))
          .isInstanceOf(SSLException.class);
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThatThrownBy(() -> logsIn(encrypted(socket, "TLSv1.3", "")))
          .isInstanceOf(IOException.class);
    }
    assertThat(datastore.sessions).isEmpty();
  }

  @Test
  void refusesOldVersionsOfTls() throws Exception {
    PgServer server = start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThatThrownBy(() -> encrypted(socket, "TLSv1.1", "postgresql"))
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void tellsEncryptedClientsThatWaitWhenTheServerEnds() throws Exception {
    PgServer server = start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      SSLSocket client = encrypted(socket, "TLSv1.3", "postgresql");
      assertThat(logsIn(client)).isTrue();
      server.close();
      assertThat(new String(client.getInputStream().readAllBytes(), ISO_8859_1))
          .contains("SFATAL\0VFATAL\0C57P01\0");
    }
  }

  @Test
  void findsOutThatAnEncryptedClientHasLeft() throws Exception {
    datastore.learn("SELECT forever", List.of(), PgjdbcTest::waitForCancel);
    datastore.learn("SELECT quick", List.of(), (session, parameters) -> new Done("DONE"));
    PgServer server = start();
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    SSLSocket client = encrypted(socket, "TLSv1.3", "postgresql");
    assertThat(logsIn(client)).isTrue();
    client.getOutputStream().write(RawClient.framed('Q', "SELECT forever\0").getBytes(ISO_8859_1));
    // Long enough for the server to look whether the client is still there, and find it is.
    Thread.sleep(2500);
    assertThat(datastore.events).doesNotContain("abandon");
    socket.close();
    ServerEvents.await(datastore, "abandon");
  }

  @Test
  void cutsOffWhoTricklesTheHandshake() throws Exception {
    PgServer server =
        start(options ->
            options
                .withTls(ServerTls.on(new TlsFolder(secret).key()))
                .withStartupTimeout(Duration.ofMillis(500)));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      long begun = System.nanoTime();
      socket.setSoTimeout(200);
      socket.getOutputStream().write("\26\3\1\1\0\1\0\0\374\3\3".getBytes(ISO_8859_1));
      assertThatThrownBy(
              () -> {
                while (System.nanoTime() - begun < Duration.ofSeconds(20).toNanos()) {
                  socket.getOutputStream().write(0);
                  Thread.sleep(100);
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }
  }

  /** Begins TLS, asking for a protocol by ALPN if one is named. */
  private SSLSocket encrypted(Socket socket, String version, String protocol)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(TrustedCertificate.store(new TlsFolder(secret).certificateFile()));
    context.init(null, trust.getTrustManagers(), null);
    SSLSocket encrypted =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!protocol.isEmpty()) {
      parameters.setApplicationProtocols(new String[] {protocol});
    }
    encrypted.setSSLParameters(parameters);
    encrypted.setSoTimeout(10_000);
    encrypted.startHandshake();
    return encrypted;
  }

  /** Asks for a session and reads until the server is ready. */
  private static boolean logsIn(SSLSocket socket) throws IOException {
    socket
        .getOutputStream()
        .write((RawClient.int32(START.length() + 4) + START).getBytes(ISO_8859_1));
    DataInputStream input = new DataInputStream(socket.getInputStream());
    char type;
    do {
      type = (char) input.readUnsignedByte();
      input.readFully(new byte[input.readInt() - 4]);
    } while (type != 'Z');
    return true;
  }

  @Test
  void survivesGarbageInsteadOfTls() throws IOException, SQLException {
    PgServer server = start();
    try (RawClient client = new RawClient(server.port())) {
      client.packet(TLS_REQUEST);
      assertThat(client.bare()).isEqualTo('S');
      client.send("\26\3\1\0\5hello" + "x".repeat(1000));
      client.sendNoMore();
      assertThat(new ByteArrayInputStream(client.rest().getBytes(ISO_8859_1)).available())
          .isLessThan(100);
    }
    try (Connection connection = connect(server, "require")) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }
}
