// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.client;

import dev.mynah.spi.error.DatastoreException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement failed, with PostgreSQL's fields. */
public final class StatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String severity;
  private final @Nullable String detail;
  private final @Nullable String hint;
  private final int position;

  /**
   * Makes an exception.
   *
   * @param severity ERROR or FATAL
   * @param position the character of the statement that is meant, from 1; 0 when not known
   */
  public StatementException(
      String severity,
      String message,
      @Nullable String detail,
      @Nullable String hint,
      int position,
      Throwable cause) {
    super(Objects.requireNonNull(message), cause);
    this.severity = severity;
    this.detail = detail;
    this.hint = hint;
    this.position = position;
  }

  static StatementException of(DatastoreException error) {
    return new StatementException(
        "ERROR",
        error.message(),
        error.detail().orElse(null),
        error.hint().orElse(null),
        error.position(),
        error);
  }

  public String severity() {
    return severity;
  }

  public String message() {
    return Objects.requireNonNull(getMessage());
  }

  public Optional<String> detail() {
    return Optional.ofNullable(detail);
  }

  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /** Returns the character of the statement that is meant, from 1, or 0. */
  public int position() {
    return position;
  }
}
