// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;

/** The first columns of a batch. */
record LeadingColumns(ColumnBatch batch, int columns) implements ColumnBatch {
  @Override
  public int rows() {
    return batch.rows();
  }

  @Override
  public ColumnVector column(int index) {
    return batch.column(index);
  }
}
