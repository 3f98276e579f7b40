// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.tls.ServerTls;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Both directions of a connection, in the clear until TLS begins. */
final class ClientLink implements Closeable {
  /** The first byte of a client that begins with TLS: no length of a start-up packet has it. */
  private static final int TLS_HANDSHAKE = 22;

  private final Socket socket;
  private final InetAddress address;
  private final SocketInput input;
  private final SocketOutput output;
  private volatile @Nullable SSLSocket encrypted;

  ClientLink(Socket socket) throws IOException {
    this.socket = socket;
    this.address = socket.getInetAddress();
    this.input = new SocketInput(socket);
    this.output = new SocketOutput(socket.getOutputStream());
  }

  /** Prepares the socket, and gives the client so much time to log in. */
  void open(Duration startupTimeout) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    input.setDeadline(startupTimeout);
  }

  InetAddress address() {
    return address;
  }

  SocketInput input() {
    return input;
  }

  OutputStream output() {
    return output;
  }

  boolean isEncrypted() {
    return encrypted != null;
  }

  /** Waits for the first byte and tells whether it begins TLS. */
  boolean beginsWithTls() throws IOException {
    return input.peek() == TLS_HANDSHAKE;
  }

  /**
   * Begins TLS that the client has asked for.
   *
   * @throws ProtocolException when the client did not wait for the answer: what it sent in the
   *     clear could come from somebody between us
   */
  void encryptAsAsked(ServerTls tls) throws IOException {
    if (input.hasUnread()) {
      throw new ProtocolException("received unencrypted data after a request for TLS");
    }
    encrypt(tls, new byte[0]);
  }

  /** Begins TLS of a client that begins with it. */
  void encryptAtOnce(ServerTls tls) throws IOException {
    encrypt(tls, input.takeUnread());
    if (!ServerTls.PROTOCOL.equals(Objects.requireNonNull(encrypted).getApplicationProtocol())) {
      throw new ProtocolException("a client that begins with TLS must ask for PostgreSQL by ALPN");
    }
  }

  private void encrypt(ServerTls tls, byte[] begun) throws IOException {
    try {
      input.limitReading();
      SSLSocket begunSocket = tls.encrypt(socket, new ByteArrayInputStream(begun));
      input.continueOn(begunSocket);
      output.continueOn(begunSocket.getOutputStream());
      encrypted = begunSocket;
    } catch (SSLException e) {
      ProtocolException failure = new ProtocolException("no TLS: " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  /** Returns for how long the client has taken nothing of what is being sent; zero when it does. */
  Duration stalledFor() {
    return output.stalledFor();
  }

  /** Lets a thread that waits for the client's next message find the end of the stream. */
  void endReading() throws IOException {
    socket.shutdownInput();
  }

  /** Closes at once, without the farewell of TLS, which would wait for what is being sent. */
  void cutOff() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    SSLSocket open = encrypted;
    try {
      if (open != null) {
        open.close();
      }
    } finally {
      socket.close();
    }
  }
}
