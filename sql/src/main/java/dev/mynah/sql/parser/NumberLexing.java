// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

/** PostgreSQL 16's numbers: {@code 42}, {@code 1_000}, {@code .5e-3}, {@code 0x1F}, {@code 0b1}. */
final class NumberLexing {
  private NumberLexing() {}

  /** Returns the index after the number that begins at {@code start}. */
  static int endOf(String text, int start) {
    if (text.charAt(start) == '0' && start + 1 < text.length()) {
      int radix =
          switch (text.charAt(start + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
          };
      if (radix > 0) {
        int end = digits(text, start + 2, radix, true);
        if (end > start + 2) {
          return end;
        }
      }
    }
    return decimal(text, start);
  }

  private static int decimal(String text, int start) {
    int end = digits(text, start, 10, false);
    if (end < text.length() && text.charAt(end) == '.' && !isRange(text, end)) {
      end = digits(text, end + 1, 10, false);
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < text.length()
          && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
        exponent++;
      }
      int exponentEnd = digits(text, exponent, 10, false);
      end = exponentEnd > exponent ? exponentEnd : end;
    }
    return end;
  }

  /** {@code 1..10} is a number, two dots and a number. */
  private static boolean isRange(String text, int dot) {
    return dot + 1 < text.length() && text.charAt(dot + 1) == '.';
  }

  /** Passes digits, each after the first perhaps behind one underscore. */
  private static int digits(String text, int start, int radix, boolean underscoreFirst) {
    int i = start;
    while (i < text.length()) {
      if (isDigit(text.charAt(i), radix)) {
        i++;
      } else if (text.charAt(i) == '_'
          && (i > start || underscoreFirst)
          && i + 1 < text.length()
          && isDigit(text.charAt(i + 1), radix)) {
        i += 2;
      } else {
        break;
      }
    }
    return i;
  }

  private static boolean isDigit(char c, int radix) {
    return c < 0x80 && Character.digit(c, radix) >= 0;
  }
}
