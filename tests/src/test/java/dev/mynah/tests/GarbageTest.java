// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.server.LocalServer;
import dev.mynah.tests.server.WireClient;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever arrives at the port, the server lives and goes on answering. */
class GarbageTest {
  private static final int ROUNDS = 100;
  private static final int PROTOCOL = 3 << 16;

  @TempDir Path folder;
  private LocalServer server;

  @BeforeEach
  void open() {
    server = new LocalServer(folder.resolve("data"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void send(byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (SocketException e) {
      // The server may close while the rest is on its way.
    }
  }

  private void assertAnswers() throws SQLException {
    try (WireClient client = new WireClient(server)) {
      assertThat(client.value("SELECT 41 + 1")).isEqualTo("42");
    }
  }

  @Test
  void livesThroughRandomBytes() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(2_000)];
      random.nextBytes(bytes);
      send(bytes);
    }
    assertAnswers();
  }

  @Test
  void livesThroughMessagesThatEndHalfway() throws Exception {
    byte[] conversation = conversation();
    for (int length = 0; length < conversation.length; length++) {
      send(Arrays.copyOf(conversation, length));
    }
    assertAnswers();
  }

  @Test
  void livesThroughDamagedMessages() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] conversation = conversation();
      for (int damage = 0; damage < 3; damage++) {
        conversation[random.nextInt(conversation.length)] = (byte) random.nextInt(256);
      }
      send(conversation);
    }
    assertAnswers();
  }

  @Test
  void livesThroughMessagesThatSayTheyAreHuge() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(startup());
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte('Q');
      out.writeInt(round % 2 == 0 ? Integer.MAX_VALUE : -1);
      out.write("SELECT".getBytes(UTF_8));
      send(bytes.toByteArray());
    }
    assertAnswers();
  }

  private static byte[] startup() throws IOException {
    byte[] parameters = "user\0mynah\0database\0mynah\0\0".getBytes(UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(8 + parameters.length);
    out.writeInt(PROTOCOL);
    out.write(parameters);
    return bytes.toByteArray();
  }

  /** A start, a simple query, and Parse, Bind, Execute, Sync. */
  private static byte[] conversation() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(startup());
    DataOutputStream out = new DataOutputStream(bytes);
    message(out, 'Q', "SELECT 1\0".getBytes(UTF_8));
    message(out, 'P', "s\0SELECT 2\0\0\0".getBytes(UTF_8));
    message(out, 'B', "p\0s\0\0\0\0\0\0\0".getBytes(UTF_8));
    message(out, 'E', "p\0\0\0\0\0".getBytes(UTF_8));
    message(out, 'S', new byte[0]);
    return bytes.toByteArray();
  }

  private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
    out.writeByte(type);
    out.writeInt(4 + body.length);
    out.write(body);
  }
}
