// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.server.pgwire.types.CellWriter;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;

/** A row as both DataRow and binary COPY have it: how many values, and each behind its length. */
final class DataRow {
  private static final int NULL_LENGTH = -1;

  private final CellWriter[] cells;
  private final ColumnVector[] vectors;

  DataRow(CellWriter[] cells) {
    this.cells = cells;
    this.vectors = new ColumnVector[cells.length];
  }

  /** Takes the rows that follow from a batch. */
  void begin(ColumnBatch batch) {
    for (int index = 0; index < vectors.length; index++) {
      vectors[index] = batch.column(index);
    }
  }

  void write(int row, WireBuffer content) {
    content.int16(vectors.length);
    for (int index = 0; index < vectors.length; index++) {
      ColumnVector vector = vectors[index];
      if (vector.isNull(row)) {
        content.int32(NULL_LENGTH);
      } else {
        int start = content.size();
        content.int32(0);
        cells[index].write(vector, row, content);
        content.int32At(start, content.size() - start - Integer.BYTES);
      }
    }
  }
}
