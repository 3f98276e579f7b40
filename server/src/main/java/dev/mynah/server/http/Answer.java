// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import dev.mynah.server.pgwire.types.TextFormat;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import java.io.IOException;
import java.util.List;

/** Writes the results of a request's statements as they come. */
interface Answer {
  /** Begins the rows of a statement. */
  void columns(List<Column> columns) throws IOException;

  /** Writes rows. */
  void rows(ColumnBatch batch, TextFormat format) throws IOException;

  /** Ends a statement, with rows or without. */
  void done(String tag) throws IOException;

  /** Ends the answer. */
  void end() throws IOException;
}
