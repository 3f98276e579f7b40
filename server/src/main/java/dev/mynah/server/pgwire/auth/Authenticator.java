// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.auth;

import dev.mynah.core.secret.ScramCryptography;
import dev.mynah.core.secret.ScramVerifier;
import java.util.Optional;
import java.util.function.Function;

/** How clients prove who they are. */
public sealed interface Authenticator {
  /** Believes every client: only for a server that nobody else can reach. */
  static Authenticator trust() {
    return new Trust();
  }

  /**
   * Asks for a password by SCRAM-SHA-256.
   *
   * @param verifiers what is stored of a user by name; empty for a user who may not log in
   */
  static Authenticator scram(Function<String, Optional<ScramVerifier>> verifiers) {
    return new Scram(verifiers);
  }

  /** Believes every client. */
  record Trust() implements Authenticator {}

  /** Asks for a password. */
  final class Scram implements Authenticator {
    private final Function<String, Optional<ScramVerifier>> verifiers;
    private final byte[] mockSecret = ScramCryptography.random(ScramCryptography.KEY_BYTES);

    private Scram(Function<String, Optional<ScramVerifier>> verifiers) {
      this.verifiers = verifiers;
    }

    /**
     * Begins an authentication. That a user does not exist shows in nothing: there is a salt, the
     * same each time, and a check that fails.
     */
    public ScramExchange begin(String user) {
      ScramVerifier unmatched = ScramVerifier.unmatched(ScramCryptography.hmac(mockSecret, user));
      return new ScramExchange(verifiers.apply(user).orElse(unmatched));
    }
  }
}
