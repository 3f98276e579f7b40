// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.secret;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tokens by which clients of HTTP say who they are: of each, its SHA-256 and its user are kept.
 * A token has 256 random bits, so nobody can try out what its hash belongs to. Thread-safe, and
 * several processes may change the same folder.
 */
public final class AccessTokens {
  private static final String FILE = "http-tokens";
  private static final String LOCK = "http-tokens.lock";
  private static final int TOKEN_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretFolder folder;

  public AccessTokens(SecretFolder folder) {
    this.folder = folder;
  }

  /** Tells whether nobody was ever given a token. */
  public boolean areNew() {
    return folder.read(FILE).isEmpty();
  }

  /** Returns a new token. */
  public static String random() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Gives a user a token, beside those that he has. */
  public void put(String user, String token) {
    change(entries -> entries.put(hash(token), encoded(user)));
  }

  /** Returns the user to whom a token belongs; empty when it is none. */
  public Optional<String> user(String token) {
    // Only hashes are compared, and nobody can aim at a hash: time tells nothing of a token.
    return Optional.ofNullable(folder.entries(FILE).get(hash(token)))
        .map(user -> URLDecoder.decode(user, StandardCharsets.UTF_8));
  }

  /**
   * Takes all of a user's tokens away.
   *
   * @return how many there were
   */
  public int remove(String user) {
    if (areNew()) {
      return 0;
    }
    int[] count = new int[1];
    change(entries -> {
      int before = entries.size();
      entries.values().removeIf(encoded(user)::equals);
      count[0] = before - entries.size();
    });
    return count[0];
  }

  /** Gives the tokens of one name to another. */
  void rename(String user, String newName) {
    if (!areNew()) {
      change(entries ->
          entries.replaceAll(
              (hash, owner) -> owner.equals(encoded(user)) ? encoded(newName) : owner));
    }
  }

  private void change(Consumer<Map<String, String>> change) {
    synchronized (folder) {
      try (FileChannel channel =
          FileChannel.open(
              folder.path(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        FileLock lock = channel.lock();
        try {
          folder.change(FILE, change);
        } finally {
          lock.release();
        }
      } catch (IOException e) {
        throw new DatastoreException(ErrorCode.IO_ERROR, "the tokens could not be kept")
            .withDetail(e.getMessage() + ".")
            .withCause(e);
      }
    }
  }

  private static String encoded(String user) {
    return URLEncoder.encode(user, StandardCharsets.UTF_8);
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
