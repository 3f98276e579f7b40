// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.csv;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that a column of a file can turn out to have. */
enum ColumnType {
  BOOLEAN("BOOLEAN"),
  BIGINT("BIGINT"),
  DOUBLE("DOUBLE"),
  DATE("DATE"),
  TIMESTAMP("TIMESTAMP"),
  TEXT("VARCHAR");

  private static final Pattern INTEGER = Pattern.compile("[+-]?(0|[1-9]\\d*)");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?((0|[1-9]\\d*)(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final Pattern DATE_FORM = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
  private static final Pattern TIME_FORM =
      Pattern.compile("[ T](\\d{2}):(\\d{2})(:(\\d{2})(\\.\\d{1,6})?)?");

  private static final int DATE_LENGTH = 10;
  private static final int LAST_HOUR = 23;
  private static final int LAST_MINUTE = 59;

  private final String sqlName;

  ColumnType(String sqlName) {
    this.sqlName = sqlName;
  }

  String sqlName() {
    return sqlName;
  }

  /** Tells whether a text, not empty, is a value of this type. */
  boolean takes(String text) {
    return switch (this) {
      case BOOLEAN -> {
        String word = text.toLowerCase(Locale.ROOT);
        yield word.equals("true") || word.equals("false");
      }
      case BIGINT -> isWhole(text) && new BigInteger(text).bitLength() < Long.SIZE;
      // Leading zeros and very many digits belong to codes, which a number would lose.
      case DOUBLE -> NUMBER.matcher(text).matches() && (!isWhole(text) || BIGINT.takes(text));
      case DATE -> isDate(text);
      case TIMESTAMP -> isTimestamp(text);
      case TEXT -> true;
    };
  }

  private static boolean isWhole(String text) {
    return INTEGER.matcher(text).matches();
  }

  private static boolean isDate(String text) {
    Matcher matcher = DATE_FORM.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    try {
      LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isTimestamp(String text) {
    if (text.length() <= DATE_LENGTH) {
      return isDate(text);
    }
    Matcher time = TIME_FORM.matcher(text.substring(DATE_LENGTH));
    return isDate(text.substring(0, DATE_LENGTH))
        && time.matches()
        && number(time, 1) <= LAST_HOUR
        && number(time, 2) <= LAST_MINUTE
        && (time.group(4) == null || number(time, 4) <= LAST_MINUTE);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(String.valueOf(matcher.group(group)));
  }
}
