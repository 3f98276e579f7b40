// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

import dev.mynah.spi.data.ColumnVector;

/** Collects the values of one column in arrays that double as they fill. */
sealed interface ColumnBuilder permits NumberBuilder, TextBuilder {
  /** Copies the first {@code count} values to the rows from {@code start} on. */
  void add(ColumnVector vector, int start, int count);

  ColumnValues build(int rows);

  /** Returns an array length that holds {@code rows} and leaves room to grow. */
  static int grown(int length, int rows) {
    return Math.max(Math.max(length + (length >> 1), rows), 2048);
  }
}
