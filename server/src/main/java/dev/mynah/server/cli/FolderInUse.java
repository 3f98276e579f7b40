// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.file.Path;

/** Says in this program's words that another process has a data folder open. */
final class FolderInUse {
  private FolderInUse() {}

  /** Returns the error to report when opening the folder failed. */
  static DatastoreException explained(DatastoreException error, Path data) {
    if (error.code() != ErrorCode.OBJECT_IN_USE) {
      return error;
    }
    DatastoreException explained =
        new DatastoreException(
            error.code(), "data folder \"%s\" is in use by another process".formatted(data));
    return error
        .detail()
        .map(explained::withDetail)
        .orElse(explained)
        .withHint("Connect to its server with --host and --port, or end that process.")
        .withCause(error);
  }
}
