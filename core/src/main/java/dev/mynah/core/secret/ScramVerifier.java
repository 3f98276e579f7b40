// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.secret;

import com.ongres.saslprep.SASLprep;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is stored of a password: enough to check who knows it, too little to log in with.
 *
 * <p>The text form is PostgreSQL's, {@code SCRAM-SHA-256$4096:salt$StoredKey:ServerKey} with the
 * last three in base 64.
 */
public final class ScramVerifier {
  /** PostgreSQL's default. */
  private static final int ITERATIONS = 4096;

  /** A verifier comes from a client, and must not cost a login minutes. */
  private static final int MAX_ITERATIONS = 10_000_000;

  private static final int SALT_BYTES = 16;
  private static final Pattern TEXT =
      Pattern.compile(
          "SCRAM-SHA-256\\$([0-9]{1,8}):([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");

  private final int iterations;
  private final byte[] salt;
  private final byte[] storedKey;
  private final byte[] serverKey;

  private ScramVerifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
    this.iterations = iterations;
    this.salt = salt;
    this.storedKey = storedKey;
    this.serverKey = serverKey;
  }

  /** Makes a verifier of a password with a new salt; takes some milliseconds. */
  public static ScramVerifier of(String password) {
    return of(password, ScramCryptography.random(SALT_BYTES), ITERATIONS);
  }

  public static ScramVerifier of(String password, byte[] salt, int iterations) {
    byte[] salted =
        ScramCryptography.saltedPassword(prepared(password).toCharArray(), salt, iterations);
    byte[] clientKey = ScramCryptography.hmac(salted, "Client Key");
    return new ScramVerifier(
        iterations,
        salt.clone(),
        ScramCryptography.sha256(clientKey),
        ScramCryptography.hmac(salted, "Server Key"));
  }

  /** Like PostgreSQL and its clients, takes a password as it is when SASLprep refuses it. */
  private static String prepared(String password) {
    try {
      return new SASLprep().prepareStored(password);
    } catch (IllegalArgumentException e) {
      return password;
    }
  }

  /** Makes a verifier that no password fits, the same for the same salt. */
  public static ScramVerifier unmatched(byte[] salt) {
    return new ScramVerifier(
        ITERATIONS,
        Arrays.copyOf(salt, SALT_BYTES),
        ScramCryptography.random(ScramCryptography.KEY_BYTES),
        ScramCryptography.random(ScramCryptography.KEY_BYTES));
  }

  /** Reads the text form; empty when the text is none. */
  public static Optional<ScramVerifier> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int iterations = Integer.parseInt(matcher.group(1));
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      byte[] salt = base64.decode(matcher.group(2));
      byte[] storedKey = base64.decode(matcher.group(3));
      byte[] serverKey = base64.decode(matcher.group(4));
      boolean valid =
          iterations >= 1
              && iterations <= MAX_ITERATIONS
              && storedKey.length == ScramCryptography.KEY_BYTES
              && serverKey.length == ScramCryptography.KEY_BYTES;
      return valid
          ? Optional.of(new ScramVerifier(iterations, salt, storedKey, serverKey))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns the text form. */
  public String text() {
    Base64.Encoder base64 = Base64.getEncoder();
    return "SCRAM-SHA-256$%d:%s$%s:%s"
        .formatted(
            iterations,
            base64.encodeToString(salt),
            base64.encodeToString(storedKey),
            base64.encodeToString(serverKey));
  }

  public int iterations() {
    return iterations;
  }

  public byte[] salt() {
    return salt.clone();
  }

  public byte[] storedKey() {
    return storedKey.clone();
  }

  public byte[] serverKey() {
    return serverKey.clone();
  }

  /** Tells nothing of the keys. */
  @Override
  public String toString() {
    return "ScramVerifier";
  }
}
