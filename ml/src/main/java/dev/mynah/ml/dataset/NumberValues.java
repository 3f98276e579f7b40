// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

import org.jspecify.annotations.Nullable;

/**
 * A column of quantities, in the unit of {@link NumberUnit}.
 *
 * @param values shape {@code [rows]}, NaN where missing
 * @param exact shape {@code [rows]}, the same whole numbers to the last digit; null unless one of
 *     them is too large to be a double
 */
public record NumberValues(double[] values, long @Nullable [] exact) implements ColumnValues {
  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(values[row]);
  }

  @Override
  public NumberValues select(int[] rowIndexes) {
    double[] selected = new double[rowIndexes.length];
    long[] selectedExact = exact == null ? null : new long[rowIndexes.length];
    for (int row = 0; row < rowIndexes.length; row++) {
      selected[row] = values[rowIndexes[row]];
      if (exact != null && selectedExact != null) {
        selectedExact[row] = exact[rowIndexes[row]];
      }
    }
    return new NumberValues(selected, selectedExact);
  }
}
