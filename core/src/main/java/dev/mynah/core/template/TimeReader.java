// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.template;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.JulianFields;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads points in time by a template, as {@code to_timestamp} and {@code to_date} do. */
final class TimeReader {
  /** More digits than any number of a template has. */
  private static final int MAX_DIGITS = 9;

  private final String text;
  private final List<TimeTemplate.Part> template;
  private final Map<TimeField, Long> values = new EnumMap<>(TimeField.class);
  private boolean isAfternoon;
  private boolean isBeforeChrist;
  private int at;

  private TimeReader(String text, List<TimeTemplate.Part> template) {
    this.text = text;
    this.template = template;
  }

  static LocalDateTime read(String text, List<TimeTemplate.Part> template) {
    TimeReader reader = new TimeReader(text, template);
    for (int index = 0; index < template.size(); index++) {
      reader.part(index);
    }
    try {
      return reader.value();
    } catch (DateTimeException e) {
      throw new DatastoreException(
              ErrorCode.DATETIME_FIELD_OVERFLOW,
              "date/time field value out of range: \"%s\"".formatted(text))
          .withCause(e);
    }
  }

  private void part(int index) {
    TimeTemplate.Part part = template.get(index);
    TimeField field = part.field();
    if (field == null) {
      separator(part.written());
      return;
    }
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at >= text.length()) {
      return;
    }
    switch (field) {
      case MONTH -> values.put(TimeField.MM, month(TextStyle.FULL, part));
      case MON -> values.put(TimeField.MM, month(TextStyle.SHORT, part));
      case DAY -> weekday(TextStyle.FULL, part);
      case DY -> weekday(TextStyle.SHORT, part);
      case AM, PM -> isAfternoon = word("PM", "P.M.", "AM", "A.M.", part) < 2;
      case AD, BC -> isBeforeChrist = word("BC", "B.C.", "AD", "A.D.", part) < 2;
      case RM, TZ, TZH, TZM, OF ->
          throw new DatastoreException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "formatting field \"%s\" is only supported in to_char".formatted(part.written()));
      default -> number(field, part, index);
    }
  }

  /** What stands between values in the template passes as much between those of the text. */
  private void separator(String separator) {
    for (int index = 0; index < separator.length() && at < text.length(); index++) {
      boolean isLetter = Character.isLetterOrDigit(separator.charAt(index));
      boolean fits =
          isLetter || (!Character.isLetterOrDigit(text.charAt(at)) && !isSign(text.charAt(at)));
      if (fits || separator.charAt(index) == text.charAt(at)) {
        at++;
      }
    }
  }

  private static boolean isSign(char c) {
    return c == '+';
  }

  private long month(TextStyle style, TimeTemplate.Part part) {
    for (Month month : Month.values()) {
      if (takes(month.getDisplayName(style, Locale.ENGLISH))) {
        return month.getValue();
      }
    }
    throw invalid(part, "The given value did not match any of the allowed values for this field.");
  }

  private void weekday(TextStyle style, TimeTemplate.Part part) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (takes(day.getDisplayName(style, Locale.ENGLISH))) {
        return;
      }
    }
    throw invalid(part, "The given value did not match any of the allowed values for this field.");
  }

  private int word(String a, String b, String c, String d, TimeTemplate.Part part) {
    List<String> words = List.of(a, b, c, d);
    for (int index = 0; index < words.size(); index++) {
      if (takes(words.get(index))) {
        return index;
      }
    }
    throw invalid(part, "The given value did not match any of the allowed values for this field.");
  }

  private boolean takes(String word) {
    if (text.regionMatches(true, at, word, 0, word.length())) {
      at += word.length();
      return true;
    }
    return false;
  }

  private void number(TimeField field, TimeTemplate.Part part, int index) {
    boolean runsOn = index + 1 < template.size() && template.get(index + 1).field() != null;
    int most = runsOn && !part.isShort() && field.digits() > 0 ? field.digits() : MAX_DIGITS;
    boolean isFraction = field == TimeField.MS || field == TimeField.US || isFraction(field);
    most = isFraction ? field.digits() : most;
    int start = at;
    int first = text.charAt(at) == '-' || text.charAt(at) == '+' ? at + 1 : at;
    at = first;
    while (at < text.length() && at - first < most && Character.isDigit(text.charAt(at))) {
      at++;
    }
    if (at == first) {
      throw invalid(part, "Value must be an integer.");
    }
    String digits = text.substring(start, at).replace("+", "");
    if (isFraction) {
      values.put(TimeField.US, Long.parseLong((digits + "000000").substring(0, 6)));
    } else {
      values.put(field, Long.parseLong(digits));
      if (!part.suffix().isEmpty()) {
        at = Math.min(text.length(), at + 2);
      }
    }
  }

  private static boolean isFraction(TimeField field) {
    return field.name().startsWith("FF");
  }

  private LocalDateTime value() {
    return LocalDateTime.of(date(), time());
  }

  private LocalDate date() {
    Long julian = values.get(TimeField.J);
    if (julian != null) {
      return LocalDate.MIN.with(JulianFields.JULIAN_DAY, julian);
    }
    int year = year();
    Long dayOfYear = values.get(TimeField.DDD);
    if (dayOfYear != null) {
      return LocalDate.ofYearDay(year, Math.toIntExact(dayOfYear));
    }
    return LocalDate.of(year, value(TimeField.MM, 1), value(TimeField.DD, 1));
  }

  private int year() {
    int year = value(TimeField.YYYY, value(TimeField.IYYY, Integer.MIN_VALUE));
    if (year == Integer.MIN_VALUE) {
      int two = value(TimeField.YY, value(TimeField.Y, Integer.MIN_VALUE));
      int three = value(TimeField.YYY, Integer.MIN_VALUE);
      year =
          two != Integer.MIN_VALUE ? nearest(two) : three != Integer.MIN_VALUE ? three + 1000 : 0;
    }
    return isBeforeChrist ? 1 - year : year;
  }

  /** Two digits mean the year that is nearest to 2020. */
  private static int nearest(int two) {
    return two < 70 ? two + 2000 : two < 100 ? two + 1900 : two;
  }

  private LocalTime time() {
    Long ofDay = values.get(TimeField.SSSSS);
    if (ofDay == null) {
      ofDay = values.get(TimeField.SSSS);
    }
    if (ofDay != null) {
      return LocalTime.ofSecondOfDay(ofDay);
    }
    int hour = value(TimeField.HH24, -1);
    if (hour < 0) {
      hour = value(TimeField.HH12, value(TimeField.HH, 0));
      boolean isOfClock = values.containsKey(TimeField.HH12) || values.containsKey(TimeField.HH);
      if (isOfClock && (hour < 1 || hour > 12)) {
        throw new DatastoreException(
                ErrorCode.INVALID_DATETIME_FORMAT,
                "hour \"%d\" is invalid for the 12-hour clock".formatted(hour))
            .withHint("Use the 24-hour clock, or give an hour between 1 and 12.");
      }
      hour = isOfClock ? hour % 12 + (isAfternoon ? 12 : 0) : 0;
    }
    return LocalTime.of(
        hour, value(TimeField.MI, 0), value(TimeField.SS, 0), value(TimeField.US, 0) * 1000);
  }

  private int value(TimeField field, int otherwise) {
    Long value = values.get(field);
    return value == null ? otherwise : Math.toIntExact(value);
  }

  private DatastoreException invalid(TimeTemplate.Part part, String detail) {
    int end = Math.min(text.length(), at + Math.max(1, part.written().length()));
    return new DatastoreException(
            ErrorCode.INVALID_DATETIME_FORMAT,
            "invalid value \"%s\" for \"%s\"".formatted(text.substring(at, end), part.written()))
        .withDetail(detail);
  }
}
