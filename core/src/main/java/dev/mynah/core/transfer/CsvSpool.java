// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import java.io.IOException;
import java.io.OutputStream;

/** Writes CSV as it comes, up to a line that is only {@code \.}, which older clients send last. */
final class CsvSpool implements CopySpool {
  private static final byte[] END = {'\\', '.'};

  private final OutputStream out;
  private boolean atLineStart = true;
  private int endMatched;
  private boolean ended;

  CsvSpool(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    int from = offset;
    int to = offset + length;
    // Only the beginning of a line can end the data, so all else is passed on in one piece.
    while (from < to && !ended) {
      if (atLineStart && matchesEnd(data[from])) {
        from++;
        continue;
      }
      if (ended) {
        return;
      }
      out.write(END, 0, endMatched);
      endMatched = 0;
      int next = lineEnd(data, from, to);
      atLineStart = next > from && data[next - 1] == '\n';
      out.write(data, from, next - from);
      from = next;
    }
  }

  /** Takes a byte of the end mark; false when the line is an ordinary one. */
  private boolean matchesEnd(byte next) {
    if (endMatched < END.length && next == END[endMatched]) {
      endMatched++;
      return true;
    }
    if (endMatched == END.length && (next == '\n' || next == '\r')) {
      ended = true;
      return false;
    }
    return false;
  }

  /** Returns the place after the next backslash-led line start, or after the last byte. */
  private static int lineEnd(byte[] data, int from, int to) {
    for (int index = from; index < to; index++) {
      if (data[index] == '\n' && (index + 1 == to || data[index + 1] == '\\')) {
        return index + 1;
      }
    }
    return to;
  }

  @Override
  public void close() throws IOException {
    if (!ended && endMatched > 0 && endMatched < END.length) {
      out.write(END, 0, endMatched);
    }
    ended = true;
    out.close();
  }
}
