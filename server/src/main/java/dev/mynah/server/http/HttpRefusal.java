// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;

/** A request that is not carried out, and the status that says why. */
final class HttpRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int CONFLICT = 409;
  static final int TOO_LARGE = 413;
  static final int INTERNAL_ERROR = 500;
  static final int NOT_IMPLEMENTED = 501;
  static final int UNAVAILABLE = 503;
  static final int TIMEOUT = 504;

  private final int status;
  private final DatastoreException error;

  HttpRefusal(int status, DatastoreException error) {
    super(error);
    this.status = status;
    this.error = error;
  }

  /** Refuses a request that is no request of ours. */
  static HttpRefusal of(int status, String message) {
    ErrorCode code =
        switch (status) {
          case UNAUTHORIZED, FORBIDDEN -> ErrorCode.INVALID_AUTHORIZATION;
          case UNAVAILABLE -> ErrorCode.TOO_MANY_CONNECTIONS;
          case TOO_LARGE -> ErrorCode.PROGRAM_LIMIT_EXCEEDED;
          default -> ErrorCode.PROTOCOL_VIOLATION;
        };
    return new HttpRefusal(status, new DatastoreException(code, message));
  }

  int status() {
    return status;
  }

  DatastoreException error() {
    return error;
  }

  /** Returns the status that fits an error of a statement. */
  static int statusOf(ErrorCode code) {
    if (code == ErrorCode.INSUFFICIENT_PRIVILEGE) {
      return FORBIDDEN;
    }
    if (code == ErrorCode.QUERY_CANCELED) {
      return TIMEOUT;
    }
    return switch (code.sqlState().substring(0, 2)) {
      case "0A" -> NOT_IMPLEMENTED;
      case "23", "40", "55" -> CONFLICT;
      case "28" -> FORBIDDEN;
      case "53", "57" -> UNAVAILABLE;
      case "58", "F0", "XX" -> INTERNAL_ERROR;
      default -> BAD_REQUEST;
    };
  }
}
