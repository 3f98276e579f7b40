// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.core.secret.ScramVerifier;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversation is the example of RFC 7677, section 3. */
final class ScramTest {
  private static final String CLIENT_FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final String PROOF = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

  private static ScramVerifier verifier(String password) {
    return ScramVerifier.of(password, Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
  }

  private static ScramExchange exchange(String password) {
    return new ScramExchange(verifier(password), "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void answersAsTheStandardHasIt() {
    ScramExchange exchange = exchange("pencil");
    assertThat(exchange.first(bytes(CLIENT_FIRST)))
        .isEqualTo("r=" + NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    assertThat(exchange.last(bytes("c=biws,r=" + NONCE + ",p=" + PROOF)))
        .contains("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  }

  @Test
  void refusesTheProofOfAnotherPassword() {
    ScramExchange exchange = exchange("crayon");
    exchange.first(bytes(CLIENT_FIRST));
    assertThat(exchange.last(bytes("c=biws,r=" + NONCE + ",p=" + PROOF))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "n,,n=user",
        "n,,n=user,r=",
        "p=tls-server-end-point,,n=user,r=abc",
        "q,,n=u,r=a",
        "n,,n=user,r=a b"
      })
  void refusesAMalformedFirstMessage(String message) {
    assertThatThrownBy(() -> exchange("pencil").first(bytes(message)))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c=biws,r=abc,p=" + PROOF,
        "c=eSws,r=" + NONCE + ",p=" + PROOF,
        "c=biws,r=" + NONCE,
        "c=biws,r=" + NONCE + ",p=AA==",
        "c=biws,r=" + NONCE + ",p=!"
      })
  void refusesAMalformedFinalMessage(String message) {
    ScramExchange exchange = exchange("pencil");
    exchange.first(bytes(CLIENT_FIRST));
    assertThatThrownBy(() -> exchange.last(bytes(message)))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATION));
  }

  @Test
  void storesTheVerifierAsATextAndReadsItBack() {
    ScramVerifier verifier = verifier("pencil");
    assertThat(verifier.text()).startsWith("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$");
    assertThat(ScramVerifier.parse(verifier.text()).orElseThrow().text())
        .isEqualTo(verifier.text());
    assertThat(ScramVerifier.of("pencil").text()).isNotEqualTo(ScramVerifier.of("pencil").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pencil",
        "md5abc",
        "SCRAM-SHA-256$0:AA==$AA==:AA==",
        "SCRAM-SHA-256$4096:AA==$AA==:AA==",
        "SCRAM-SHA-256$4096:A$A:A",
        "SCRAM-SHA-256$99999999:AA==$AA==:AA=="
      })
  void readsNoOtherText(String text) {
    assertThat(ScramVerifier.parse(text)).isEmpty();
  }

  @Test
  void preparesPasswordsSoThatSpellingsOfOneCharacterAgree() {
    // U+212B and U+00C5 are both the letter with a ring; a soft hyphen is nothing.
    assertThat(verifier("\u212b\u00ad").text()).isEqualTo(verifier("\u00c5").text());
  }
}
