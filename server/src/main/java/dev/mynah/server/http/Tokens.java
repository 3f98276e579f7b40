// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import dev.mynah.core.secret.AccessTokens;
import dev.mynah.core.secret.SecretFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds out whose token a request carries. {@code secret/http-header} holds the first user's token
 * as the header that {@code curl -H @file} sends; of all others only hashes are kept.
 */
public final class Tokens {
  private static final String HEADER = "http-header";
  private static final String SCHEME = "Bearer ";

  private final SecretFolder secrets;
  private final AccessTokens tokens;
  private final Predicate<String> isCurrent;

  /**
   * Makes the tokens of a datastore.
   *
   * @param isCurrent whether a user's tokens are good for anything now
   */
  public Tokens(SecretFolder secrets, Predicate<String> isCurrent) {
    this.secrets = secrets;
    this.tokens = new AccessTokens(secrets);
    this.isCurrent = isCurrent;
  }

  /** Makes a token for a user unless there ever were tokens; returns the file with its header. */
  public Path ensure(String user) {
    if (tokens.areNew()) {
      String token = AccessTokens.random();
      // The hash is written last: without it, the next start makes both again.
      secrets.write(HEADER, "Authorization: " + SCHEME + token + "\n");
      tokens.put(user, token);
    }
    return secrets.path(HEADER);
  }

  /** Returns the user to whom the token of a header belongs; empty when there is none. */
  Optional<String> user(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return tokens.user(authorization.substring(SCHEME.length()).strip()).filter(isCurrent);
  }
}
