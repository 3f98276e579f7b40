// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/**
 * What became of each row of the training query.
 *
 * @param parts shape {@code [rows]}, codes of {@link RowPart}
 * @param folds shape {@code [rows]}, the fold that validates the row, from 1; 0 without one
 */
public record SplitRows(byte[] parts, short[] folds) {
  public RowPart part(int row) {
    return RowPart.of(parts[row]);
  }

  public int rows() {
    return parts.length;
  }

  /** Returns how many rows are of a part. */
  public int count(RowPart part) {
    int count = 0;
    for (byte one : parts) {
      count += one == part.code() ? 1 : 0;
    }
    return count;
  }
}
