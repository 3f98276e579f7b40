// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.client;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;

/** The answer to a COPY FROM STDIN that was typed: its rows would have to come from a file. */
final class NoRowsForCopy {
  private NoRowsForCopy() {}

  static DatastoreException error() {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "COPY FROM STDIN has no rows to read here")
        .withHint("Use \\load file.csv table.");
  }
}
