// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times in quotes that PostgreSQL reads and the engine does not: before Christ, with the
 * era at the end, a blank before an offset, which may lack its colon, and leap seconds.
 */
final class MomentLiteral {
  private static final Pattern MOMENT =
      Pattern.compile(
          "\\s*(?<date>\\d{4,}-\\d{1,2}-\\d{1,2})(?:[ T](?<time>[\\d:.]+))?"
              + "(?<early>\\s+BC)?\\s*(?:(?<hours>[+-]\\d{1,2})(?::?(?<minutes>\\d\\d))?|(?<utc>Z))?"
              + "(?<late>\\s+BC)?\\s*",
          Pattern.CASE_INSENSITIVE);

  private static final DateTimeFormatter LENIENT =
      DateTimeFormatter.ofPattern("uuuu-M-d H:m:ss", Locale.ROOT);

  private static final int SHORTEST = "2024-1-1 BC".length();

  private MomentLiteral() {}

  /** Tells whether a literal may be a date or a time that has to be written otherwise. */
  static boolean isOne(Token literal) {
    String text = literal.value();
    return literal.kind() == TokenKind.STRING
        && text.length() >= SHORTEST
        && Character.isDigit(text.stripLeading().charAt(0))
        && (text.indexOf(' ') > 0 || text.indexOf('T') > 0)
        && MOMENT.matcher(text).matches();
  }

  /** Tells whether values of a type, in the engine's words or PostgreSQL's, are such. */
  static boolean isTypeOfTime(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    return name.equals("date") || name.startsWith("timestamp");
  }

  /** Writes the literal as the engine has it. */
  static void mark(Token literal, Edits edits) {
    Matcher moment = MOMENT.matcher(literal.value());
    if (moment.matches()) {
      String written = written(moment);
      if (!written.equals(literal.value())) {
        edits.replace(literal, literal, Identifiers.literal(written));
      }
    }
  }

  private static String written(Matcher moment) {
    StringBuilder written = new StringBuilder();
    String date = moment.group("date");
    String time = moment.group("time");
    if (moment.group("early") != null || moment.group("late") != null) {
      written.append(date).append(" (BC)").append(time == null ? "" : ' ' + time);
    } else if (time == null) {
      written.append(date);
    } else if (time.endsWith(":60")) {
      LocalDateTime last = LocalDateTime.parse(date + ' ' + time.replace(":60", ":59"), LENIENT);
      written.append(last.plusSeconds(1).format(LENIENT));
    } else {
      written.append(date).append(' ').append(time);
    }
    if (moment.group("utc") != null) {
      written.append("+00");
    } else if (moment.group("hours") != null) {
      written
          .append(moment.group("hours"))
          .append(':')
          .append(Objects.requireNonNullElse(moment.group("minutes"), "00"));
    }
    return written.toString();
  }
}
