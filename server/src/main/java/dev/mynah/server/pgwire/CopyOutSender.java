// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.StatementResult;
import dev.mynah.server.pgwire.messages.MessageWriter;
import dev.mynah.server.pgwire.messages.ServerMessages;
import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.server.pgwire.types.CellWriter;
import dev.mynah.server.pgwire.types.TextFormat;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.sql.tree.CopyOptions.Header;
import java.io.IOException;
import java.util.List;

/** Sends the rows of COPY TO STDOUT, a message a line. */
final class CopyOutSender {
  private static final int CELL_BYTES = 256;

  private final StatementResult.CopyOut copy;
  private final MessageWriter writer;
  private final List<Column> columns;
  private final CopyLine line;
  private final CellWriter[] cells;
  private final WireBuffer cell = new WireBuffer(CELL_BYTES);

  CopyOutSender(StatementResult.CopyOut copy, TextFormat textFormat, MessageWriter writer) {
    this.copy = copy;
    this.writer = writer;
    this.columns = copy.rows().columns();
    this.line = new CopyLine(copy.options(), columns.stream().map(Column::name).toList());
    this.cells = new CellWriter[columns.size()];
    for (int index = 0; index < cells.length; index++) {
      cells[index] = textFormat.writer(columns.get(index).type());
    }
  }

  /** Sends everything and returns the command tag. */
  String sendAll() throws IOException {
    ServerMessages messages = new ServerMessages(writer);
    messages.copyOutResponse(columns.size());
    if (copy.options().header() != Header.NONE) {
      writer.message('d', this::header);
    }
    long rows = 0;
    for (ColumnBatch batch = copy.rows().next(); batch != null; batch = copy.rows().next()) {
      ColumnBatch current = batch;
      for (int row = 0; row < batch.rows(); row++) {
        int at = row;
        writer.message('d', content -> row(current, at, content));
      }
      rows += batch.rows();
    }
    messages.copyDone();
    return "COPY " + rows;
  }

  private void header(WireBuffer content) {
    for (int index = 0; index < cells.length; index++) {
      line.begin(index, content);
      cell.truncate(0);
      cell.text(columns.get(index).name());
      line.cell(index, cell, cells.length == 1, content);
    }
    line.end(content);
  }

  private void row(ColumnBatch batch, int row, WireBuffer content) {
    for (int index = 0; index < cells.length; index++) {
      line.begin(index, content);
      ColumnVector vector = batch.column(index);
      if (vector.isNull(row)) {
        line.nullCell(content);
      } else {
        cell.truncate(0);
        cells[index].write(vector, row, cell);
        line.cell(index, cell, cells.length == 1, content);
      }
    }
    line.end(content);
  }
}
