// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.auth;

import dev.mynah.core.secret.ScramCryptography;
import dev.mynah.core.secret.ScramVerifier;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's side of one SCRAM-SHA-256 authentication (RFC 5802, RFC 7677) without channel
 * binding. A message that is not as the protocol has it is a PROTOCOL_VIOLATION.
 */
public final class ScramExchange {
  /** The mechanism's registered name. */
  public static final String MECHANISM = "SCRAM-SHA-256";

  private static final int NONCE_BYTES = 18;

  /** The header of channel binding, which is part of the proof, then name, nonce, extensions. */
  private static final Pattern CLIENT_FIRST =
      Pattern.compile(
          "(?<header>(?<binding>[ny]|p=[^,]*),(a=[^,]*)?,)(?<bare>n=[^,]*,r=(?<nonce>[!-+\\--~]+)(,.*)?)");

  private static final Pattern CLIENT_FINAL =
      Pattern.compile(
          "(?<unproven>c=(?<binding>[^,]*),r=(?<nonce>[!-+\\--~]+)(,.*)?),p=(?<proof>[^,]*)");

  private final ScramVerifier verifier;
  private final String serverNonce;
  private String header = "";
  private String nonce = "";
  private String firstMessages = "";

  /** Begins an authentication against what is stored of a user. */
  public ScramExchange(ScramVerifier verifier) {
    this(verifier, Base64.getEncoder().encodeToString(ScramCryptography.random(NONCE_BYTES)));
  }

  ScramExchange(ScramVerifier verifier, String serverNonce) {
    this.verifier = verifier;
    this.serverNonce = serverNonce;
  }

  /** Takes the client's first message and returns the answer. */
  public String first(byte[] clientFirst) {
    Matcher matcher = CLIENT_FIRST.matcher(new String(clientFirst, StandardCharsets.UTF_8));
    if (!matcher.matches()) {
      throw malformed();
    }
    if (matcher.group("binding").startsWith("p")) {
      throw new DatastoreException(
          ErrorCode.PROTOCOL_VIOLATION,
          "client requires SCRAM channel binding, but it is not supported");
    }
    header = matcher.group("header");
    nonce = matcher.group("nonce") + serverNonce;
    String answer =
        "r=%s,s=%s,i=%d"
            .formatted(
                nonce, Base64.getEncoder().encodeToString(verifier.salt()), verifier.iterations());
    firstMessages = matcher.group("bare") + "," + answer;
    return answer;
  }

  /**
   * Takes the client's final message.
   *
   * @return the server's signature, which proves that it knows the verifier; empty when the
   *     password is wrong
   */
  public Optional<String> last(byte[] clientFinal) {
    Matcher matcher = CLIENT_FINAL.matcher(new String(clientFinal, StandardCharsets.UTF_8));
    if (!matcher.matches() || nonce.isEmpty()) {
      throw malformed();
    }
    String expectedBinding =
        Base64.getEncoder().encodeToString(header.getBytes(StandardCharsets.UTF_8));
    if (!matcher.group("binding").equals(expectedBinding)) {
      throw new DatastoreException(
          ErrorCode.PROTOCOL_VIOLATION,
          "unexpected SCRAM channel-binding attribute in client-final-message");
    }
    if (!matcher.group("nonce").equals(nonce)) {
      throw malformed();
    }
    String signed = firstMessages + "," + matcher.group("unproven");
    if (!proves(decode(matcher.group("proof")), signed)) {
      return Optional.empty();
    }
    byte[] signature = ScramCryptography.hmac(verifier.serverKey(), signed);
    return Optional.of("v=" + Base64.getEncoder().encodeToString(signature));
  }

  private boolean proves(byte[] proof, String signed) {
    if (proof.length != ScramCryptography.KEY_BYTES) {
      throw malformed();
    }
    byte[] signature = ScramCryptography.hmac(verifier.storedKey(), signed);
    byte[] clientKey = ScramCryptography.exclusiveOr(proof, signature);
    return MessageDigest.isEqual(ScramCryptography.sha256(clientKey), verifier.storedKey());
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw malformed().withCause(e);
    }
  }

  private static DatastoreException malformed() {
    return new DatastoreException(ErrorCode.PROTOCOL_VIOLATION, "malformed SCRAM message");
  }
}
