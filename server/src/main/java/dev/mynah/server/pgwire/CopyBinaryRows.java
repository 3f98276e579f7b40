// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.server.pgwire.types.BinaryFormat;
import dev.mynah.server.pgwire.types.CellWriter;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the binary file format of COPY, as PostgreSQL's documentation of the statement has it. */
final class CopyBinaryRows implements CopyRows {
  /** How many values the row has that ends the data. */
  static final int END = -1;

  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

  private final DataRow dataRow;
  private boolean started;

  CopyBinaryRows(List<Column> columns) {
    this.dataRow =
        new DataRow(
            columns.stream()
                .map(column -> BinaryFormat.writer(column.type()))
                .toArray(CellWriter[]::new));
  }

  /** Returns what the data begins with. */
  static byte[] signature() {
    return SIGNATURE.clone();
  }

  @Override
  public boolean hasHead() {
    return false;
  }

  @Override
  public void head(WireBuffer content) {
    start(content);
  }

  /** Writes the head of the data, which clients expect in one message with what follows. */
  private void start(WireBuffer content) {
    if (!started) {
      started = true;
      content.bytes(SIGNATURE);
      // No flags, and nothing more in the head.
      content.int32(0);
      content.int32(0);
    }
  }

  @Override
  public void begin(ColumnBatch batch) {
    dataRow.begin(batch);
  }

  @Override
  public void row(int row, WireBuffer content) {
    start(content);
    dataRow.write(row, content);
  }

  @Override
  public boolean hasTail() {
    return true;
  }

  @Override
  public void tail(WireBuffer content) {
    start(content);
    content.int16(END);
  }
}
