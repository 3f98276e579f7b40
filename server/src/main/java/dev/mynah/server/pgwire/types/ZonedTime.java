// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.server.pgwire.messages.WireBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/** Times of day with an offset from UTC, which the contracts have as texts. */
final class ZonedTime {
  static final int SIZE = 12;

  private ZonedTime() {}

  /** Writes {@code 12:30:00.5+02} in PostgreSQL's binary form: microseconds and seconds west. */
  static void write(String text, WireBuffer out) {
    int sign = Math.max(text.indexOf('+'), text.indexOf('-'));
    LocalTime time = LocalTime.parse(text.substring(0, sign));
    out.int64(time.toNanoOfDay() / 1000);
    out.int32(-ZoneOffset.of(text.substring(sign)).getTotalSeconds());
  }

  /** Reads a time in PostgreSQL's binary form. */
  static String parse(ByteBuffer value) {
    long micros = value.getLong();
    int west = value.getInt();
    if (micros < 0
        || micros >= DateTimeText.MICROS_PER_DAY
        || Math.abs((long) west) > ZoneOffset.MAX.getTotalSeconds()) {
      throw BinaryFormat.invalid();
    }
    return text(LocalTime.ofNanoOfDay(micros * 1000).atOffset(ZoneOffset.ofTotalSeconds(-west)));
  }

  /** Returns it as PostgreSQL prints it. */
  static String text(OffsetTime time) {
    WireBuffer out = new WireBuffer(24);
    DateTimeText.writeTime(time.toLocalTime().toNanoOfDay() / 1000, out);
    DateTimeText.writeOffset(time.getOffset().getTotalSeconds(), out);
    return new String(out.toByteArray(), StandardCharsets.US_ASCII);
  }
}
