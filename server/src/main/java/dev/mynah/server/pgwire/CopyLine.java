// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.sql.tree.CopyOptions;
import dev.mynah.sql.tree.CopyOptions.Columns;
import dev.mynah.sql.tree.CopyOptions.Format;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the cells of a line as COPY does: with backslash escapes, or as CSV. */
final class CopyLine {
  private final boolean csv;
  private final byte delimiter;
  private final byte quote;
  private final byte escape;
  private final byte[] nullText;
  private final boolean[] alwaysQuoted;

  CopyLine(CopyOptions options, List<String> columns) {
    this.csv = options.format() == Format.CSV;
    this.delimiter = (byte) options.delimiter();
    this.quote = (byte) options.quote();
    this.escape = (byte) options.escape();
    this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
    this.alwaysQuoted = new boolean[columns.size()];
    for (int index = 0; index < alwaysQuoted.length; index++) {
      alwaysQuoted[index] =
          switch (options.forceQuote()) {
            case Columns.All all -> true;
            case Columns.Named named -> named.names().contains(columns.get(index));
          };
    }
  }

  /** Writes what stands before a cell. */
  void begin(int column, WireBuffer out) {
    if (column > 0) {
      out.int8(delimiter);
    }
  }

  void end(WireBuffer out) {
    out.int8('\n');
  }

  void nullCell(WireBuffer out) {
    out.bytes(nullText);
  }

  /**
   * Writes a value.
   *
   * @param value its text
   * @param only whether the line has no other cell
   */
  void cell(int column, WireBuffer value, boolean only, WireBuffer out) {
    if (!csv) {
      escaped(value, delimiter, out);
    } else if (alwaysQuoted[column] || needsQuotes(value, only)) {
      quoted(value, out);
    } else {
      for (int index = 0; index < value.size(); index++) {
        out.int8(value.byteAt(index));
      }
    }
  }

  /** Writes a value of the text format. */
  static void escaped(WireBuffer value, byte delimiter, WireBuffer out) {
    for (int index = 0; index < value.size(); index++) {
      byte next = value.byteAt(index);
      char letter =
          switch (next) {
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case 0x0b -> 'v';
            case '\\' -> '\\';
            default -> 0;
          };
      if (letter != 0) {
        out.int8('\\');
        out.int8(letter);
      } else {
        if (next == delimiter) {
          out.int8('\\');
        }
        out.int8(next);
      }
    }
  }

  private boolean needsQuotes(WireBuffer value, boolean only) {
    boolean isNullText = value.size() == nullText.length;
    boolean isEndMark = only && value.size() == 2;
    boolean special = false;
    for (int index = 0; index < value.size(); index++) {
      byte next = value.byteAt(index);
      special |= next == delimiter || next == quote || next == '\n' || next == '\r';
      isNullText = isNullText && next == nullText[index];
      isEndMark = isEndMark && next == "\\.".charAt(index);
    }
    return special || isNullText || isEndMark;
  }

  private void quoted(WireBuffer value, WireBuffer out) {
    out.int8(quote);
    for (int index = 0; index < value.size(); index++) {
      byte next = value.byteAt(index);
      if (next == quote || next == escape) {
        out.int8(escape);
      }
      out.int8(next);
    }
    out.int8(quote);
  }
}
