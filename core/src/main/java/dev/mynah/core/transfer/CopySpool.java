// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import java.io.IOException;

/** Takes the bytes of a COPY as they arrive, cut anywhere, and writes them as CSV. */
sealed interface CopySpool permits TextSpool, CsvSpool {
  void write(byte[] data, int offset, int length) throws IOException;

  /** Ends the data; does nothing when called again. */
  void close() throws IOException;
}
