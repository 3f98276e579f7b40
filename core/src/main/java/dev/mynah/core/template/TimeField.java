// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.template;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a template of dates and times can name; the longer of two that fit is meant. */
enum TimeField {
  HH24(2),
  HH12(2),
  HH(2),
  MI(2),
  SSSSS(5),
  SSSS(5),
  SS(2),
  MS(3),
  US(6),
  FF1(1),
  FF2(2),
  FF3(3),
  FF4(4),
  FF5(5),
  FF6(6),
  YYYY(4),
  YYY(3),
  YY(2),
  Y(1),
  IYYY(4),
  IYY(3),
  IY(2),
  I(1),
  MONTH(0),
  MON(0),
  MM(2),
  DAY(0),
  DY(0),
  DDD(3),
  DD(2),
  D(1),
  IDDD(3),
  ID(1),
  WW(2),
  IW(2),
  W(1),
  CC(2),
  J(0),
  Q(1),
  RM(0),
  AM(0),
  PM(0),
  AD(0),
  BC(0),
  TZH(0),
  TZM(2),
  TZ(0),
  OF(0);

  private static final List<TimeField> LONGEST_FIRST =
      Arrays.stream(values())
          .sorted(Comparator.comparingInt((TimeField field) -> -field.name().length()))
          .toList();

  private final int digits;

  TimeField(int digits) {
    this.digits = digits;
  }

  /** How many digits it has, 0 for words and for numbers of any length. */
  int digits() {
    return digits;
  }

  /** Tells whether how it is written says how the value is to be written. */
  boolean isWord() {
    return switch (this) {
      case MONTH, MON, DAY, DY, RM, AM, PM, AD, BC, TZ -> true;
      default -> false;
    };
  }

  /** Returns the field whose name stands at a place of a template; null for none. */
  static @Nullable TimeField at(String template, int at) {
    for (TimeField field : LONGEST_FIRST) {
      if (template.regionMatches(true, at, field.name(), 0, field.name().length())
          && (!field.isWord() || isOfOneCase(template, at, field.name()))) {
        return field;
      }
    }
    return null;
  }

  private static boolean isOfOneCase(String template, int at, String name) {
    String written = template.substring(at, at + name.length());
    String lower = name.toLowerCase(Locale.ROOT);
    return written.equals(name)
        || written.equals(lower)
        || written.equals(name.charAt(0) + lower.substring(1));
  }
}
