// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.StatementResult;
import dev.mynah.server.pgwire.messages.MessageWriter;
import dev.mynah.server.pgwire.messages.ServerMessages;
import dev.mynah.server.pgwire.messages.ValueFormat;
import dev.mynah.server.pgwire.types.TextFormat;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.sql.tree.CopyOptions.Format;
import java.io.IOException;
import java.util.List;

/** Sends the rows of COPY TO STDOUT, a message a row. */
final class CopyOutSender {
  private final StatementResult.CopyOut copy;
  private final MessageWriter writer;
  private final CopyRows rows;

  CopyOutSender(StatementResult.CopyOut copy, TextFormat textFormat, MessageWriter writer) {
    this.copy = copy;
    this.writer = writer;
    List<Column> columns = copy.rows().columns();
    this.rows =
        isBinary()
            ? new CopyBinaryRows(columns)
            : new CopyTextRows(copy.options(), columns, textFormat);
  }

  private boolean isBinary() {
    return copy.options().format() == Format.BINARY;
  }

  /** Sends everything and returns the command tag. */
  String sendAll() throws IOException {
    ServerMessages messages = new ServerMessages(writer);
    messages.copyOutResponse(
        copy.rows().columns().size(), isBinary() ? ValueFormat.BINARY : ValueFormat.TEXT);
    if (rows.hasHead()) {
      writer.message('d', rows::head);
    }
    long count = 0;
    for (ColumnBatch batch = copy.rows().next(); batch != null; batch = copy.rows().next()) {
      rows.begin(batch);
      for (int row = 0; row < batch.rows(); row++) {
        int at = row;
        writer.message('d', content -> rows.row(at, content));
      }
      count += batch.rows();
    }
    if (rows.hasTail()) {
      writer.message('d', rows::tail);
    }
    messages.copyDone();
    return "COPY " + count;
  }
}
