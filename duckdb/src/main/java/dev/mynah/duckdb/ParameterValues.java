// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.DataType;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Gives a statement its parameters, in the types that it was bound for: for values of other types
 * DuckDB binds and plans it again at every run, which costs many times as much as the run.
 */
final class ParameterValues {
  /** The driver forgets the era of dates before Christ, which the engine reads in brackets. */
  private static final DateTimeFormatter PAST_DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd '(BC)'", Locale.ROOT);

  private ParameterValues() {}

  static void bind(
      DuckDBPreparedStatement target,
      List<DataType> types,
      List<? extends @Nullable Object> parameters)
      throws SQLException {
    for (int index = 0; index < parameters.size(); index++) {
      Object parameter = parameters.get(index);
      DataType type = index < types.size() ? types.get(index) : DataType.UNKNOWN;
      switch (parameter) {
        case byte[] bytes -> target.setBytes(index + 1, bytes);
        case Long number -> target.setObject(index + 1, exact(number, type));
        case String text when type.kind() == DataType.Kind.ARRAY ->
            target.setString(index + 1, ArrayValues.list(text, type));
        case LocalDate date when date.getYear() <= 0 ->
            target.setString(index + 1, PAST_DATE.format(date));
        case null, default -> target.setObject(index + 1, parameter);
      }
    }
  }

  /** Returns the number as the type has it, if it is in its range. */
  private static Object exact(long number, DataType type) {
    return switch (type.engineName()) {
      case "INTEGER" -> (int) number == number ? (Object) (int) number : (Object) number;
      case "SMALLINT" -> (short) number == number ? (Object) (short) number : (Object) number;
      case "TINYINT" -> (byte) number == number ? (Object) (byte) number : (Object) number;
      default -> number;
    };
  }
}
