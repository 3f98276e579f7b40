// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.List;

/** How a value travels. */
public enum ValueFormat {
  TEXT,
  BINARY;

  /** Returns the number that stands for it in messages. */
  public int code() {
    return this == TEXT ? 0 : 1;
  }

  static ValueFormat ofCode(int code) {
    return switch (code) {
      case 0 -> TEXT;
      case 1 -> BINARY;
      default ->
          throw new DatastoreException(
              ErrorCode.INVALID_PARAMETER_VALUE, "unsupported format code: " + code);
    };
  }

  /**
   * Returns the format of one of several values, as messages say it in short.
   *
   * @param formats none for text, one for all values, or one a value
   */
  public static ValueFormat at(List<ValueFormat> formats, int index) {
    return switch (formats.size()) {
      case 0 -> TEXT;
      case 1 -> formats.getFirst();
      default -> formats.get(index);
    };
  }
}
