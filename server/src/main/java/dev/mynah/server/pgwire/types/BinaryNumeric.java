// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;

/**
 * PostgreSQL's binary numeric: digits to the base of 10,000, the weight of the first one, the sign
 * and how many decimal digits to show behind the point.
 */
final class BinaryNumeric {
  private static final int BASE_DIGITS = 4;
  private static final BigInteger BASE = BigInteger.valueOf(10_000);
  private static final int NEGATIVE = 0x4000;

  private BinaryNumeric() {}

  static void write(BigDecimal value, WireBuffer out) {
    int scale = Math.max(0, value.scale());
    int fractionDigits = (scale + BASE_DIGITS - 1) / BASE_DIGITS;
    BigInteger rest = value.abs().setScale(fractionDigits * BASE_DIGITS).unscaledValue();
    int count = 0;
    int[] digits = new int[rest.bitLength() / 13 + 1];
    while (rest.signum() != 0) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      digits[count++] = parts[1].intValue();
      rest = parts[0];
    }
    out.int16(count);
    out.int16(count == 0 ? 0 : count - fractionDigits - 1);
    out.int16(value.signum() < 0 ? NEGATIVE : 0);
    out.int16(scale);
    for (int index = count - 1; index >= 0; index--) {
      out.int16(digits[index]);
    }
  }

  static BigDecimal parse(ByteBuffer buffer) {
    if (buffer.remaining() < 8) {
      throw BinaryFormat.invalid();
    }
    int count = buffer.getShort() & 0xffff;
    int weight = buffer.getShort();
    int sign = buffer.getShort() & 0xffff;
    int scale = buffer.getShort() & 0xffff;
    if (sign != 0 && sign != NEGATIVE) {
      throw new DatastoreException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "numeric NaN and infinity are not supported");
    }
    if (buffer.remaining() != 2 * count) {
      throw BinaryFormat.invalid();
    }
    // Digit by digit as text: to build the number by multiplication takes quadratic time.
    StringBuilder digits = new StringBuilder(BASE_DIGITS * count + 1).append('0');
    for (int index = 0; index < count; index++) {
      int digit = buffer.getShort();
      if (digit < 0 || digit >= 10_000) {
        throw BinaryFormat.invalid();
      }
      digits.append(Integer.toString(10_000 + digit), 1, BASE_DIGITS + 1);
    }
    BigDecimal value =
        new BigDecimal(new BigInteger(digits.toString()), BASE_DIGITS * (count - 1 - weight))
            .setScale(scale, RoundingMode.DOWN);
    return sign == NEGATIVE ? value.negate() : value;
  }
}
