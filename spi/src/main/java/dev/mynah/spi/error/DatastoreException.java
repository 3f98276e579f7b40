// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.error;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that reaches clients, with PostgreSQL's fields.
 *
 * <p>The message is lower case, one line, without a final period, names in double quotes; the
 * detail holds facts and the hint says what to do, both as sentences. Nothing internal appears in
 * any of them. Instances are immutable: the {@code with} methods return a copy.
 */
public final class DatastoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The place in the statement is not known. */
  public static final int NO_POSITION = 0;

  /** What is said of a prepared statement whose rows are no longer what its client was told. */
  public static final String STALE_PLAN = "cached plan must not change result type";

  private final ErrorCode code;
  private final @Nullable String detail;
  private final @Nullable String hint;
  private final int position;

  public DatastoreException(ErrorCode code, String message) {
    this(code, message, null, null, NO_POSITION, null);
  }

  private DatastoreException(
      ErrorCode code,
      String message,
      @Nullable String detail,
      @Nullable String hint,
      int position,
      @Nullable Throwable cause) {
    super(Objects.requireNonNull(message), cause);
    this.code = Objects.requireNonNull(code);
    this.detail = detail;
    this.hint = hint;
    this.position = position;
  }

  /** Returns the error of a prepared statement whose rows would be other than described. */
  public static DatastoreException stalePlan() {
    return new DatastoreException(ErrorCode.FEATURE_NOT_SUPPORTED, STALE_PLAN);
  }

  public DatastoreException withDetail(String newDetail) {
    return copy(newDetail, hint, position, getCause());
  }

  public DatastoreException withHint(String newHint) {
    return copy(detail, newHint, position, getCause());
  }

  /** Returns a copy that points at a character of the statement, counted from 1. */
  public DatastoreException withPosition(int newPosition) {
    return copy(detail, hint, newPosition, getCause());
  }

  public DatastoreException withCause(Throwable cause) {
    return copy(detail, hint, position, cause);
  }

  private DatastoreException copy(
      @Nullable String newDetail,
      @Nullable String newHint,
      int newPosition,
      @Nullable Throwable cause) {
    DatastoreException copy =
        new DatastoreException(code, message(), newDetail, newHint, newPosition, cause);
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  public ErrorCode code() {
    return code;
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

  /** Returns the character of the statement that is meant, from 1, or {@link #NO_POSITION}. */
  public int position() {
    return position;
  }
}
