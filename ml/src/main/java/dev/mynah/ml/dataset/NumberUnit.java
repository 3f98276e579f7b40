// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

import dev.mynah.spi.data.DataType.Kind;

/**
 * The unit in which values of a type are learnt from: points in time in days since 1970-01-01,
 * times of day in hours, booleans as 0 and 1, numbers as they are.
 */
public final class NumberUnit {
  private static final double MICROSECONDS_A_DAY = 86_400e6;
  private static final double MICROSECONDS_AN_HOUR = 3_600e6;

  private NumberUnit() {}

  /** Tells whether values of the type are quantities; all others are texts. */
  public static boolean isQuantity(Kind kind) {
    return switch (kind) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> true;
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
      case TEXT, JSON, BYTES, UUID, INTERVAL, OTHER, ARRAY, UNKNOWN -> false;
    };
  }

  /** Converts the first {@code rows} values, as an engine gives them, to their unit. */
  public static void convert(Kind kind, double[] values, int rows) {
    double divisor =
        switch (kind) {
          case TIMESTAMP, TIMESTAMPTZ -> MICROSECONDS_A_DAY;
          case TIME -> MICROSECONDS_AN_HOUR;
          default -> 1;
        };
    if (divisor != 1) {
      for (int row = 0; row < rows; row++) {
        values[row] /= divisor;
      }
    }
  }
}
