// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;

/** Decodes {@code U&'...'}: four hexadecimal digits after the escape, or six after it and +. */
final class UnicodeEscapes {
  private UnicodeEscapes() {}

  static boolean isHighSurrogate(int point) {
    return point >= Character.MIN_HIGH_SURROGATE && point <= Character.MAX_HIGH_SURROGATE;
  }

  static boolean isLowSurrogate(int point) {
    return point >= Character.MIN_LOW_SURROGATE && point <= Character.MAX_LOW_SURROGATE;
  }

  /**
   * Returns the text with its escapes resolved; a doubled escape character is one.
   *
   * @throws DatastoreException SYNTAX_ERROR without a position
   */
  static String decode(String text, char escape) {
    if (text.indexOf(escape) < 0) {
      return text;
    }
    StringBuilder value = new StringBuilder(text.length());
    int high = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean escaped = c == escape;
      boolean doubled = escaped && i + 1 < text.length() && text.charAt(i + 1) == escape;
      if (!escaped || doubled) {
        refusePending(high);
        value.append(c);
        i += doubled ? 2 : 1;
        continue;
      }
      boolean isLong = i + 1 < text.length() && text.charAt(i + 1) == '+';
      int from = i + (isLong ? 2 : 1);
      int to = from + (isLong ? 6 : 4);
      int point = point(text, from, to);
      if (isLowSurrogate(point) != (high != 0)) {
        throw error("invalid Unicode surrogate pair");
      }
      if (isHighSurrogate(point)) {
        high = point;
      } else {
        value.appendCodePoint(high == 0 ? point : Character.toCodePoint((char) high, (char) point));
        high = 0;
      }
      i = to;
    }
    refusePending(high);
    return value.toString();
  }

  private static int point(String text, int from, int to) {
    int point = 0;
    for (int i = from; i < to; i++) {
      int digit =
          i < text.length() && text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        throw error("invalid Unicode escape")
            .withHint("Unicode escapes must be \\XXXX or \\+XXXXXX.");
      }
      point = point * 16 + digit;
    }
    if (point == 0 || point > Character.MAX_CODE_POINT) {
      throw error("invalid Unicode escape value");
    }
    return point;
  }

  private static void refusePending(int high) {
    if (high != 0) {
      throw error("invalid Unicode surrogate pair");
    }
  }

  private static DatastoreException error(String message) {
    return new DatastoreException(ErrorCode.SYNTAX_ERROR, message);
  }
}
