// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects quantities, and whole numbers beyond a double's precision exactly beside it. */
final class NumberBuilder implements ColumnBuilder {
  /** From here on not every whole number is a double. */
  private static final double EXACT_LIMIT = 0x1p53;

  private double[] values = {};
  private double[] batch = {};
  private long @Nullable [] exact;

  @Override
  public void add(ColumnVector vector, int start, int count) {
    Kind kind = vector.type().kind();
    if (batch.length < count) {
      batch = new double[count];
    }
    vector.doublesInto(batch, count);
    NumberUnit.convert(kind, batch, count);
    if (values.length < start + count) {
      values = Arrays.copyOf(values, ColumnBuilder.grown(values.length, start + count));
    }
    System.arraycopy(batch, 0, values, start, count);
    if (exact != null || (kind == Kind.BIGINT && exceedsDoubles(count))) {
      exact = addExactly(vector, start, count);
    }
  }

  private boolean exceedsDoubles(int count) {
    for (int row = 0; row < count; row++) {
      if (Math.abs(batch[row]) >= EXACT_LIMIT) {
        return true;
      }
    }
    return false;
  }

  private long[] addExactly(ColumnVector vector, int start, int count) {
    long[] longs = exact == null ? exactlySoFar(start) : exact;
    if (longs.length < values.length) {
      longs = Arrays.copyOf(longs, values.length);
    }
    for (int row = 0; row < count; row++) {
      longs[start + row] = vector.isNull(row) ? 0 : vector.longAt(row);
    }
    return longs;
  }

  private long[] exactlySoFar(int rows) {
    long[] longs = new long[values.length];
    for (int row = 0; row < rows; row++) {
      longs[row] = (long) values[row];
    }
    return longs;
  }

  @Override
  public NumberValues build(int rows) {
    return new NumberValues(
        Arrays.copyOf(values, rows), exact == null ? null : Arrays.copyOf(exact, rows));
  }
}
