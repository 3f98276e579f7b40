// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.CopyOptions;
import dev.mynah.sql.tree.CopyOptions.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads CSV field by field, for tables with columns whose values the engine reads otherwise. */
final class CsvFieldSpool implements CopySpool {
  private static final byte[] END = {'\\', '.'};

  private final QuotedRows rows;
  private final byte delimiter;
  private final byte quote;
  private final byte escape;
  private final byte[] nullText;
  private final Bytes field = new Bytes();
  private long linesToSkip;
  private boolean headerExpected;
  private boolean inQuotes;

  /** An escape was seen inside quotes; where it is the quote itself, perhaps their end. */
  private boolean afterEscape;

  private boolean hadQuotes;
  private boolean firstField = true;
  private boolean ended;

  CsvFieldSpool(CopyOptions options, QuotedRows rows) {
    this.rows = rows;
    this.delimiter = (byte) options.delimiter();
    this.quote = (byte) options.quote();
    this.escape = (byte) options.escape();
    this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
    this.linesToSkip = options.skip();
    this.headerExpected = options.header() != Header.NONE;
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    for (int index = offset; index < offset + length && !ended; index++) {
      if (linesToSkip > 0) {
        linesToSkip -= data[index] == '\n' ? 1 : 0;
      } else {
        take(data[index]);
      }
    }
  }

  private void take(byte next) throws IOException {
    if (afterEscape) {
      afterEscape = false;
      if (next == quote || next == escape) {
        field.add(next);
        return;
      }
      if (escape == quote) {
        inQuotes = false;
      } else {
        field.add(escape);
      }
    }
    if (inQuotes) {
      takeQuoted(next);
    } else if (next == quote) {
      inQuotes = true;
      hadQuotes = true;
    } else if (next == delimiter) {
      endField();
    } else if (next == '\n') {
      endLine();
    } else {
      field.add(next);
    }
  }

  private void takeQuoted(byte next) {
    if (next == escape) {
      afterEscape = true;
    } else if (next == quote) {
      inQuotes = false;
    } else {
      field.add(next);
    }
  }

  private void endLine() throws IOException {
    if (field.size() > 0 && field.at(field.size() - 1) == '\r') {
      field.dropLast();
    }
    if (firstField && !hadQuotes && field.is(END)) {
      ended = true;
      return;
    }
    endField();
    if (!headerExpected) {
      rows.endLine();
    }
    headerExpected = false;
    firstField = true;
  }

  private void endField() throws IOException {
    if (!headerExpected) {
      if (!hadQuotes && field.is(nullText)) {
        rows.nullField();
      } else {
        rows.field(field);
      }
    }
    firstField = false;
    hadQuotes = false;
    field.clear();
  }

  @Override
  public void checkEnd() {
    if (!ended && inQuotes && !(afterEscape && escape == quote)) {
      throw new DatastoreException(ErrorCode.BAD_COPY_FILE_FORMAT, "unterminated CSV quoted field");
    }
  }

  @Override
  public long longestLine() {
    return rows.longestLine();
  }

  @Override
  public void close() throws IOException {
    try {
      if (!ended && (field.size() > 0 || hadQuotes || !firstField)) {
        endLine();
      }
    } finally {
      ended = true;
      rows.close();
    }
  }
}
