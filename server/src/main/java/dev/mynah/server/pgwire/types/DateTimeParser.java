// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.spi.error.DatastoreException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times in ISO form, as drivers send them: {@code 2024-02-29 12:30:00.5+02 BC}.
 * Like in PostgreSQL a date ignores time and zone, and a timestamp without zone ignores the zone.
 */
final class DateTimeParser {
  private static final String DATE = "(?<year>[0-9]{4,6})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})";
  private static final String TIME =
      "(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})([.](?<fraction>[0-9]*))?)?";
  private static final String ZONE =
      "(?<zone>[Zz]|[Uu][Tt][Cc]|[A-Z][A-Za-z_]+/[A-Za-z_/]+"
          + "|(?<sign>[+-])(?<zoneHour>[0-9]{1,2})(:?(?<zoneMinute>[0-9]{2})(:?(?<zoneSecond>[0-9]{2}))?)?)";
  private static final Pattern DATE_TIME =
      Pattern.compile(
          DATE + "([ Tt]\\s*" + TIME + ")?(\\s*" + ZONE + ")?(?<era>\\s+([Bb][Cc]|[Aa][Dd]))?");
  private static final Pattern TIME_ONLY = Pattern.compile(TIME + "(\\s*" + ZONE + ")?");

  private DateTimeParser() {}

  static Object parseDate(String text) {
    Optional<String> infinity = infinity(text);
    return infinity.isPresent() ? infinity.get() : date(match(text, "date"), text);
  }

  static Object parseTime(String text) {
    Matcher matcher = TIME_ONLY.matcher(text.strip());
    if (!matcher.matches()) {
      throw InputErrors.dateTimeSyntax("time", text);
    }
    if (matcher.group("hour").equals("24")) {
      return endOfDay(matcher, text);
    }
    return time(matcher, text);
  }

  /** Java has no 24:00:00. */
  private static String endOfDay(Matcher matcher, String text) {
    String second = matcher.group("second");
    String fraction = matcher.group("fraction");
    boolean exact =
        matcher.group("minute").equals("00")
            && (second == null || second.equals("00"))
            && (fraction == null || fraction.chars().allMatch(digit -> digit == '0'));
    if (!exact) {
      throw InputErrors.dateTimeField(text);
    }
    return "24:00:00";
  }

  static Object parseTimestamp(String text) {
    Optional<String> infinity = infinity(text);
    return infinity.isPresent() ? infinity.get() : dateTime(match(text, "timestamp"), text);
  }

  static Object parseTimestampWithZone(String text, ZoneId sessionZone) {
    Optional<String> infinity = infinity(text);
    if (infinity.isPresent()) {
      return infinity.get();
    }
    Matcher matcher = match(text, "timestamp with time zone");
    LocalDateTime local = dateTime(matcher, text);
    try {
      return local.atZone(zone(matcher, sessionZone)).toOffsetDateTime();
    } catch (DateTimeException e) {
      throw unknownZone(text, e);
    }
  }

  private static DatastoreException unknownZone(String text, DateTimeException cause) {
    return InputErrors.dateTimeSyntax("timestamp with time zone", text).withCause(cause);
  }

  private static Optional<String> infinity(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "infinity", "+infinity" -> Optional.of("infinity");
      case "-infinity" -> Optional.of("-infinity");
      default -> Optional.empty();
    };
  }

  private static Matcher match(String text, String typeName) {
    Matcher matcher = DATE_TIME.matcher(text.strip());
    if (!matcher.matches()) {
      throw InputErrors.dateTimeSyntax(typeName, text);
    }
    return matcher;
  }

  private static LocalDateTime dateTime(Matcher matcher, String text) {
    LocalDate date = date(matcher, text);
    String hour = matcher.group("hour");
    if (hour == null) {
      return date.atStartOfDay();
    }
    if (hour.equals("24")) {
      endOfDay(matcher, text);
      return date.plusDays(1).atStartOfDay();
    }
    return date.atTime(time(matcher, text));
  }

  private static LocalDate date(Matcher matcher, String text) {
    int year = number(matcher, "year");
    String era = matcher.group("era");
    boolean beforeChrist = era != null && era.strip().equalsIgnoreCase("BC");
    if (year == 0) {
      throw InputErrors.dateTimeField(text);
    }
    try {
      return LocalDate.of(
          beforeChrist ? 1 - year : year, number(matcher, "month"), number(matcher, "day"));
    } catch (DateTimeException e) {
      throw InputErrors.dateTimeField(text).withCause(e);
    }
  }

  private static LocalTime time(Matcher matcher, String text) {
    String fraction = matcher.group("fraction");
    int second = number(matcher, "second");
    try {
      // A leap second is the first second of the next minute.
      LocalTime time =
          LocalTime.of(
              number(matcher, "hour"), number(matcher, "minute"), second == 60 ? 0 : second);
      return (second == 60 ? time.plusMinutes(1) : time).plusNanos(nanos(fraction));
    } catch (DateTimeException e) {
      throw InputErrors.dateTimeField(text).withCause(e);
    }
  }

  /** Rounds to microseconds. */
  private static long nanos(@Nullable String fraction) {
    return fraction == null || fraction.isEmpty()
        ? 0
        : Math.round(Double.parseDouble("0." + fraction) * 1e6) * 1000;
  }

  private static ZoneId zone(Matcher matcher, ZoneId sessionZone) {
    String zone = matcher.group("zone");
    if (zone == null) {
      return sessionZone;
    }
    if (matcher.group("sign") == null) {
      return zone.contains("/") ? ZoneId.of(zone) : ZoneOffset.UTC;
    }
    int sign = matcher.group("sign").equals("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutesSeconds(
        sign * number(matcher, "zoneHour"),
        sign * number(matcher, "zoneMinute"),
        sign * number(matcher, "zoneSecond"));
  }

  /** Returns 0 for what is not given. */
  private static int number(Matcher matcher, String group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
