// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

/**
 * How much each row counts.
 *
 * @param values shape {@code [rows]}, finite and not negative; empty when all rows count the same
 */
public record RowWeights(double[] values) {
  /** All rows count 1. */
  public static final RowWeights EVEN = new RowWeights(new double[0]);

  public boolean isEven() {
    return values.length == 0;
  }

  public double of(int row) {
    return values.length == 0 ? 1 : values[row];
  }

  /** Returns what the first {@code rows} rows count together. */
  public double total(int rows) {
    if (isEven()) {
      return rows;
    }
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += values[row];
    }
    return sum;
  }

  /** Returns the weights of some rows, in the given order. */
  public RowWeights select(int[] rowIndexes) {
    if (isEven()) {
      return this;
    }
    double[] selected = new double[rowIndexes.length];
    for (int row = 0; row < selected.length; row++) {
      selected[row] = values[rowIndexes[row]];
    }
    return new RowWeights(selected);
  }

  /** Returns the weighted mean of values, one a row. */
  public double mean(double[] ofRows) {
    double sum = 0;
    for (int row = 0; row < ofRows.length; row++) {
      sum += of(row) * ofRows[row];
    }
    return sum / total(ofRows.length);
  }
}
