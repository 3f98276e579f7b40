// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalInt;

/** Reads numbers of our grammar, with their ranges. */
final class NumberReader {
  private NumberReader() {}

  /** Passes a whole number of at least {@code min}. */
  static long wholeNumber(TokenCursor cursor, String what, long min) {
    int position = cursor.position();
    BigDecimal value = number(cursor, what);
    boolean fits =
        value.stripTrailingZeros().scale() <= 0
            && value.compareTo(BigDecimal.valueOf(min)) >= 0
            && value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    if (!fits) {
      throw cursor.error("%s must be a whole number of at least %d".formatted(what, min), position);
    }
    return value.longValueExact();
  }

  /** Passes a whole number of at least {@code min} that fits an int. */
  static int count(TokenCursor cursor, String what, int min) {
    int position = cursor.position();
    long value = wholeNumber(cursor, what, min);
    if (value > Integer.MAX_VALUE) {
      throw cursor.error("%s is too large".formatted(what), position);
    }
    return (int) value;
  }

  /** Passes a number above {@code above} and at most {@code most}. */
  static double above(TokenCursor cursor, String what, double above, double most) {
    int position = cursor.position();
    double value = number(cursor, what).doubleValue();
    if (!(value > above && value <= most)) {
      throw cursor.error(range(what, "above " + plain(above), most), position);
    }
    return value;
  }

  /** Passes a number of at least {@code least} and at most {@code most}. */
  static double within(TokenCursor cursor, String what, double least, double most) {
    int position = cursor.position();
    double value = number(cursor, what).doubleValue();
    if (!(value >= least && value <= most)) {
      throw cursor.error(range(what, "at least " + plain(least), most), position);
    }
    return value;
  }

  /** Passes {@code [VERSION n]}. */
  static OptionalInt version(TokenCursor cursor) {
    return cursor.take("version")
        ? OptionalInt.of(count(cursor, "the version", 1))
        : OptionalInt.empty();
  }

  private static String range(String what, String low, double most) {
    String high = most < Double.MAX_VALUE ? " and at most " + plain(most) : "";
    return "%s must be %s%s".formatted(what, low, high);
  }

  private static String plain(double bound) {
    return new BigDecimal(bound).toPlainString();
  }

  private static BigDecimal number(TokenCursor cursor, String what) {
    boolean negative = cursor.takeSymbol("-");
    if (!negative) {
      cursor.takeSymbol("+");
    }
    Token token = cursor.peek();
    if (token.kind() != TokenKind.NUMBER) {
      throw cursor.unexpected(what + ", a number,");
    }
    BigDecimal value = parse(cursor, token);
    cursor.advance();
    return negative ? value.negate() : value;
  }

  private static BigDecimal parse(TokenCursor cursor, Token token) {
    // A number of many digits costs quadratic time to convert, and no limit of ours is so large.
    int mostCharacters = 60;
    String digits = token.value().replace("_", "");
    if (digits.length() > mostCharacters || hasLargeExponent(digits)) {
      throw cursor.error("the number is too large", cursor.position());
    }
    if (digits.length() > 2 && digits.charAt(0) == '0' && Character.isLetter(digits.charAt(1))) {
      char prefix = digits.charAt(1);
      int radix =
          switch (prefix) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
          };
      if (radix > 0) {
        return new BigDecimal(new BigInteger(digits.substring(2), radix));
      }
    }
    return new BigDecimal(digits);
  }

  private static boolean hasLargeExponent(String digits) {
    int mostDigits = 4;
    boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
    int exponent = Math.max(digits.indexOf('e'), digits.indexOf('E'));
    return !hexadecimal && exponent >= 0 && digits.length() - exponent > mostDigits;
  }
}
