// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.pgwire.auth.Authenticator;
import dev.mynah.server.pgwire.auth.LoginThrottle;
import dev.mynah.server.pgwire.messages.MessageReader;
import dev.mynah.server.pgwire.messages.MessageWriter;
import dev.mynah.server.pgwire.messages.ServerMessages;
import dev.mynah.server.pgwire.messages.StartupPacket;
import dev.mynah.server.pgwire.messages.StartupPacket.CancelRequest;
import dev.mynah.server.pgwire.messages.StartupPacket.GssapiRequest;
import dev.mynah.server.pgwire.messages.StartupPacket.StartupMessage;
import dev.mynah.server.pgwire.messages.StartupPacket.TlsRequest;
import dev.mynah.server.tls.TlsMode;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens from a connection's first byte until its client has proved who it is. */
final class StartUp {
  /** TLS and GSSAPI, each asked for once. */
  private static final int MAX_ENCRYPTION_REQUESTS = 2;

  private final PgServerOptions options;
  private final Connections connections;
  private final Authentication authentication;
  private final ClientLink link;
  private final MessageReader reader;
  private final MessageWriter writer;
  private final ServerMessages messages;

  StartUp(
      PgServerOptions options,
      Connections connections,
      Authenticator authenticator,
      LoginThrottle throttle,
      ClientLink link,
      MessageReader reader,
      MessageWriter writer) {
    this.options = options;
    this.connections = connections;
    this.link = link;
    this.reader = reader;
    this.writer = writer;
    this.messages = new ServerMessages(writer);
    this.authentication = new Authentication(authenticator, throttle, reader, messages);
  }

  /** A client that may have a session, and the settings it wishes. */
  record Guest(ClientIdentity identity, Map<String, String> settings) {}

  /**
   * Receives a client.
   *
   * @return empty when it wanted no session: it only asked to cancel, or left
   * @throws DatastoreException when it is refused, with what it is to be told
   * @throws ProtocolException when what it said is not PostgreSQL's protocol
   */
  Optional<Guest> receive(PgConnection connection) throws IOException {
    if (isTlsOffered() && link.beginsWithTls()) {
      link.encryptAtOnce(options.tls());
    }
    for (int requests = 0; requests <= MAX_ENCRYPTION_REQUESTS; requests++) {
      Optional<byte[]> packet = reader.startupPacket();
      if (packet.isEmpty()) {
        return Optional.empty();
      }
      switch (StartupPacket.decode(packet.get())) {
        case TlsRequest request -> beginTls();
        case GssapiRequest request -> decline();
        case CancelRequest request -> {
          connections.cancel(request.processId(), request.secretKey());
          return Optional.empty();
        }
        case StartupMessage message -> {
          return Optional.of(admit(message, connection));
        }
      }
    }
    throw new ProtocolException("too many requests for encryption");
  }

  private boolean isTlsOffered() {
    return options.tls().mode() != TlsMode.OFF;
  }

  private void beginTls() throws IOException {
    if (!isTlsOffered() || link.isEncrypted()) {
      decline();
      return;
    }
    writer.bare('S');
    writer.flush();
    link.encryptAsAsked(options.tls());
  }

  private void decline() throws IOException {
    writer.bare('N');
    writer.flush();
  }

  private Guest admit(StartupMessage message, PgConnection connection) throws IOException {
    Map<String, String> parameters = message.parameters();
    negotiateVersion(message);
    if (options.tls().mode() == TlsMode.REQUIRED && !link.isEncrypted()) {
      throw new DatastoreException(
              ErrorCode.INVALID_AUTHORIZATION, "this server takes only connections with TLS")
          .withHint("Connect with sslmode=require, or better verify-full.");
    }
    String user = parameters.getOrDefault("user", "");
    if (user.isEmpty()) {
      throw new DatastoreException(
          ErrorCode.INVALID_AUTHORIZATION, "no PostgreSQL user name specified in startup packet");
    }
    if (wantsReplication(parameters.getOrDefault("replication", "off"))) {
      throw new DatastoreException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "replication connections are not supported");
    }
    authentication.authenticate(user, link.address());
    // Not before it is known who comes: half a login must not take the place of a client.
    if (!connections.admit(connection)) {
      throw new DatastoreException(
          ErrorCode.TOO_MANY_CONNECTIONS, "sorry, too many clients already");
    }
    String database = parameters.getOrDefault("database", "");
    if (database.isEmpty()) {
      database = user;
    }
    if (!database.equals(options.database())) {
      throw new DatastoreException(
              ErrorCode.INVALID_CATALOG_NAME, "database \"%s\" does not exist".formatted(database))
          .withHint("The only database is \"%s\".".formatted(options.database()));
    }
    String application = parameters.getOrDefault("application_name", "");
    return new Guest(
        new ClientIdentity(user, database, application, link.address()),
        StartupSettings.of(parameters));
  }

  private void negotiateVersion(StartupMessage message) throws IOException {
    if (message.majorVersion() != 3) {
      throw new DatastoreException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "unsupported frontend protocol %d.%d: server supports 3.0 to 3.0"
              .formatted(message.majorVersion(), message.minorVersion()));
    }
    List<String> unknownOptions =
        message.parameters().keySet().stream().filter(name -> name.startsWith("_pq_.")).toList();
    if (message.minorVersion() > 0 || !unknownOptions.isEmpty()) {
      messages.negotiateProtocolVersion(unknownOptions);
    }
  }

  private static boolean wantsReplication(String value) {
    return switch (value) {
      case "off", "false", "no", "0" -> false;
      default -> true;
    };
  }
}
