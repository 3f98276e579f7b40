// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column vector over Java values, for small results.
 *
 * <p>Values are of these classes, or null: Boolean; Long for whole numbers, dates and times in the
 * unit of {@link DataType.Kind}; Double for REAL and DOUBLE; BigDecimal; byte[]; String for the
 * text kinds.
 */
public final class ValueVector implements ColumnVector {
  private final DataType type;
  private final List<@Nullable Object> values;

  public ValueVector(DataType type, List<? extends @Nullable Object> values) {
    this.type = Objects.requireNonNull(type);
    this.values = Collections.unmodifiableList(new ArrayList<@Nullable Object>(values));
  }

  @Override
  public DataType type() {
    return type;
  }

  @Override
  public boolean isNull(int row) {
    return values.get(row) == null;
  }

  private Object at(int row) {
    Object value = values.get(row);
    if (value == null) {
      throw new IllegalStateException("row " + row + " is NULL");
    }
    return value;
  }

  @Override
  public boolean booleanAt(int row) {
    return (Boolean) at(row);
  }

  @Override
  public long longAt(int row) {
    return ((Number) at(row)).longValue();
  }

  @Override
  public double doubleAt(int row) {
    return ((Number) at(row)).doubleValue();
  }

  @Override
  public BigDecimal decimalAt(int row) {
    return (BigDecimal) at(row);
  }

  @Override
  public String textAt(int row) {
    return (String) at(row);
  }

  @Override
  public byte[] bytesAt(int row) {
    return (byte[]) at(row);
  }

  @Override
  public void doublesInto(double[] target, int rows) {
    for (int row = 0; row < rows; row++) {
      Object value = values.get(row);
      target[row] =
          switch (value) {
            case null -> Double.NaN;
            case Boolean flag -> flag ? 1 : 0;
            default -> ((Number) value).doubleValue();
          };
    }
  }
}
