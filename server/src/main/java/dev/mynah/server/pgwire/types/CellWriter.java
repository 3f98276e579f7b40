// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.spi.data.ColumnVector;

/** Appends a value that is not NULL to what is sent; chosen once a column. */
@FunctionalInterface
public interface CellWriter {
  void write(ColumnVector column, int row, WireBuffer out);
}
