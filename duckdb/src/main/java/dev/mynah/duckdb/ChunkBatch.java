// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;

/** A chunk of DuckDB's as a batch. */
final class ChunkBatch implements ColumnBatch {
  private final int rows;
  private final ChunkVector[] columns;

  ChunkBatch(DuckDBDataChunkReader chunk, List<Column> schema) {
    this.rows = Math.toIntExact(chunk.rowCount());
    this.columns = new ChunkVector[schema.size()];
    for (int index = 0; index < columns.length; index++) {
      columns[index] = new ChunkVector(chunk.vector(index), schema.get(index).type());
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns.length;
  }

  @Override
  public ColumnVector column(int index) {
    return columns[index];
  }
}
