// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.template;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A point in time, or an interval, as the engine prints it.
 *
 * @param date empty for an interval
 * @param year of an interval: whole years
 * @param hour of an interval: any number of hours, negative in a negative one
 * @param offset of a point in time that has a zone
 */
record TimeValue(
    Optional<LocalDate> date,
    int year,
    int month,
    int day,
    long hour,
    int minute,
    int second,
    int micros,
    Optional<ZoneOffset> offset) {
  private static final Pattern POINT =
      Pattern.compile(
          "(-?\\d+)-(\\d\\d)-(\\d\\d)( \\(BC\\))?(?: (\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?)?"
              + "( \\(BC\\))?([+-]\\d\\d(?::\\d\\d){0,2})?");

  private static final Pattern TIME = Pattern.compile("(-?)(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?");
  private static final Pattern UNIT = Pattern.compile("(-?\\d+) (year|month|mon|day)s?");

  private static final int MICRO_DIGITS = 6;

  /** Reads a value; empty for one that is infinite. */
  static Optional<TimeValue> parse(String type, String text) {
    if (type.equals("INTERVAL")) {
      return Optional.of(interval(text));
    }
    if (type.startsWith("TIME") && !type.startsWith("TIMESTAMP")) {
      return Optional.of(ofClock(LocalDate.EPOCH, text));
    }
    Matcher point = POINT.matcher(text);
    if (!point.matches()) {
      return Optional.empty();
    }
    boolean isBeforeChrist = point.group(4) != null || point.group(9) != null;
    int year = Integer.parseInt(point.group(1));
    LocalDate date =
        LocalDate.of(
            isBeforeChrist ? 1 - year : year,
            Integer.parseInt(point.group(2)),
            Integer.parseInt(point.group(3)));
    Optional<ZoneOffset> offset = Optional.ofNullable(point.group(10)).map(ZoneOffset::of);
    if (point.group(5) == null) {
      return Optional.of(of(date, LocalTime.MIDNIGHT, offset));
    }
    LocalTime time =
        LocalTime.of(
            Integer.parseInt(point.group(5)),
            Integer.parseInt(point.group(6)),
            Integer.parseInt(point.group(7)),
            micros(point.group(8)) * 1000);
    return Optional.of(of(date, time, offset));
  }

  private static TimeValue ofClock(LocalDate date, String text) {
    return of(date, LocalTime.parse(text.replaceAll("[+-].*", "")), Optional.empty());
  }

  private static TimeValue of(LocalDate date, LocalTime time, Optional<ZoneOffset> offset) {
    return new TimeValue(
        Optional.of(date),
        date.getYear(),
        date.getMonthValue(),
        date.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond(),
        time.get(ChronoField.MICRO_OF_SECOND),
        offset);
  }

  private static TimeValue interval(String text) {
    int months = 0;
    int days = 0;
    Matcher unit = UNIT.matcher(text);
    while (unit.find()) {
      int count = Integer.parseInt(unit.group(1));
      switch (unit.group(2)) {
        case "year" -> months += 12 * count;
        case "day" -> days += count;
        default -> months += count;
      }
    }
    Matcher time = TIME.matcher(text);
    boolean hasTime = time.find();
    int sign = hasTime && !time.group(1).isEmpty() ? -1 : 1;
    return new TimeValue(
        Optional.empty(),
        months / 12,
        months % 12,
        days,
        hasTime ? sign * Long.parseLong(time.group(2)) : 0,
        hasTime ? sign * Integer.parseInt(time.group(3)) : 0,
        hasTime ? sign * Integer.parseInt(time.group(4)) : 0,
        hasTime ? sign * micros(time.group(5)) : 0,
        Optional.empty());
  }

  private static int micros(@Nullable String fraction) {
    return fraction == null
        ? 0
        : Integer.parseInt((fraction + "000000").substring(0, MICRO_DIGITS));
  }
}
