// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A client that sends bytes and shows what comes back; texts stand for bytes, one a character. */
final class RawClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream input;

  RawClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Connects from another of this machine's loopback addresses. */
  RawClient(int port, String from) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0));
  }

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    input = new DataInputStream(socket.getInputStream());
  }

  /** Connects as a user to the database mynah and reads until the server is ready. */
  static RawClient connected(int port, String... settings) throws IOException {
    RawClient client = new RawClient(port);
    StringBuilder body = new StringBuilder("\0\3\0\0user\0mynah\0database\0mynah\0");
    for (String setting : settings) {
      body.append(setting).append('\0');
    }
    client.packet(body.append('\0').toString());
    return client;
  }

  void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
  }

  /** Sends a packet without a type. */
  void packet(String body) throws IOException {
    send(int32(body.length() + 4) + body);
  }

  void message(char type, String body) throws IOException {
    send(framed(type, body));
  }

  static String framed(char type, String body) {
    return type + int32(body.length() + 4) + body;
  }

  static String int32(int value) {
    return ""
        + (char) (value >>> 24)
        + (char) (value >> 16 & 0xff)
        + (char) (value >> 8 & 0xff)
        + (char) (value & 0xff);
  }

  /** Reads messages up to and with one of the type, each as its type and its content. */
  List<String> until(char type) throws IOException {
    List<String> messages = new ArrayList<>();
    do {
      messages.add(next());
    } while (messages.getLast().charAt(0) != type);
    return messages;
  }

  /** Reads the next message: its type and its content. */
  String next() throws IOException {
    char type = (char) input.readUnsignedByte();
    byte[] body = new byte[input.readInt() - 4];
    input.readFully(body);
    return type + new String(body, ISO_8859_1);
  }

  /** Reads until the server closes. */
  String rest() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    input.transferTo(bytes);
    return bytes.toString(ISO_8859_1);
  }

  char bare() throws IOException {
    return (char) input.readUnsignedByte();
  }

  /** Ends what this client sends and goes on reading. */
  void sendNoMore() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
