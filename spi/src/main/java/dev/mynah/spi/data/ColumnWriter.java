// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.data;

/**
 * Where a function puts its results, one value a row. Each row is written exactly once, with the
 * method of the result's type or with {@link #setNull}.
 */
public interface ColumnWriter {
  void setNull(int row);

  void setBoolean(int row, boolean value);

  /** Writes a whole number, or a date or time in the unit of {@link DataType.Kind}. */
  void setLong(int row, long value);

  void setDouble(int row, double value);

  void setText(int row, String value);
}
