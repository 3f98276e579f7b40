// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import dev.mynah.sql.tree.CopyOptions;
import dev.mynah.sql.tree.CopyOptions.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Turns PostgreSQL's text format (fields parted by tabs, backslash escapes, {@code \N} for NULL)
 * into CSV in which every value is quoted and NULL is empty.
 */
final class TextSpool implements CopySpool {
  private static final int MAX_OCTAL_DIGITS = 3;
  private static final int MAX_HEX_DIGITS = 2;
  private static final int OCTAL = 8;
  private static final int HEX = 16;
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final byte delimiter;
  private final byte[] nullText;

  /** The field that is being read, as it came. */
  private final Bytes raw = new Bytes();

  /** What is to be written. */
  private final Bytes lines = new Bytes();

  private long linesToSkip;
  private boolean escaped;
  private boolean firstField = true;
  private boolean ended;

  TextSpool(CopyOptions options, OutputStream out) {
    this.out = out;
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
      lines.add((byte) '\n');
    }
    firstField = true;
  }

  private void flush() throws IOException {
    if (lines.size() > 0) {
      lines.writeTo(out);
      lines.clear();
    }
  }

  private void endField() throws IOException {
    if (linesToSkip == 0) {
      if (!firstField) {
        lines.add((byte) ',');
      }
      if (!raw.is(nullText)) {
        lines.add((byte) '"');
        writeDecoded();
        lines.add((byte) '"');
      }
    }
    firstField = false;
    raw.clear();
    if (lines.size() >= BUFFER_BYTES) {
      flush();
    }
  }

  private void writeDecoded() {
    if (!raw.contains((byte) '\\') && !raw.contains((byte) '"')) {
      lines.add(raw);
      return;
    }
    int index = 0;
    while (index < raw.size()) {
      byte next = raw.at(index++);
      if (next != '\\' || index == raw.size()) {
        put(next);
        continue;
      }
      byte code = raw.at(index++);
      switch (code) {
        case 'b' -> put((byte) '\b');
        case 'f' -> put((byte) '\f');
        case 'n' -> put((byte) '\n');
        case 'r' -> put((byte) '\r');
        case 't' -> put((byte) '\t');
        case 'v' -> put((byte) 0x0b);
        case 'x' -> index = number(index, HEX, MAX_HEX_DIGITS, code);
        case '0', '1', '2', '3', '4', '5', '6', '7' ->
            index = number(index - 1, OCTAL, MAX_OCTAL_DIGITS, code);
        default -> put(code);
      }
    }
  }

  /** Writes the byte that the digits from this place give; without digits, the letter itself. */
  private int number(int start, int base, int maxDigits, byte letter) {
    int index = start;
    int value = 0;
    while (index < raw.size()
        && index < start + maxDigits
        && Character.digit(raw.at(index), base) >= 0) {
      value = value * base + Character.digit(raw.at(index), base);
      index++;
    }
    put(index == start ? letter : (byte) value);
    return index;
  }

  private void put(byte value) {
    if (value == '"') {
      lines.add((byte) '"');
    }
    lines.add(value);
  }

  @Override
  public void close() throws IOException {
    try {
      if (!ended && (raw.size() > 0 || !firstField)) {
        endLine();
      }
      ended = true;
      flush();
    } finally {
      out.close();
    }
  }
}
