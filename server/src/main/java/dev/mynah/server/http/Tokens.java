// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import dev.mynah.core.secret.SecretFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The tokens by which clients of HTTP say who they are. {@code secret/http-tokens} holds a user and
 * the SHA-256 of a token a line; {@code secret/http-header} the first user's token as the header
 * that {@code curl -H @file} sends.
 */
public final class Tokens {
  private static final String HASHES = "http-tokens";
  private static final String HEADER = "http-header";
  private static final String SCHEME = "Bearer ";
  private static final int TOKEN_BYTES = 32;

  private final SecretFolder secrets;

  public Tokens(SecretFolder secrets) {
    this.secrets = secrets;
  }

  /** Makes a token for a user unless there are tokens; returns the file with its header. */
  public Path ensure(String user) {
    if (secrets.read(HASHES).isEmpty()) {
      byte[] bytes = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(bytes);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      // The hash is written last: without it, the next start makes both again.
      secrets.write(HEADER, "Authorization: " + SCHEME + token + "\n");
      secrets.write(HASHES, user + ":" + hash(token) + "\n");
    }
    return secrets.path(HEADER);
  }

  /** Returns the user to whom the token of a header belongs; empty when there is none. */
  Optional<String> user(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    // Only the hash is compared, and nobody can aim at a hash: time tells nothing of the token.
    String hash = hash(authorization.substring(SCHEME.length()).strip());
    return secrets
        .read(HASHES)
        .orElse("")
        .lines()
        .filter(line -> line.endsWith(":" + hash))
        .map(line -> line.substring(0, line.length() - hash.length() - 1))
        .findFirst();
  }

  private static String hash(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
