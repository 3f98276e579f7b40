// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import java.io.IOException;

/** Takes the bytes of a COPY as they arrive, cut anywhere, and writes them as CSV. */
sealed interface CopySpool permits TextSpool, CsvSpool, CsvFieldSpool {
  void write(byte[] data, int offset, int length) throws IOException;

  /** Checks that the data ends where it may. */
  default void checkEnd() {}

  /** Returns how many bytes the longest line has that was written; 0 where it is not known. */
  default long longestLine() {
    return 0;
  }

  /** Ends the data; does nothing when called again. */
  void close() throws IOException;
}
