// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mynah.server.pgwire.types.TextFormat;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;

/**
 * Writes the rows of one statement as CSV with a header, as COPY does: NULL is nothing, an empty
 * text is two quotes.
 */
final class CsvAnswer implements Answer {
  static final String CONTENT_TYPE = "text/csv; charset=utf-8; header=present";

  private final Writer out;
  private boolean hasRows;

  CsvAnswer(OutputStream output) {
    this.out = new BufferedWriter(new OutputStreamWriter(output, UTF_8));
  }

  @Override
  public void columns(List<Column> columns) throws IOException {
    if (hasRows) {
      throw new DatastoreException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "CSV holds the rows of one statement only")
          .withHint("Ask for application/json.");
    }
    hasRows = true;
    for (int index = 0; index < columns.size(); index++) {
      separate(index);
      cell(columns.get(index).name());
    }
    out.write('\n');
  }

  @Override
  public void rows(ColumnBatch batch, TextFormat format) throws IOException {
    int width = batch.columns();
    for (int row = 0; row < batch.rows(); row++) {
      for (int column = 0; column < width; column++) {
        separate(column);
        var text = format.text(batch.column(column), row);
        if (text.isPresent()) {
          cell(text.get());
        }
      }
      out.write('\n');
    }
  }

  private void separate(int index) throws IOException {
    if (index > 0) {
      out.write(',');
    }
  }

  private void cell(String text) throws IOException {
    boolean quoted = text.isEmpty();
    for (int index = 0; index < text.length() && !quoted; index++) {
      quoted = ",\"\r\n".indexOf(text.charAt(index)) >= 0;
    }
    out.write(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
  }

  @Override
  public void done(String tag) {}

  @Override
  public void end() throws IOException {
    out.close();
  }
}
