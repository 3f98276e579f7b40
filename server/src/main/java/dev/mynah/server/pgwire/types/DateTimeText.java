// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.server.pgwire.messages.WireBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneRules;

/** Dates and times as PostgreSQL prints them with DateStyle ISO. */
final class DateTimeText {
  static final long MICROS_PER_SECOND = 1_000_000;
  static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  private DateTimeText() {}

  /** Writes days since 1970-01-01; the two ends of 32 bits are the infinities. */
  static void writeDate(long days, WireBuffer out) {
    if (days >= Integer.MAX_VALUE) {
      out.text("infinity");
    } else if (days <= -Integer.MAX_VALUE) {
      out.text("-infinity");
    } else {
      writeEra(writeYearMonthDay(days, out), out);
    }
  }

  /** Writes microseconds of the day; 24:00:00 is one. */
  static void writeTime(long micros, WireBuffer out) {
    long seconds = micros / MICROS_PER_SECOND;
    out.digits(seconds / 3600, 2);
    out.int8(':');
    out.digits(seconds / 60 % 60, 2);
    out.int8(':');
    out.digits(seconds % 60, 2);
    writeFraction((int) (micros % MICROS_PER_SECOND), out);
  }

  /** Writes microseconds since 1970-01-01; the two ends of 64 bits are the infinities. */
  static void writeTimestamp(long micros, WireBuffer out) {
    if (!writeInfinity(micros, out)) {
      writeEra(writeDateAndTime(micros, out), out);
    }
  }

  /** Writes microseconds since 1970-01-01 UTC as the clocks of the zone show them. */
  static void writeTimestampWithZone(long micros, ZoneRules zone, WireBuffer out) {
    if (writeInfinity(micros, out)) {
      return;
    }
    int offset = offsetSeconds(micros, zone);
    boolean ourEra = writeDateAndTime(micros + offset * MICROS_PER_SECOND, out);
    writeOffset(offset, out);
    writeEra(ourEra, out);
  }

  private static int offsetSeconds(long micros, ZoneRules zone) {
    Instant instant =
        zone.isFixedOffset()
            ? Instant.EPOCH
            : Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND));
    return zone.getOffset(instant).getTotalSeconds();
  }

  private static boolean writeInfinity(long micros, WireBuffer out) {
    if (micros == Long.MAX_VALUE) {
      out.text("infinity");
    } else if (micros <= -Long.MAX_VALUE) {
      out.text("-infinity");
    } else {
      return false;
    }
    return true;
  }

  private static boolean writeDateAndTime(long micros, WireBuffer out) {
    boolean ourEra = writeYearMonthDay(Math.floorDiv(micros, MICROS_PER_DAY), out);
    out.int8(' ');
    writeTime(Math.floorMod(micros, MICROS_PER_DAY), out);
    return ourEra;
  }

  /** Returns whether the year is after Christ. */
  private static boolean writeYearMonthDay(long days, WireBuffer out) {
    LocalDate date = LocalDate.ofEpochDay(days);
    int year = date.getYear();
    out.digits(year > 0 ? year : 1L - year, 4);
    out.int8('-');
    out.digits(date.getMonthValue(), 2);
    out.int8('-');
    out.digits(date.getDayOfMonth(), 2);
    return year > 0;
  }

  private static void writeEra(boolean ourEra, WireBuffer out) {
    if (!ourEra) {
      out.text(" BC");
    }
  }

  private static void writeFraction(int micros, WireBuffer out) {
    if (micros == 0) {
      return;
    }
    int digits = micros;
    int width = 6;
    while (digits % 10 == 0) {
      digits /= 10;
      width--;
    }
    out.int8('.');
    out.digits(digits, width);
  }

  /** Writes the seconds that clocks are ahead of UTC. */
  static void writeOffset(int seconds, WireBuffer out) {
    out.int8(seconds < 0 ? '-' : '+');
    int rest = Math.abs(seconds);
    out.digits(rest / 3600, 2);
    if (rest % 3600 != 0) {
      out.int8(':');
      out.digits(rest / 60 % 60, 2);
    }
    if (rest % 60 != 0) {
      out.int8(':');
      out.digits(rest % 60, 2);
    }
  }
}
