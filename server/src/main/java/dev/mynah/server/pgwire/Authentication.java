// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.pgwire.auth.Authenticator;
import dev.mynah.server.pgwire.auth.Authenticator.Scram;
import dev.mynah.server.pgwire.auth.Authenticator.Trust;
import dev.mynah.server.pgwire.auth.LoginThrottle;
import dev.mynah.server.pgwire.auth.ScramExchange;
import dev.mynah.server.pgwire.messages.Frame;
import dev.mynah.server.pgwire.messages.MessageReader;
import dev.mynah.server.pgwire.messages.SaslInitialResponse;
import dev.mynah.server.pgwire.messages.ServerMessages;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Asks a client to prove who it is. */
final class Authentication {
  /** A client that is not known yet may not make the server keep more than this. */
  private static final int MAX_MESSAGE_BYTES = 4096;

  private final Authenticator authenticator;
  private final LoginThrottle throttle;
  private final MessageReader reader;
  private final ServerMessages messages;

  Authentication(
      Authenticator authenticator,
      LoginThrottle throttle,
      MessageReader reader,
      ServerMessages messages) {
    this.authenticator = authenticator;
    this.throttle = throttle;
    this.reader = reader;
    this.messages = messages;
  }

  /** Returns when the client is who it says, else fails with what it is to be told. */
  void authenticate(String user, InetAddress address) throws IOException {
    switch (authenticator) {
      case Trust trust -> {}
      case Scram scram -> {
        throttle.check(user, address);
        exchange(user, address, scram.begin(user));
      }
    }
    messages.authenticationOk();
  }

  private void exchange(String user, InetAddress address, ScramExchange exchange)
      throws IOException {
    messages.authenticationSasl(List.of(ScramExchange.MECHANISM));
    SaslInitialResponse initial = SaslInitialResponse.decode(password());
    if (!initial.mechanism().equals(ScramExchange.MECHANISM)) {
      throw new DatastoreException(
          ErrorCode.PROTOCOL_VIOLATION, "client selected an invalid SASL authentication mechanism");
    }
    messages.authenticationSaslContinue(exchange.first(initial.data()));
    Optional<String> signature = exchange.last(password());
    if (signature.isEmpty()) {
      throttle.failed(user, address);
      throw new DatastoreException(
          ErrorCode.INVALID_PASSWORD,
          "password authentication failed for user \"%s\"".formatted(user));
    }
    throttle.succeeded(user, address);
    messages.authenticationSaslFinal(signature.get());
  }

  private byte[] password() throws IOException {
    Frame frame =
        reader
            .next(MAX_MESSAGE_BYTES)
            .orElseThrow(() -> new EOFException("the client left during authentication"));
    if (frame.type() != 'p') {
      throw new DatastoreException(
          ErrorCode.PROTOCOL_VIOLATION,
          "expected SASL response, got message type " + (int) frame.type());
    }
    return frame.body();
  }
}
