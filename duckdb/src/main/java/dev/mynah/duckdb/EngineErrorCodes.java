// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.error.ErrorCode;
import java.util.Locale;

/**
 * The SQLSTATE of an error of DuckDB's, told by its class and, where that is too wide, its text.
 */
final class EngineErrorCodes {
  private EngineErrorCodes() {}

  static ErrorCode of(String type, String subtype, String message) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "PARSER", "SYNTAX" -> ErrorCode.SYNTAX_ERROR;
      case "BINDER" -> ofBinder(subtype, message);
      case "CATALOG" -> ofCatalog(subtype, message);
      case "CONSTRAINT" -> ofConstraint(message);
      case "CONVERSION" -> ofConversion(message);
      case "INVALID INPUT" -> ofInvalidInput(message);
      case "OUT OF RANGE" -> ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE;
      case "OUT OF MEMORY" ->
          message.contains("max_temp_directory_size")
              ? ErrorCode.DISK_FULL
              : ErrorCode.OUT_OF_MEMORY;
      case "TRANSACTIONCONTEXT", "TRANSACTION" -> ofTransaction(message);
      case "INTERRUPT" -> ErrorCode.QUERY_CANCELED;
      case "PERMISSION" -> ErrorCode.INSUFFICIENT_PRIVILEGE;
      case "IO" -> ofInputOutput(message);
      case "NOT IMPLEMENTED", "INVALID TYPE" -> ErrorCode.FEATURE_NOT_SUPPORTED;
      case "DEPENDENCY" -> ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST;
      case "MISMATCH TYPE" -> ErrorCode.DATATYPE_MISMATCH;
      case "SETTINGS", "INVALID CONFIGURATION" -> ErrorCode.UNDEFINED_OBJECT;
      default -> ErrorCode.INTERNAL_ERROR;
    };
  }

  private static ErrorCode ofInputOutput(String message) {
    if (message.contains("No space left")) {
      return ErrorCode.DISK_FULL;
    }
    return message.contains("No files found") || message.contains("No such file")
        ? ErrorCode.UNDEFINED_FILE
        : ErrorCode.IO_ERROR;
  }

  private static ErrorCode ofBinder(String subtype, String message) {
    if (subtype.equals("COLUMN_NOT_FOUND")
        || message.contains("does not have a column")
        || message.contains("update column")) {
      return ErrorCode.UNDEFINED_COLUMN;
    }
    if (subtype.equals("NO_MATCHING_FUNCTION") || message.contains("No function matches")) {
      return ErrorCode.UNDEFINED_FUNCTION;
    }
    if (message.contains("GROUP BY clause")) {
      return ErrorCode.GROUPING_ERROR;
    }
    if (message.contains("Ambiguous reference")) {
      return ErrorCode.AMBIGUOUS_COLUMN;
    }
    if (message.contains("not found")) {
      return ErrorCode.UNDEFINED_TABLE;
    }
    return message.contains("Cannot compare") || message.contains("cast")
        ? ErrorCode.DATATYPE_MISMATCH
        : ErrorCode.SYNTAX_ERROR;
  }

  private static ErrorCode ofCatalog(String subtype, String message) {
    if (subtype.equals("ENTRY_ALREADY_EXISTS") || message.contains("already exists")) {
      return ofExisting(message);
    }
    if (message.contains("because schema") || message.startsWith("Schema")) {
      return ErrorCode.INVALID_SCHEMA_NAME;
    }
    if (message.startsWith("Table with")
        || message.startsWith("View with")
        || message.startsWith("Sequence with")) {
      return ErrorCode.UNDEFINED_TABLE;
    }
    if (message.contains("Function with name") || message.contains("Macro with name")) {
      return ErrorCode.UNDEFINED_FUNCTION;
    }
    return message.contains("Conflict") || message.contains("write-write")
        ? ErrorCode.SERIALIZATION_FAILURE
        : ErrorCode.UNDEFINED_OBJECT;
  }

  private static ErrorCode ofExisting(String message) {
    if (message.startsWith("Schema")) {
      return ErrorCode.DUPLICATE_SCHEMA;
    }
    if (message.contains("Function") || message.contains("Macro")) {
      return ErrorCode.DUPLICATE_FUNCTION;
    }
    if (message.startsWith("Column")) {
      return ErrorCode.DUPLICATE_COLUMN;
    }
    return message.startsWith("Table") || message.startsWith("View")
        ? ErrorCode.DUPLICATE_TABLE
        : ErrorCode.DUPLICATE_OBJECT;
  }

  private static ErrorCode ofConstraint(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("foreign key")) {
      return ErrorCode.FOREIGN_KEY_VIOLATION;
    }
    if (text.contains("not null")) {
      return ErrorCode.NOT_NULL_VIOLATION;
    }
    if (text.contains("check constraint")) {
      return ErrorCode.CHECK_VIOLATION;
    }
    return text.contains("duplicate") || text.contains("unique") || text.contains("primary key")
        ? ErrorCode.UNIQUE_VIOLATION
        : ErrorCode.INTEGRITY_CONSTRAINT_VIOLATION;
  }

  private static ErrorCode ofConversion(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("date") || text.contains("timestamp") || text.contains("time field")) {
      return text.contains("out of range")
          ? ErrorCode.DATETIME_FIELD_OVERFLOW
          : ErrorCode.INVALID_DATETIME_FORMAT;
    }
    return text.contains("out of range") || text.contains("overflow")
        ? ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE
        : ErrorCode.INVALID_TEXT_REPRESENTATION;
  }

  private static ErrorCode ofInvalidInput(String message) {
    if (message.contains("Division by zero")) {
      return ErrorCode.DIVISION_BY_ZERO;
    }
    if (message.contains("configuration has been locked")) {
      return ErrorCode.CANNOT_CHANGE_RUNTIME_PARAMETER;
    }
    if (message.endsWith("\" does not exist")) {
      return ofMissing(message);
    }
    return message.contains("CSV")
        ? ErrorCode.BAD_COPY_FILE_FORMAT
        : ErrorCode.INVALID_PARAMETER_VALUE;
  }

  /** What a look-up of the catalog by name does not find. */
  private static ErrorCode ofMissing(String message) {
    return switch (message.substring(0, message.indexOf(' '))) {
      case "relation" -> ErrorCode.UNDEFINED_TABLE;
      case "function" -> ErrorCode.UNDEFINED_FUNCTION;
      case "schema" -> ErrorCode.INVALID_SCHEMA_NAME;
      default -> ErrorCode.UNDEFINED_OBJECT;
    };
  }

  private static ErrorCode ofTransaction(String message) {
    if (message.contains("is aborted")) {
      return ErrorCode.IN_FAILED_SQL_TRANSACTION;
    }
    if (message.contains("no transaction is active")) {
      return ErrorCode.NO_ACTIVE_SQL_TRANSACTION;
    }
    if (message.contains("within a transaction")) {
      return ErrorCode.ACTIVE_SQL_TRANSACTION;
    }
    return message.toLowerCase(Locale.ROOT).contains("conflict")
        ? ErrorCode.SERIALIZATION_FAILURE
        : ErrorCode.INTERNAL_ERROR;
  }
}
