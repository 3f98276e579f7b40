// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.tls;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Encrypts the connections of a server: TLS 1.2 and later, with one key. Thread-safe. */
public final class ServerTls {
  /** The name of PostgreSQL's protocol, by which a client that begins with TLS must ask for it. */
  public static final String PROTOCOL = "postgresql";

  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final TlsMode mode;
  private final @Nullable SSLContext context;

  private ServerTls(TlsMode mode, @Nullable SSLContext context) {
    this.mode = mode;
    this.context = context;
  }

  /** Returns what encrypts nothing. */
  public static ServerTls off() {
    return new ServerTls(TlsMode.OFF, null);
  }

  /** Returns what encrypts with a key when clients ask for it. */
  public static ServerTls on(CertifiedKey key) {
    return new ServerTls(TlsMode.ON, context(key));
  }

  /** Returns what encrypts with a key, always. */
  public static ServerTls required(CertifiedKey key) {
    return new ServerTls(TlsMode.REQUIRED, context(key));
  }

  private static SSLContext context(CertifiedKey key) {
    try {
      char[] password = new char[0];
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key.key(), password, key.chainArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new DatastoreException(
              ErrorCode.CONFIG_FILE_ERROR, "the key and the certificate for TLS cannot be used")
          .withDetail(e.getMessage() + ".")
          .withCause(e);
    }
  }

  public TlsMode mode() {
    return mode;
  }

  /**
   * Encrypts a connection. The client's first message is read, within the time limit of the socket.
   *
   * @param begun what was read of the client's first message already
   * @throws IOException when they do not agree, or the client is no client of TLS
   */
  public SSLSocket encrypt(Socket socket, InputStream begun) throws IOException {
    SSLSocketFactory factory =
        Optional.ofNullable(context)
            .orElseThrow(() -> new IllegalStateException("TLS is off"))
            .getSocketFactory();
    SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, begun, true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setProtocols(VERSIONS);
    parameters.setApplicationProtocols(new String[] {PROTOCOL});
    parameters.setUseCipherSuitesOrder(true);
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }
}
