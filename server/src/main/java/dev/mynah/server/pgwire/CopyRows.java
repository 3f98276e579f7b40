// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.spi.data.ColumnBatch;

/** What the rows of COPY TO STDOUT look like in one of its formats. */
sealed interface CopyRows permits CopyTextRows, CopyBinaryRows {
  /** Tells whether there is a message before those of rows. */
  boolean hasHead();

  void head(WireBuffer content);

  /** Takes the rows that follow from a batch. */
  void begin(ColumnBatch batch);

  void row(int row, WireBuffer content);

  /** Tells whether there is a message behind those of rows. */
  boolean hasTail();

  void tail(WireBuffer content);
}
