// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.NumberUnit;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.spi.data.ColumnVector;

/**
 * A quantity, less an origin.
 *
 * <p>Features have 24 bits of precision: without an origin neighbouring days written as 20240501,
 * or seconds since 1970, would become one value.
 *
 * @param input the place of the column among the inputs
 * @param origin subtracted from each value before it is rounded to 32 bits
 */
public record NumberSource(int input, String name, double origin) implements FeatureSource {
  /** A range that is this much smaller than its distance from 0 is moved to 0. */
  private static final double FAR = 4;

  /** Whole numbers up to here are exact in 32 bits. */
  private static final double EXACT_LIMIT = 0x1p24;

  static NumberSource fit(int input, String name, NumberValues values, int[] rowIndexes) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    boolean exact = true;
    for (int row : rowIndexes) {
      double value = values.values()[row];
      if (Double.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        exact &= value == Math.rint(value) && Math.abs(value) <= EXACT_LIMIT;
      }
    }
    boolean far = min > max ? false : Math.max(Math.abs(min), Math.abs(max)) > FAR * (max - min);
    return new NumberSource(input, name, far && !exact ? Math.floor(min) : 0);
  }

  @Override
  public Feature feature() {
    return new Feature(name, 0);
  }

  @Override
  public void encode(ColumnValues values, int[] rowIndexes, float[] target) {
    double[] numbers = ((NumberValues) values).values();
    for (int row = 0; row < rowIndexes.length; row++) {
      target[row] = encoded(numbers[rowIndexes[row]]);
    }
  }

  @Override
  public void encode(ColumnVector vector, int rows, double[] scratch, float[] target) {
    vector.doublesInto(scratch, rows);
    NumberUnit.convert(vector.type().kind(), scratch, rows);
    for (int row = 0; row < rows; row++) {
      target[row] = encoded(scratch[row]);
    }
  }

  /** Values beyond 32 bits become the largest one there, so that no infinity is computed with. */
  private float encoded(double value) {
    return (float) Math.min(Math.max(value - origin, -Float.MAX_VALUE), Float.MAX_VALUE);
  }
}
