// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates before Christ in quotes: PostgreSQL has the era at the end, and the engine behind the date.
 */
final class PastEra {
  private static final Pattern DATE =
      Pattern.compile("(\\s*\\d{4,}-\\d{1,2}-\\d{1,2})(.*?)\\s+[Bb][Cc](.*)");

  private PastEra() {}

  /** Tells whether a literal may be such a date. */
  static boolean isOne(Token literal) {
    return literal.kind() == TokenKind.STRING
        && literal.value().toLowerCase(Locale.ROOT).contains(" bc")
        && DATE.matcher(literal.value()).matches();
  }

  /** Tells whether values of a type, in the engine's words or PostgreSQL's, are dates. */
  static boolean isTypeOfTime(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    return name.equals("date") || name.startsWith("timestamp");
  }

  /** Writes the literal as the engine has it. */
  static void mark(Token literal, Edits edits) {
    Matcher date = DATE.matcher(literal.value());
    if (date.matches()) {
      edits.replace(
          literal,
          literal,
          Identifiers.literal(date.group(1) + " (BC)" + date.group(2) + date.group(3)));
    }
  }
}
