// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.client;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;

/** The answers to a COPY that was typed: here is no stream of rows to read from or write to. */
final class CopyRefusal {
  private CopyRefusal() {}

  static DatastoreException ofInput() {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "COPY FROM STDIN has no rows to read here")
        .withHint("Use \\load file.csv table.");
  }

  static DatastoreException ofOutput() {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "COPY TO STDOUT cannot be typed here")
        .withHint("Use COPY .. TO 'file.csv', or psql.");
  }
}
