// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads numbers and truth values as PostgreSQL does: spaces around them are fine. */
final class NumberParser {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

  /** Without {@code x}, {@code p} and {@code f}, which Java would take too. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

  /** PostgreSQL's numeric has at most this many digits before the point, and 16383 behind it. */
  private static final int MAX_DECIMAL_EXPONENT = 131_072;

  private NumberParser() {}

  static Boolean parseBoolean(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (!word.isEmpty()) {
      if (isPrefix(word, "true", 1)
          || isPrefix(word, "yes", 1)
          || word.equals("on")
          || word.equals("1")) {
        return true;
      }
      if (isPrefix(word, "false", 1)
          || isPrefix(word, "no", 1)
          || isPrefix(word, "off", 2)
          || word.equals("0")) {
        return false;
      }
    }
    throw InputErrors.syntax("boolean", text);
  }

  private static boolean isPrefix(String word, String whole, int minLength) {
    return word.length() >= minLength && whole.startsWith(word);
  }

  static Long parseInteger(String text, DataType type, long min, long max) {
    String typeName = PgType.of(type).name();
    String digits = text.strip();
    if (!INTEGER.matcher(digits).matches()) {
      throw InputErrors.syntax(typeName, text);
    }
    long value;
    try {
      value = Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw InputErrors.valueRange(text, typeName).withCause(e);
    }
    if (value < min || value > max) {
      throw InputErrors.valueRange(text, typeName);
    }
    return value;
  }

  static BigDecimal parseDecimal(String text) {
    String digits = text.strip();
    if (!NUMBER.matcher(digits).matches()) {
      throw InputErrors.syntax("numeric", text);
    }
    BigDecimal value = new BigDecimal(digits);
    if (Math.abs((long) value.precision() - value.scale()) > MAX_DECIMAL_EXPONENT
        || value.scale() > MAX_DECIMAL_EXPONENT) {
      throw overflow();
    }
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  private static DatastoreException overflow() {
    return new DatastoreException(
        ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
  }

  static Double parseDouble(String text) {
    OptionalDouble special = special(text);
    if (special.isPresent()) {
      return special.getAsDouble();
    }
    String digits = number(text, "double precision");
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value) || (value == 0 && hasDigitAboveZero(digits))) {
      throw InputErrors.range(text, "double precision");
    }
    return value;
  }

  static Double parseReal(String text) {
    OptionalDouble special = special(text);
    if (special.isPresent()) {
      return special.getAsDouble();
    }
    String digits = number(text, "real");
    float value = Float.parseFloat(digits);
    if (Float.isInfinite(value) || (value == 0 && hasDigitAboveZero(digits))) {
      throw InputErrors.range(text, "real");
    }
    return (double) value;
  }

  private static String number(String text, String typeName) {
    String digits = text.strip();
    if (!NUMBER.matcher(digits).matches()) {
      throw InputErrors.syntax(typeName, text);
    }
    return digits;
  }

  private static OptionalDouble special(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "nan" -> OptionalDouble.of(Double.NaN);
      case "infinity", "inf", "+infinity", "+inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-infinity", "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }

  private static boolean hasDigitAboveZero(String digits) {
    return digits.chars().takeWhile(c -> c != 'e' && c != 'E').anyMatch(c -> c >= '1' && c <= '9');
  }
}
