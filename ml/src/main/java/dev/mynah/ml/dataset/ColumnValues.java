// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

/** The values of one column of a {@link Dataset}. */
public sealed interface ColumnValues permits NumberValues, TextValues {
  boolean isMissing(int row);

  /** Returns the values of some rows, in the given order. */
  ColumnValues select(int[] rowIndexes);
}
