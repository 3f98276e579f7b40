// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns whatever went wrong into what a client may be told. */
final class Failures {
  private static final Logger LOG = System.getLogger("dev.mynah.server");

  private Failures() {}

  /** Returns what to tell; a bug is logged with its stack and told as no more than that. */
  static DatastoreException translate(Throwable failure) {
    return switch (failure) {
      case DatastoreException told -> told;
      case OutOfMemoryError error ->
          new DatastoreException(ErrorCode.OUT_OF_MEMORY, "out of memory").withCause(error);
      case StackOverflowError error ->
          new DatastoreException(ErrorCode.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded")
              .withHint("Nest the expressions of the statement less deeply.")
              .withCause(error);
      default -> {
        log(failure);
        yield new DatastoreException(ErrorCode.INTERNAL_ERROR, "internal error");
      }
    };
  }

  static void log(Throwable failure) {
    LOG.log(Level.ERROR, "internal error", failure);
  }

  static DatastoreException adminShutdown() {
    return new DatastoreException(
        ErrorCode.ADMIN_SHUTDOWN, "terminating connection due to administrator command");
  }
}
