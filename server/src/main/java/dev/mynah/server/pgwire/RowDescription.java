// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.pgwire.messages.MessageWriter;
import dev.mynah.server.pgwire.messages.ValueFormat;
import dev.mynah.server.pgwire.types.PgType;
import dev.mynah.spi.data.Column;
import java.io.IOException;
import java.util.List;

/** Tells a client the columns of a result. */
final class RowDescription {
  private RowDescription() {}

  /**
   * Adds the message.
   *
   * @param formats none, one for all, or one a column
   */
  static void send(List<Column> columns, List<ValueFormat> formats, MessageWriter writer)
      throws IOException {
    writer.message(
        'T',
        content -> {
          content.int16(columns.size());
          for (int index = 0; index < columns.size(); index++) {
            Column column = columns.get(index);
            PgType type = PgType.of(column.type());
            content.zeroTerminated(column.name());
            content.int32(column.origin().relation());
            content.int16(column.origin().number());
            content.int32(type.oid());
            content.int16(type.size());
            content.int32(PgType.modifier(column.type()));
            content.int16(ValueFormat.at(formats, index).code());
          }
        });
  }
}
