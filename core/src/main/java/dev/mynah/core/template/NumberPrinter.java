// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.template;

import dev.mynah.core.template.NumberTemplate.Kind;
import dev.mynah.core.template.NumberTemplate.Part;

/** Prints one number by a template, from its digits. */
final class NumberPrinter {
  private final NumberTemplate template;
  private final String whole;
  private final String fraction;
  private final boolean isNegative;
  private final int significant;
  private final String sign;
  private final int shown;
  private final StringBuilder out = new StringBuilder();
  private boolean started;
  private boolean fractional;
  private int digit;

  /**
   * @param whole its digits before the point, without leading zeros
   * @param fraction as many digits as the template has behind the point
   */
  NumberPrinter(NumberTemplate template, String whole, String fraction, boolean isNegative) {
    this.template = template;
    this.whole = "0".repeat(template.before() - whole.length()) + whole;
    this.fraction = fraction;
    this.isNegative = isNegative;
    this.significant = whole.length();
    this.sign = sign();
    this.shown = shown();
  }

  String print() {
    for (Part part : template.parts()) {
      switch (part.kind()) {
        case NINE, ZERO -> digit(part.kind());
        case POINT -> point();
        case GROUP -> out.append(started ? "," : blank());
        case SIGN -> {
          if (started) {
            out.append(isNegative ? '-' : '+');
          }
        }
        case MINUS -> out.append(isNegative ? "-" : blank());
        case PLUS -> out.append(isNegative ? blank() : "+");
        case EITHER -> out.append(isNegative ? '-' : '+');
        case BRACKETS -> out.append(isNegative ? ">" : blank());
        case ORDINAL -> out.append(ordinal(part.text()));
        case CURRENCY -> out.append(blank());
        case TEXT -> out.append(part.text());
      }
    }
    return out.toString();
  }

  private String blank() {
    return template.isShort() ? "" : " ";
  }

  private void digit(Kind kind) {
    if (fractional) {
      if (digit < shown) {
        out.append(fraction.charAt(digit));
      }
    } else {
      if (kind == Kind.ZERO || template.before() - digit <= significant) {
        start();
      }
      out.append(started ? String.valueOf(whole.charAt(digit)) : blank());
    }
    digit++;
  }

  private void point() {
    start();
    out.append('.');
    fractional = true;
    digit = 0;
  }

  /** The sign stands before the first digit, behind the blanks. */
  private void start() {
    if (!started) {
      out.append(sign);
      started = true;
    }
  }

  private String sign() {
    if (isSignInFront()) {
      return isNegative ? "-" : "+";
    }
    if (template.has(Kind.BRACKETS)) {
      return isNegative ? "<" : blank();
    }
    boolean isElsewhere =
        template.has(Kind.SIGN) || template.has(Kind.MINUS) || template.has(Kind.EITHER);
    return isElsewhere ? "" : isNegative ? "-" : blank();
  }

  private boolean isSignInFront() {
    for (Part part : template.parts()) {
      if (part.kind() == Kind.SIGN) {
        return true;
      }
      if (part.kind() == Kind.NINE || part.kind() == Kind.ZERO) {
        return false;
      }
    }
    return false;
  }

  private String ordinal(String suffix) {
    boolean hasNone = isNegative || whole.startsWith("#");
    return hasNone ? "" : TimePrinter.ordinal(Long.parseLong("0" + lastTwo()), suffix);
  }

  private String lastTwo() {
    return whole.substring(Math.max(0, whole.length() - 2));
  }

  /** FM leaves out zeros at the end that only nines ask for. */
  private int shown() {
    if (!template.isShort() || fraction.startsWith("#")) {
      return fraction.length();
    }
    int last = 0;
    int at = 0;
    boolean behind = false;
    for (Part part : template.parts()) {
      behind |= part.kind() == Kind.POINT;
      if (behind && (part.kind() == Kind.NINE || part.kind() == Kind.ZERO)) {
        at++;
        if (part.kind() == Kind.ZERO || fraction.charAt(at - 1) != '0') {
          last = at;
        }
      }
    }
    return last;
  }
}
