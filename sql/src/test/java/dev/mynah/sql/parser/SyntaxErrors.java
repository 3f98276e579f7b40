// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;

/** What a wrong text is answered with. */
final class SyntaxErrors {
  private SyntaxErrors() {}

  static DatastoreException of(String text) {
    DatastoreException error =
        catchThrowableOfType(DatastoreException.class, () -> SqlParser.parse(text));
    assertThat(error).as("the error of %s", text).isNotNull();
    return error;
  }

  /** Checks code, message and the word that the position points at. */
  static void assertRefused(String text, String message, String at) {
    DatastoreException error = of(text);
    assertThat(error.message()).isEqualTo(message);
    assertThat(error.code()).isEqualTo(ErrorCode.SYNTAX_ERROR);
    String rest = text.substring(text.offsetByCodePoints(0, error.position() - 1));
    assertThat(rest).as("what the position points at").startsWith(at);
    if (at.isEmpty()) {
      assertThat(rest).isEmpty();
    }
  }

  static String hintOf(String text) {
    return of(text).hint().orElse("");
  }
}
