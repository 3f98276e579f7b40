// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.server.pgwire.types.CellWriter;
import dev.mynah.server.pgwire.types.TextFormat;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.sql.tree.CopyOptions;
import dev.mynah.sql.tree.CopyOptions.Header;
import java.util.List;

/** Writes COPY's text format and CSV, a line a row. */
final class CopyTextRows implements CopyRows {
  private static final int CELL_BYTES = 256;

  private final List<Column> columns;
  private final boolean headed;
  private final CopyLine line;
  private final CellWriter[] cells;
  private final ColumnVector[] vectors;
  private final WireBuffer cell = new WireBuffer(CELL_BYTES);

  CopyTextRows(CopyOptions options, List<Column> columns, TextFormat format) {
    this.columns = List.copyOf(columns);
    this.headed = options.header() != Header.NONE;
    this.line = new CopyLine(options, columns.stream().map(Column::name).toList());
    this.cells =
        columns.stream().map(column -> format.writer(column.type())).toArray(CellWriter[]::new);
    this.vectors = new ColumnVector[cells.length];
  }

  @Override
  public boolean hasHead() {
    return headed;
  }

  @Override
  public void head(WireBuffer content) {
    for (int index = 0; index < cells.length; index++) {
      line.begin(index, content);
      cell.truncate(0);
      cell.text(columns.get(index).name());
      line.cell(index, cell, cells.length == 1, content);
    }
    line.end(content);
  }

  @Override
  public void begin(ColumnBatch batch) {
    for (int index = 0; index < vectors.length; index++) {
      vectors[index] = batch.column(index);
    }
  }

  @Override
  public void row(int row, WireBuffer content) {
    for (int index = 0; index < cells.length; index++) {
      line.begin(index, content);
      if (vectors[index].isNull(row)) {
        line.nullCell(content);
      } else {
        cell.truncate(0);
        cells[index].write(vectors[index], row, cell);
        line.cell(index, cell, cells.length == 1, content);
      }
    }
    line.end(content);
  }

  @Override
  public boolean hasTail() {
    return false;
  }

  @Override
  public void tail(WireBuffer content) {
    throw new IllegalStateException("text ends with its last line");
  }
}
