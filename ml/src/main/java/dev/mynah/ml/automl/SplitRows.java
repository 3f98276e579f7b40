// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/**
 * What became of each row of the training query.
 *
 * @param parts shape {@code [rows]}, ordinals of {@link RowPart}
 * @param folds shape {@code [rows]}, the fold that validates the row, from 1; 0 without one
 */
public record SplitRows(byte[] parts, short[] folds) {
  public RowPart part(int row) {
    return PARTS[parts[row]];
  }

  public int rows() {
    return parts.length;
  }

  /** Returns how many rows are of a part. */
  public int count(RowPart part) {
    int count = 0;
    for (byte one : parts) {
      count += one == part.ordinal() ? 1 : 0;
    }
    return count;
  }

  private static final RowPart[] PARTS = RowPart.values();
}
