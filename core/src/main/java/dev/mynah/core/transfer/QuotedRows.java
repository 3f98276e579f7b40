// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import dev.mynah.spi.error.DatastoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes CSV for the engine's reader: every value is quoted and NULL is empty. */
final class QuotedRows {
  private static final int BUFFER_BYTES = 1 << 16;

  private final List<FieldForm> forms;
  private final OutputStream out;
  private final Bytes lines = new Bytes();
  private int column;
  private long line = 1;
  private long flushed;
  private long lineStart;
  private long longestLine;

  /**
   * Writes to a stream that is closed with this.
   *
   * @param forms one a column
   */
  QuotedRows(List<FieldForm> forms, OutputStream out) {
    this.forms = List.copyOf(forms);
    this.out = out;
  }

  void nullField() throws IOException {
    separate();
  }

  void field(Bytes value) throws IOException {
    FieldForm form = column < forms.size() ? forms.get(column) : FieldForm.SAME;
    separate();
    lines.add((byte) '"');
    if (form.reads(value)) {
      add(value);
    } else {
      add(Bytes.of(rewritten(form, value.toString())));
    }
    lines.add((byte) '"');
  }

  private String rewritten(FieldForm form, String text) {
    try {
      return form.rewritten(text);
    } catch (DatastoreException e) {
      throw e.withDetail("It stands in line %d, column %d.".formatted(line, column))
          .withHint("No row was stored.");
    }
  }

  private void separate() throws IOException {
    if (lines.size() >= BUFFER_BYTES) {
      flush();
    }
    if (column++ > 0) {
      lines.add((byte) ',');
    }
  }

  private void add(Bytes value) {
    if (!value.contains((byte) '"')) {
      lines.add(value);
      return;
    }
    for (int index = 0; index < value.size(); index++) {
      byte next = value.at(index);
      if (next == '"') {
        lines.add(next);
      }
      lines.add(next);
    }
  }

  void endLine() {
    lines.add((byte) '\n');
    longestLine = Math.max(longestLine, flushed + lines.size() - lineStart);
    lineStart = flushed + lines.size();
    column = 0;
    line++;
  }

  /** Returns how many bytes the longest line has. */
  long longestLine() {
    return longestLine;
  }

  private void flush() throws IOException {
    flushed += lines.size();
    lines.writeTo(out);
    lines.clear();
  }

  void close() throws IOException {
    try {
      flush();
    } finally {
      out.close();
    }
  }
}
