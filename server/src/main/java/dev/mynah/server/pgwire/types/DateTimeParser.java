// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.spi.error.DatastoreException;
import java.time.DateTimeException;
import java.time.Instant;
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
          DATE
              + "([ Tt]\\s*"
              + TIME
              + ")?(?<era>\\s+([Bb][Cc]|[Aa][Dd]))?(\\s*"
              + ZONE
              + ")?(?<lastEra>\\s+([Bb][Cc]|[Aa][Dd]))?");

  /** A date before a time of day says nothing. */
  private static final Pattern TIME_ONLY =
      Pattern.compile("(" + DATE + "[ Tt]\\s*)?" + TIME + "(\\s*" + ZONE + ")?");

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
    long micros = microsOfDay(matcher, text);
    // Java has no 24:00:00.
    return micros == DateTimeText.MICROS_PER_DAY
        ? "24:00:00"
        : LocalTime.ofNanoOfDay(micros * 1000);
  }

  /** Returns the text of a time with an offset; without one, it gets that of the session now. */
  static String parseTimeWithZone(String text, ZoneId sessionZone) {
    Matcher matcher = TIME_ONLY.matcher(text.strip());
    if (!matcher.matches()) {
      throw InputErrors.dateTimeSyntax("time with time zone", text);
    }
    long micros = microsOfDay(matcher, text) % DateTimeText.MICROS_PER_DAY;
    try {
      return ZonedTime.text(
          LocalTime.ofNanoOfDay(micros * 1000)
              .atOffset(zone(matcher, sessionZone).getRules().getOffset(Instant.now())));
    } catch (DateTimeException e) {
      throw InputErrors.dateTimeSyntax("time with time zone", text).withCause(e);
    }
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
    return matcher.group("hour") == null
        ? date.atStartOfDay()
        : date.atStartOfDay().plusNanos(microsOfDay(matcher, text) * 1000);
  }

  private static LocalDate date(Matcher matcher, String text) {
    int year = number(matcher, "year");
    String era = matcher.group("lastEra") == null ? matcher.group("era") : matcher.group("lastEra");
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

  /** A leap second is the first second of the next minute; the end of a day is 24:00:00. */
  private static long microsOfDay(Matcher matcher, String text) {
    int hour = number(matcher, "hour");
    int minute = number(matcher, "minute");
    int second = number(matcher, "second");
    long micros =
        (hour * 3600L + minute * 60L + second) * DateTimeText.MICROS_PER_SECOND
            + fractionMicros(matcher.group("fraction"));
    if (minute > 59 || second > 60 || micros > DateTimeText.MICROS_PER_DAY) {
      throw InputErrors.dateTimeField(text);
    }
    return micros;
  }

  private static long fractionMicros(@Nullable String fraction) {
    return fraction == null || fraction.isEmpty()
        ? 0
        : Math.round(Double.parseDouble("0." + fraction) * DateTimeText.MICROS_PER_SECOND);
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
