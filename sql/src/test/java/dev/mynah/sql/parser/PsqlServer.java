// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Speaks just enough of PostgreSQL's protocol to one client to learn which queries it sends. */
final class PsqlServer implements AutoCloseable {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;

  private final ServerSocket listener;

  PsqlServer() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Serves one client until it leaves and returns the texts of its queries. */
  List<String> serve() throws IOException {
    try (Socket client = listener.accept()) {
      client.setTcpNoDelay(true);
      client.setSoTimeout(30_000);
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      readStartup(in, out);
      welcome(out);
      return queries(in, out);
    }
  }

  private static void readStartup(DataInputStream in, DataOutputStream out) throws IOException {
    boolean started = false;
    while (!started) {
      byte[] body = new byte[in.readInt() - 4];
      in.readFully(body);
      int code = ByteBuffer.wrap(body).getInt();
      started = code != SSL_REQUEST && code != GSS_REQUEST;
      if (!started) {
        out.writeByte('N');
      }
    }
  }

  private static void welcome(DataOutputStream out) throws IOException {
    message(out, 'R', new byte[4]);
    parameter(out, "server_version", "15.0");
    parameter(out, "server_encoding", "UTF8");
    parameter(out, "client_encoding", "UTF8");
    parameter(out, "standard_conforming_strings", "on");
    message(out, 'K', new byte[8]);
    message(out, 'Z', new byte[] {'I'});
  }

  private static List<String> queries(DataInputStream in, DataOutputStream out) throws IOException {
    List<String> queries = new ArrayList<>();
    while (true) {
      int type = in.readByte();
      byte[] body = new byte[in.readInt() - 4];
      in.readFully(body);
      if (type == 'X') {
        return queries;
      }
      if (type != 'Q') {
        throw new IOException("unexpected message " + (char) type);
      }
      queries.add(new String(body, 0, body.length - 1, StandardCharsets.UTF_8));
      message(out, 'I', new byte[0]);
      message(out, 'Z', new byte[] {'I'});
    }
  }

  private static void parameter(DataOutputStream out, String name, String value)
      throws IOException {
    message(out, 'S', (name + '\0' + value + '\0').getBytes(StandardCharsets.UTF_8));
  }

  private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
    byte[] whole =
        ByteBuffer.allocate(body.length + 5)
            .put((byte) type)
            .putInt(body.length + 4)
            .put(body)
            .array();
    out.write(whole);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
