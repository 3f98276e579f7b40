// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.Optional;

/**
 * Carries an error of a function of ours through DuckDB, which keeps nothing of a Java exception
 * but its {@code toString()} and its stack trace: the fields are written into the former and there
 * is none of the latter.
 */
final class FunctionError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final char SEPARATOR = '\u001f';
  private static final String MARK = SEPARATOR + "mynah" + SEPARATOR;
  private static final int FIELDS = 4;

  private FunctionError(String encoded) {
    super(encoded, null, false, false);
  }

  static FunctionError of(DatastoreException error) {
    return new FunctionError(
        MARK
            + String.join(
                Character.toString(SEPARATOR),
                error.code().name(),
                error.message(),
                error.detail().orElse(""),
                error.hint().orElse(""))
            + SEPARATOR);
  }

  /** Returns the error that a message of DuckDB's carries, if it carries one. */
  static Optional<DatastoreException> decode(String message) {
    int start = message.indexOf(MARK);
    if (start < 0) {
      return Optional.empty();
    }
    String[] fields =
        message.substring(start + MARK.length()).split(Character.toString(SEPARATOR), -1);
    if (fields.length < FIELDS) {
      return Optional.empty();
    }
    DatastoreException error = new DatastoreException(ErrorCode.valueOf(fields[0]), fields[1]);
    if (!fields[2].isEmpty()) {
      error = error.withDetail(fields[2]);
    }
    if (!fields[3].isEmpty()) {
      error = error.withHint(fields[3]);
    }
    return Optional.of(error);
  }
}
