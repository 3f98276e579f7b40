// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import dev.mynah.sql.tree.CopyOptions;
import dev.mynah.sql.tree.CopyOptions.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads PostgreSQL's text format: fields parted by tabs, backslash escapes, {@code \N} for NULL.
 */
final class TextSpool implements CopySpool {
  private static final int MAX_OCTAL_DIGITS = 3;
  private static final int MAX_HEX_DIGITS = 2;
  private static final int OCTAL = 8;
  private static final int HEX = 16;

  private final QuotedRows rows;
  private final byte delimiter;
  private final byte[] nullText;

  /** The field that is being read, as it came. */
  private final Bytes raw = new Bytes();

  /** The value that it means, where it has escapes. */
  private final Bytes decoded = new Bytes();

  private long linesToSkip;
  private boolean escaped;
  private boolean firstField = true;
  private boolean ended;

  TextSpool(CopyOptions options, QuotedRows rows) {
    this.rows = rows;
    this.delimiter = (byte) options.delimiter();
    this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
    this.linesToSkip = options.skip() + (options.header() == Header.NONE ? 0 : 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    int to = offset + length;
    int index = offset;
    while (index < to && !ended) {
      int end = escaped ? index : plainEnd(data, index, to);
      raw.add(data, index, end - index);
      if (end < to) {
        take(data[end]);
      }
      index = end + 1;
    }
  }

  /** Returns the place of the next byte that means something, or the end. */
  private int plainEnd(byte[] data, int from, int to) {
    int index = from;
    while (index < to && data[index] != '\\' && data[index] != delimiter && data[index] != '\n') {
      index++;
    }
    return index;
  }

  private void take(byte next) throws IOException {
    if (escaped) {
      // A backslash takes the next byte with it, whatever it is.
      escaped = false;
      raw.add(next);
    } else if (next == '\\') {
      escaped = true;
      raw.add(next);
    } else if (next == delimiter) {
      endField();
    } else if (next == '\n') {
      endLine();
    } else {
      raw.add(next);
    }
  }

  private void endLine() throws IOException {
    if (raw.size() > 0 && raw.at(raw.size() - 1) == '\r') {
      raw.dropLast();
    }
    if (firstField && raw.is(new byte[] {'\\', '.'})) {
      ended = true;
      return;
    }
    endField();
    if (linesToSkip > 0) {
      linesToSkip--;
    } else {
      rows.endLine();
    }
    firstField = true;
  }

  private void endField() throws IOException {
    if (linesToSkip == 0) {
      if (raw.is(nullText)) {
        rows.nullField();
      } else if (raw.contains((byte) '\\')) {
        decode();
        rows.field(decoded);
      } else {
        rows.field(raw);
      }
    }
    firstField = false;
    raw.clear();
  }

  private void decode() {
    decoded.clear();
    int index = 0;
    while (index < raw.size()) {
      byte next = raw.at(index++);
      if (next != '\\' || index == raw.size()) {
        decoded.add(next);
        continue;
      }
      byte code = raw.at(index++);
      switch (code) {
        case 'b' -> decoded.add((byte) '\b');
        case 'f' -> decoded.add((byte) '\f');
        case 'n' -> decoded.add((byte) '\n');
        case 'r' -> decoded.add((byte) '\r');
        case 't' -> decoded.add((byte) '\t');
        case 'v' -> decoded.add((byte) 0x0b);
        case 'x' -> index = number(index, HEX, MAX_HEX_DIGITS, code);
        case '0', '1', '2', '3', '4', '5', '6', '7' ->
            index = number(index - 1, OCTAL, MAX_OCTAL_DIGITS, code);
        default -> decoded.add(code);
      }
    }
  }

  /** Adds the byte that the digits from this place give; without digits, the letter itself. */
  private int number(int start, int base, int maxDigits, byte letter) {
    int index = start;
    int value = 0;
    while (index < raw.size()
        && index < start + maxDigits
        && Character.digit(raw.at(index), base) >= 0) {
      value = value * base + Character.digit(raw.at(index), base);
      index++;
    }
    decoded.add(index == start ? letter : (byte) value);
    return index;
  }

  @Override
  public long longestLine() {
    return rows.longestLine();
  }

  @Override
  public void close() throws IOException {
    try {
      if (!ended && (raw.size() > 0 || !firstField)) {
        endLine();
      }
      ended = true;
    } finally {
      rows.close();
    }
  }
}
