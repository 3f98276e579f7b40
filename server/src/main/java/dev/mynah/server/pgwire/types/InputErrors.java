// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;

/** What PostgreSQL says of a text that is no value of a type. */
final class InputErrors {
  private InputErrors() {}

  static DatastoreException syntax(String typeName, String text) {
    return new DatastoreException(
        ErrorCode.INVALID_TEXT_REPRESENTATION,
        "invalid input syntax for type %s: \"%s\"".formatted(typeName, text));
  }

  static DatastoreException dateTimeSyntax(String typeName, String text) {
    return new DatastoreException(
        ErrorCode.INVALID_DATETIME_FORMAT,
        "invalid input syntax for type %s: \"%s\"".formatted(typeName, text));
  }

  static DatastoreException dateTimeField(String text) {
    return new DatastoreException(
        ErrorCode.DATETIME_FIELD_OVERFLOW,
        "date/time field value out of range: \"%s\"".formatted(text));
  }

  static DatastoreException range(String text, String typeName) {
    return new DatastoreException(
        ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
        "\"%s\" is out of range for type %s".formatted(text, typeName));
  }

  static DatastoreException valueRange(String text, String typeName) {
    return new DatastoreException(
        ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
        "value \"%s\" is out of range for type %s".formatted(text, typeName));
  }
}
