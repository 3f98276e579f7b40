// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.time.YearMonth;

/** Recognises dates that were stored as whole numbers: 20240501. */
final class DateForm {
  private static final int FIRST = 1900_01_01;
  private static final int LAST = 2100_12_31;

  private DateForm() {}

  /** Tells whether every value that is there reads as yyyymmdd from 1900 to 2100. */
  static boolean fits(double[] values, int[] rows) {
    boolean any = false;
    for (int row : rows) {
      double value = values[row];
      if (!Double.isNaN(value)) {
        if (!isDate(value)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static boolean isDate(double value) {
    if (value < FIRST || value > LAST || value != Math.rint(value)) {
      return false;
    }
    int number = (int) value;
    int month = number / 100 % 100;
    int day = number % 100;
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(number / 10_000, month).lengthOfMonth();
  }
}
