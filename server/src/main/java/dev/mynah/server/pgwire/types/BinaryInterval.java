// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.server.pgwire.messages.WireBuffer;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Intervals in PostgreSQL's binary form: microseconds, days and months, each with its own sign. */
final class BinaryInterval {
  static final int SIZE = 16;

  private static final int MONTHS_PER_YEAR = 12;
  private static final long SECONDS_PER_MINUTE = 60;
  private static final int MICROS_DIGITS = 6;

  /** As the engine prints it: {@code -1 year 2 months -3 days -04:05:06.007}. */
  private static final Pattern PRINTED =
      Pattern.compile(
          "(?:(-?\\d+) years? ?)?(?:(-?\\d+) (?:months?|mons?) ?)?(?:(-?\\d+) days? ?)?"
              + "(?:(-)?(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?)?");

  private BinaryInterval() {}

  /** Writes an interval that the engine has printed. */
  static void write(String printed, WireBuffer out) {
    Matcher matcher = PRINTED.matcher(printed);
    if (!matcher.matches()) {
      throw new IllegalStateException("not an interval: " + printed);
    }
    out.int64(micros(matcher));
    out.int32((int) number(matcher.group(3)));
    out.int32((int) (number(matcher.group(1)) * MONTHS_PER_YEAR + number(matcher.group(2))));
  }

  private static long micros(Matcher matcher) {
    String fraction = Objects.requireNonNullElse(matcher.group(8), "");
    long minutes = number(matcher.group(5)) * SECONDS_PER_MINUTE + number(matcher.group(6));
    long micros =
        (minutes * SECONDS_PER_MINUTE + number(matcher.group(7))) * DateTimeText.MICROS_PER_SECOND
            + number(fraction + "0".repeat(MICROS_DIGITS - fraction.length()));
    return matcher.group(4) == null ? micros : -micros;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** Reads an interval as a text that the engine reads. */
  static String parse(ByteBuffer value) {
    long micros = value.getLong();
    int days = value.getInt();
    int months = value.getInt();
    return "%d months %d days %d microseconds".formatted(months, days, micros);
  }
}
