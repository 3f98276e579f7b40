// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.StatementResult;
import dev.mynah.server.pgwire.messages.MessageWriter;
import dev.mynah.server.pgwire.messages.ValueFormat;
import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.server.pgwire.types.BinaryFormat;
import dev.mynah.server.pgwire.types.CellWriter;
import dev.mynah.server.pgwire.types.TextFormat;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends rows as they come, some or all, and goes on where it stopped. */
final class RowSender {
  private final StatementResult.Rows rows;
  private final MessageWriter writer;
  private final DataRow dataRow;
  private final Consumer<WireBuffer> content;
  private @Nullable ColumnBatch batch;
  private int row;

  RowSender(
      StatementResult.Rows rows,
      List<ValueFormat> formats,
      TextFormat textFormat,
      MessageWriter writer) {
    this.rows = rows;
    this.writer = writer;
    List<Column> columns = rows.columns();
    CellWriter[] cells = new CellWriter[columns.size()];
    for (int index = 0; index < cells.length; index++) {
      DataType type = columns.get(index).type();
      cells[index] =
          switch (ValueFormat.at(formats, index)) {
            case TEXT -> textFormat.writer(type);
            case BINARY -> BinaryFormat.writer(type);
          };
    }
    this.dataRow = new DataRow(cells);
    this.content = out -> dataRow.write(row, out);
  }

  /** Sends all rows that are left. */
  void sendAll() throws IOException {
    while (nextBatch()) {
      sendFromBatch(Integer.MAX_VALUE);
    }
  }

  /** Sends rows until there were so many, and returns how many there were. */
  int send(int maxRows) throws IOException {
    int sent = 0;
    while (sent < maxRows && nextBatch()) {
      sent += sendFromBatch(maxRows - sent);
    }
    return sent;
  }

  /** Sees to a batch with a row to send; false at the end. */
  private boolean nextBatch() {
    while (batch == null || row == batch.rows()) {
      batch = rows.next();
      row = 0;
      if (batch == null) {
        return false;
      }
      dataRow.begin(batch);
    }
    return true;
  }

  private int sendFromBatch(int maxRows) throws IOException {
    int available = batch == null ? 0 : batch.rows() - row;
    int count = Math.min(maxRows, available);
    for (int index = 0; index < count; index++) {
      writer.message('D', content);
      row++;
    }
    return count;
  }
}
