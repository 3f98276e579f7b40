// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

/** The character classes of PostgreSQL's lexer. */
final class Characters {
  private static final String OPERATOR = "~!@#^&|`?+-*/%<>=";

  private static final char ASCII_END = 0x80;

  private Characters() {}

  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= ASCII_END && isUnicodeBlank(c));
  }

  /**
   * Tells whether an engine may read over the character as if it were a blank. PostgreSQL takes
   * these for letters; a name that only looks like another must not get past a check of names.
   */
  private static boolean isUnicodeBlank(char c) {
    return Character.isSpaceChar(c)
        || Character.isWhitespace(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }

  static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= ASCII_END && !isUnicodeBlank(c));
  }

  static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c) || c == '$';
  }

  static boolean isOperator(char c) {
    return c < ASCII_END && OPERATOR.indexOf(c) >= 0;
  }

  /** Tells whether an operator that holds it may end in {@code +} or {@code -}. */
  static boolean isBeyondSql(char c) {
    return isOperator(c) && "+-*/<>=".indexOf(c) < 0;
  }

  /** Folds the letters A to Z as PostgreSQL does; others keep their case. */
  static String fold(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return foldFrom(text, start, end);
      }
    }
    return text.substring(start, end);
  }

  private static String foldFrom(String text, int start, int end) {
    char[] folded = new char[end - start];
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      folded[i - start] = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
    return new String(folded);
  }
}
