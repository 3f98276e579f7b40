// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.ml.dataset.TextValues;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The text of a class: a value of the target's type, as SQL reads it back. */
final class LabelText {
  /** Whole numbers up to here print without an exponent. */
  private static final double PLAIN_LIMIT = 1e15;

  private LabelText() {}

  /** Returns the label of a row that has one. */
  static String of(DataType type, ColumnValues values, int row) {
    return switch (values) {
      case TextValues texts -> texts.dictionary().get(texts.codes()[row]);
      case NumberValues numbers -> {
        long[] exact = numbers.exact();
        yield exact == null ? of(type, numbers.values()[row]) : Long.toString(exact[row]);
      }
    };
  }

  /** Returns the label of a row that is not NULL, in the words of the type trained with. */
  static String of(DataType type, ColumnVector vector, int row) {
    return switch (vector.type().kind()) {
      case BOOLEAN -> of(type, vector.booleanAt(row) ? 1 : 0);
      case SMALLINT, INTEGER, BIGINT ->
          type.kind().isInteger()
              ? Long.toString(vector.longAt(row))
              : of(type, (double) vector.longAt(row));
      case DECIMAL, REAL, DOUBLE, DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
          of(type, vector.doubleAt(row));
      case TEXT, JSON, BYTES, UUID, INTERVAL, OTHER, ARRAY, UNKNOWN -> vector.textAt(row);
    };
  }

  private static String of(DataType type, double value) {
    return switch (type.kind()) {
      case BOOLEAN -> value == 0 ? "false" : "true";
      case DECIMAL ->
          BigDecimal.valueOf(value).setScale(type.scale(), RoundingMode.HALF_EVEN).toPlainString();
      case REAL -> whole(value) ? wholeText(value) + ".0" : Float.toString((float) value);
      case DOUBLE -> whole(value) ? wholeText(value) + ".0" : Double.toString(value);
      default -> whole(value) ? wholeText(value) : Double.toString(value);
    };
  }

  private static boolean whole(double value) {
    return value == Math.rint(value) && Math.abs(value) < PLAIN_LIMIT;
  }

  private static String wholeText(double value) {
    return Long.toString((long) value);
  }
}
