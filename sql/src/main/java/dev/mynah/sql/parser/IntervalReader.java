// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lengths of time: {@code '90 seconds'}, {@code '1 hour 30 min'}, {@code '1:30:00'}, {@code
 * 'PT5M'}; a bare number is seconds. Months and years have no fixed length and are refused.
 */
final class IntervalReader {
  private static final int MOST_CHARACTERS = 100;
  private static final Pattern PART =
      Pattern.compile("\\s*(\\d{1,12}(?:\\.\\d{1,9})?)\\s*([a-z]*)\\s*,?");
  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,6}):([0-5]?\\d)(?::([0-5]?\\d(?:\\.\\d{1,9})?))?");
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private IntervalReader() {}

  /** Passes a literal that holds a length of time above zero. */
  static Duration interval(TokenCursor cursor, String what) {
    int position = cursor.position();
    String text = cursor.string(what);
    return parse(text)
        .filter(Duration::isPositive)
        .orElseThrow(() ->
            cursor
                .error("%s \"%s\" is not a length of time".formatted(what, text), position)
                .withHint("Write it like '90 seconds', '1 hour 30 minutes' or '2 days'."));
  }

  /** Returns the length of time, or empty when the text is none. */
  static Optional<Duration> parse(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    if (trimmed.isEmpty() || trimmed.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    if (trimmed.startsWith("p")) {
      return iso(trimmed);
    }
    Matcher clock = CLOCK.matcher(trimmed);
    if (clock.matches()) {
      BigDecimal seconds = new BigDecimal(clock.group(3) == null ? "0" : clock.group(3));
      return Optional.of(
          Duration.ofHours(Long.parseLong(clock.group(1)))
              .plusMinutes(Long.parseLong(clock.group(2)))
              .plus(times(seconds, 1)));
    }
    return words(trimmed);
  }

  private static Optional<Duration> iso(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException wrong) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> words(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int at = 0;
    while (at < text.length()) {
      if (!part.find(at) || part.start() != at) {
        return Optional.empty();
      }
      boolean alone = at == 0 && part.end() == text.length();
      long unitSeconds = secondsOf(part.group(2), alone);
      if (unitSeconds < 0) {
        return Optional.empty();
      }
      BigDecimal amount = new BigDecimal(part.group(1));
      sum =
          sum.plus(
              unitSeconds == 0 ? times(amount, 1).dividedBy(1000) : times(amount, unitSeconds));
      at = part.end();
    }
    return Optional.of(sum);
  }

  private static Duration times(BigDecimal amount, long unitSeconds) {
    BigDecimal nanos = amount.multiply(BigDecimal.valueOf(unitSeconds)).multiply(NANOS);
    BigDecimal[] parts = nanos.setScale(0, RoundingMode.HALF_UP).divideAndRemainder(NANOS);
    return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
  }

  /** Returns the unit's seconds, 0 for milliseconds, -1 for no unit. */
  private static long secondsOf(String unit, boolean alone) {
    return switch (unit) {
      case "ms", "msec", "msecs", "millisecond", "milliseconds" -> 0;
      case "s", "sec", "secs", "second", "seconds" -> 1;
      case "m", "min", "mins", "minute", "minutes" -> 60;
      case "h", "hr", "hrs", "hour", "hours" -> 3_600;
      case "d", "day", "days" -> 86_400;
      case "w", "week", "weeks" -> 604_800;
      case "" -> alone ? 1 : -1;
      default -> -1;
    };
  }
}
