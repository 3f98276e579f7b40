// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.DataType.Kind;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBResultSetMetaData;
import org.jspecify.annotations.Nullable;

/** DuckDB's types in the words of the contracts, and back. */
final class TypeMapping {
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");
  private static final Pattern ARRAY = Pattern.compile("(.*?)(?:\\[\\d*])+", Pattern.DOTALL);
  private static final int MAX_PRECISION = 38;
  private static final OffsetDateTime EPOCH = Instant.EPOCH.atOffset(ZoneOffset.UTC);
  private static final int NANOS_PER_MICRO = 1_000;

  /** 24:00:00, for which Java has no time. */
  private static final long END_OF_DAY = 86_400_000_000L;

  private TypeMapping() {}

  static List<Column> columns(DuckDBResultSetMetaData metaData) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int index = 1; index <= metaData.getColumnCount(); index++) {
      columns.add(
          new Column(metaData.getColumnName(index), ofName(metaData.getColumnTypeName(index))));
    }
    return List.copyOf(columns);
  }

  /** Returns the type of a name that DuckDB prints, such as {@code DECIMAL(18,2)}. */
  static DataType ofName(String name) {
    Matcher decimal = DECIMAL.matcher(name);
    if (decimal.matches()) {
      return DataType.decimal(
          Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    return switch (name) {
      case "BOOLEAN" -> DataType.BOOLEAN;
      case "TINYINT", "UTINYINT" -> new DataType(Kind.SMALLINT, 0, 0, name);
      case "SMALLINT" -> DataType.SMALLINT;
      case "USMALLINT" -> new DataType(Kind.INTEGER, 0, 0, name);
      case "INTEGER" -> DataType.INTEGER;
      case "UINTEGER" -> new DataType(Kind.BIGINT, 0, 0, name);
      case "BIGINT" -> DataType.BIGINT;
      case "UBIGINT", "HUGEINT", "UHUGEINT" -> new DataType(Kind.DECIMAL, MAX_PRECISION, 0, name);
      case "FLOAT" -> DataType.REAL;
      case "DOUBLE" -> DataType.DOUBLE;
      case "VARCHAR" -> DataType.TEXT;
      case "JSON" -> DataType.JSON;
      case "BLOB" -> DataType.BYTES;
      case "DATE" -> DataType.DATE;
      case "TIME" -> DataType.TIME;
      case "TIMESTAMP" -> DataType.TIMESTAMP;
      case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          new DataType(Kind.TIMESTAMP, 0, 0, name);
      case "TIMESTAMP WITH TIME ZONE" -> DataType.TIMESTAMPTZ;
      case "UUID" -> DataType.UUID;
      case "INTERVAL" -> DataType.INTERVAL;
      case "INVALID", "UNKNOWN", "\"NULL\"" -> DataType.UNKNOWN;
      default -> ofLongName(name);
    };
  }

  private static DataType ofLongName(String name) {
    Matcher array = ARRAY.matcher(name);
    if (array.matches()) {
      return DataType.array(ofName(array.group(1)), name);
    }
    return name.startsWith("ENUM") ? new DataType(Kind.TEXT, 0, 0, name) : DataType.other(name);
  }

  /** Reads a value of a result as {@link dev.mynah.spi.data.ValueVector} wants it. */
  static @Nullable Object value(ResultSet result, int index, DataType type) throws SQLException {
    Object value;
    try {
      value = result.getObject(index);
    } catch (DateTimeException e) {
      if (type.kind() == Kind.TIME) {
        return END_OF_DAY;
      }
      throw e;
    }
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> value;
      case SMALLINT, INTEGER, BIGINT -> ((Number) value).longValue();
      case REAL, DOUBLE -> ((Number) value).doubleValue();
      case DECIMAL ->
          value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
      case BYTES -> bytes((Blob) value);
      // Asked for by its class, the driver makes it from a java.sql.Date, which has no era.
      case DATE ->
          value instanceof LocalDate date
              ? date.toEpochDay()
              : result.getObject(index, LocalDate.class).toEpochDay();
      case TIME -> result.getObject(index, LocalTime.class).toNanoOfDay() / NANOS_PER_MICRO;
      case TIMESTAMP ->
          micros(result.getObject(index, LocalDateTime.class).atOffset(ZoneOffset.UTC));
      case TIMESTAMPTZ -> micros(result.getObject(index, OffsetDateTime.class));
      case ARRAY -> ArrayValues.text((Array) value);
      case TEXT, JSON, UUID, INTERVAL, UNKNOWN -> result.getString(index);
      case OTHER -> value instanceof OffsetTime time ? text(time) : result.getString(index);
    };
  }

  /** Returns a time as PostgreSQL has it, with seconds and the shortest offset. */
  static String text(OffsetTime time) {
    String offset = time.getOffset().equals(ZoneOffset.UTC) ? "+00" : time.getOffset().getId();
    return DateTimeFormatter.ISO_LOCAL_TIME.format(time) + offset.replaceFirst(":00$", "");
  }

  private static byte[] bytes(Blob blob) throws SQLException {
    return blob.getBytes(1, Math.toIntExact(blob.length()));
  }

  private static long micros(OffsetDateTime time) {
    return ChronoUnit.MICROS.between(EPOCH, time);
  }

  /** Returns the type that a function of ours is registered with. */
  static DuckDBColumnType registered(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> DuckDBColumnType.BOOLEAN;
      case SMALLINT -> DuckDBColumnType.SMALLINT;
      case INTEGER -> DuckDBColumnType.INTEGER;
      case BIGINT -> DuckDBColumnType.BIGINT;
      case REAL -> DuckDBColumnType.FLOAT;
      case DOUBLE -> DuckDBColumnType.DOUBLE;
      case DATE -> DuckDBColumnType.DATE;
      case TIMESTAMP -> DuckDBColumnType.TIMESTAMP;
      case TIMESTAMPTZ -> DuckDBColumnType.TIMESTAMP_WITH_TIME_ZONE;
      case TEXT, JSON -> DuckDBColumnType.VARCHAR;
      case DECIMAL, BYTES, TIME, UUID, INTERVAL, OTHER, ARRAY, UNKNOWN ->
          throw new IllegalArgumentException("no function can take or return " + type.engineName());
    };
  }
}
