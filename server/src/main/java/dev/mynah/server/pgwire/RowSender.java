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
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends rows as they come, some or all, and goes on where it stopped. */
final class RowSender {
  private static final int NULL_LENGTH = -1;

  private final StatementResult.Rows rows;
  private final MessageWriter writer;
  private final CellWriter[] cellWriters;
  private final ColumnVector[] vectors;
  private final Consumer<WireBuffer> dataRow = this::writeRow;
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
    this.cellWriters = new CellWriter[columns.size()];
    this.vectors = new ColumnVector[columns.size()];
    for (int index = 0; index < cellWriters.length; index++) {
      DataType type = columns.get(index).type();
      cellWriters[index] =
          switch (ValueFormat.at(formats, index)) {
            case TEXT -> textFormat.writer(type);
            case BINARY -> BinaryFormat.writer(type);
          };
    }
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
      for (int index = 0; index < vectors.length; index++) {
        vectors[index] = batch.column(index);
      }
    }
    return true;
  }

  private int sendFromBatch(int maxRows) throws IOException {
    int available = batch == null ? 0 : batch.rows() - row;
    int count = Math.min(maxRows, available);
    for (int index = 0; index < count; index++) {
      writer.message('D', dataRow);
      row++;
    }
    return count;
  }

  private void writeRow(WireBuffer content) {
    content.int16(vectors.length);
    for (int index = 0; index < vectors.length; index++) {
      ColumnVector vector = vectors[index];
      if (vector.isNull(row)) {
        content.int32(NULL_LENGTH);
      } else {
        int start = content.size();
        content.int32(0);
        cellWriters[index].write(vector, row, content);
        content.int32At(start, content.size() - start - Integer.BYTES);
      }
    }
  }
}
