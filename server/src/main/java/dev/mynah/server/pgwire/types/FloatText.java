// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.server.pgwire.messages.WireBuffer;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Floating-point numbers as PostgreSQL prints them: the fewest digits that read back as the same
 * number, with an exponent below 1e-4 and from 1e15 (double) or 1e6 (real) on.
 */
final class FloatText {
  private static final int DOUBLE_POINT_LIMIT = 15;
  private static final int REAL_POINT_LIMIT = 6;

  /** Below, numbers have so few bits that one digit may do where Java prints two. */
  private static final double DOUBLE_FEW_BITS = 1e-320;

  private static final float REAL_FEW_BITS = 1e-42f;

  /** From here on all numbers are whole, and the middle between two of them has few digits. */
  private static final double DOUBLE_WHOLE_ONLY = 0x1p53;

  private static final float REAL_WHOLE_ONLY = 0x1p24f;

  private FloatText() {}

  static void write(double value, WireBuffer out) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15 && value != 0) {
      out.digits((long) value);
      return;
    }
    if (special(value, out)) {
      return;
    }
    String text = Double.toString(Math.abs(value));
    if (Math.abs(value) < DOUBLE_FEW_BITS) {
      String shorter = oneDigit(text);
      text = Double.parseDouble(shorter) == Math.abs(value) ? shorter : text;
    }
    if (Math.abs(value) >= DOUBLE_WHOLE_ONLY) {
      double size = Math.abs(value);
      text = inside(text, size, Math.nextDown(size), Math.nextUp(size));
    }
    write(value < 0, text, DOUBLE_POINT_LIMIT, out);
  }

  static void writeReal(float value, WireBuffer out) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6f && value != 0) {
      out.digits((long) value);
      return;
    }
    if (special(value, out)) {
      return;
    }
    String text = Float.toString(Math.abs(value));
    if (Math.abs(value) < REAL_FEW_BITS) {
      String shorter = oneDigit(text);
      text = Float.parseFloat(shorter) == Math.abs(value) ? shorter : text;
    }
    if (Math.abs(value) >= REAL_WHOLE_ONLY) {
      float size = Math.abs(value);
      text = inside(text, size, Math.nextDown(size), Math.nextUp(size));
    }
    write(value < 0, text, REAL_POINT_LIMIT, out);
  }

  private static boolean special(double value, WireBuffer out) {
    if (Double.isNaN(value)) {
      out.text("NaN");
    } else if (Double.isInfinite(value)) {
      out.text(value > 0 ? "Infinity" : "-Infinity");
    } else if (value == 0) {
      out.text(1 / value < 0 ? "-0" : "0");
    } else {
      return false;
    }
    return true;
  }

  /** Rounds a text like {@code 4.9E-324} to one digit. */
  private static String oneDigit(String text) {
    int exponent = text.indexOf('E');
    long digit = Math.round(Double.parseDouble(text.substring(0, exponent)));
    return digit + ".0" + text.substring(exponent);
  }

  /**
   * Takes more digits where the text stands exactly in the middle between the value and the next:
   * Java trusts the reader to round it to the even one, PostgreSQL does not.
   */
  private static String inside(String text, double value, double below, double above) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal printed = new BigDecimal(text);
    double neighbour = printed.compareTo(exact) < 0 ? below : above;
    if (Double.isInfinite(neighbour)) {
      return text;
    }
    BigDecimal twiceMiddle = exact.add(new BigDecimal(neighbour));
    if (printed.add(printed).compareTo(twiceMiddle) != 0) {
      return text;
    }
    int digits = printed.stripTrailingZeros().precision();
    while (printed.add(printed).compareTo(twiceMiddle) == 0) {
      digits++;
      printed = exact.round(new MathContext(digits));
    }
    String unscaled = printed.unscaledValue().toString();
    int exponent = printed.precision() - printed.scale() - 1;
    return unscaled.charAt(0) + "." + unscaled.substring(1) + "0E" + exponent;
  }

  /** Rewrites Java's text of a positive number. */
  private static void write(boolean negative, String text, int pointLimit, WireBuffer out) {
    int exponentAt = text.indexOf('E');
    String mantissa = exponentAt < 0 ? text : text.substring(0, exponentAt);
    int exponent = exponentAt < 0 ? 0 : Integer.parseInt(text.substring(exponentAt + 1));
    int point = mantissa.indexOf('.');
    String all = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int first = 0;
    while (all.charAt(first) == '0') {
      first++;
    }
    int end = all.length();
    while (all.charAt(end - 1) == '0') {
      end--;
    }
    String digits = all.substring(first, end);
    exponent += point - 1 - first;
    if (negative) {
      out.int8('-');
    }
    if (exponent < -4 || exponent >= pointLimit) {
      scientific(digits, exponent, out);
    } else {
      plain(digits, exponent, out);
    }
  }

  private static void scientific(String digits, int exponent, WireBuffer out) {
    out.int8(digits.charAt(0));
    if (digits.length() > 1) {
      out.int8('.');
      out.text(digits.substring(1));
    }
    out.int8('e');
    out.int8(exponent < 0 ? '-' : '+');
    out.digits(Math.abs(exponent), 2);
  }

  private static void plain(String digits, int exponent, WireBuffer out) {
    if (exponent < 0) {
      out.text("0." + "0".repeat(-exponent - 1) + digits);
    } else if (digits.length() <= exponent + 1) {
      out.text(digits + "0".repeat(exponent + 1 - digits.length()));
    } else {
      out.text(digits.substring(0, exponent + 1));
      out.int8('.');
      out.text(digits.substring(exponent + 1));
    }
  }
}
