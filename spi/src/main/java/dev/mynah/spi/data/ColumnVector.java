// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.data;

import java.math.BigDecimal;

/**
 * The values of one column of a batch.
 *
 * <p>{@link DataType.Kind} says which method reads a value. A method of another kind, or a row that
 * is NULL, fails with {@link IllegalStateException} or gives an unspecified value; ask {@link
 * #isNull} first. Values are valid only as long as the batch is.
 */
public interface ColumnVector {
  DataType type();

  boolean isNull(int row);

  boolean booleanAt(int row);

  /** Reads a whole number, a date or a time in the unit of {@link DataType.Kind}. */
  long longAt(int row);

  /** Reads any numeric kind as a double; decimals and wide integers are rounded. */
  double doubleAt(int row);

  BigDecimal decimalAt(int row);

  /** Reads a text kind. */
  String textAt(int row);

  byte[] bytesAt(int row);

  /**
   * Reads the first {@code rows} values of a numeric, boolean (0 or 1) or temporal (in its unit)
   * column; NULL becomes NaN.
   */
  void doublesInto(double[] target, int rows);
}
