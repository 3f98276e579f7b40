// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.data;

import java.util.Objects;
import java.util.Optional;

/**
 * The type of a column.
 *
 * @param kind how values are read from a {@link ColumnVector}
 * @param precision decimal digits of a {@link Kind#DECIMAL}, else 0
 * @param scale digits after the point of a {@link Kind#DECIMAL}, else 0
 * @param engineName the type as the engine writes it, usable in a CAST: {@code DECIMAL(18,2)}
 * @param element the type of an array's values, however deep they lie; absent for other types
 */
public record DataType(
    Kind kind, int precision, int scale, String engineName, Optional<DataType> element) {
  public static final DataType BOOLEAN = of(Kind.BOOLEAN, "BOOLEAN");
  public static final DataType SMALLINT = of(Kind.SMALLINT, "SMALLINT");
  public static final DataType INTEGER = of(Kind.INTEGER, "INTEGER");
  public static final DataType BIGINT = of(Kind.BIGINT, "BIGINT");
  public static final DataType REAL = of(Kind.REAL, "FLOAT");
  public static final DataType DOUBLE = of(Kind.DOUBLE, "DOUBLE");
  public static final DataType TEXT = of(Kind.TEXT, "VARCHAR");
  public static final DataType JSON = of(Kind.JSON, "JSON");
  public static final DataType BYTES = of(Kind.BYTES, "BLOB");
  public static final DataType DATE = of(Kind.DATE, "DATE");
  public static final DataType TIME = of(Kind.TIME, "TIME");
  public static final DataType TIMESTAMP = of(Kind.TIMESTAMP, "TIMESTAMP");
  public static final DataType TIMESTAMPTZ = of(Kind.TIMESTAMPTZ, "TIMESTAMP WITH TIME ZONE");

  /**
   * What a decimal without a precision is; so wide that its digits count, and not the places that
   * it has for them.
   */
  public static final DataType NUMERIC = decimal(38, 9);

  /** Times of day with an offset from UTC; their values are texts such as {@code 12:30:00.5+02}. */
  public static final DataType TIMETZ = of(Kind.OTHER, "TIME WITH TIME ZONE");

  public static final DataType UUID = of(Kind.UUID, "UUID");
  public static final DataType INTERVAL = of(Kind.INTERVAL, "INTERVAL");

  /** A type that the engine could not tell, as of a parameter without context. */
  public static final DataType UNKNOWN = of(Kind.UNKNOWN, "UNKNOWN");

  public DataType {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(engineName);
  }

  /** Makes a type that is no array. */
  public DataType(Kind kind, int precision, int scale, String engineName) {
    this(kind, precision, scale, engineName, Optional.empty());
  }

  /**
   * Returns the type of arrays.
   *
   * @param element the type of the values, however deep they lie
   */
  public static DataType array(DataType element, String engineName) {
    return new DataType(Kind.ARRAY, 0, 0, engineName, Optional.of(element));
  }

  private static DataType of(Kind kind, String engineName) {
    return new DataType(kind, 0, 0, engineName);
  }

  /** Returns a decimal; {@code precision} of 1 to 38, {@code scale} of 0 to precision. */
  public static DataType decimal(int precision, int scale) {
    if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
      throw new IllegalArgumentException("DECIMAL(%d,%d)".formatted(precision, scale));
    }
    return new DataType(
        Kind.DECIMAL, precision, scale, "DECIMAL(%d,%d)".formatted(precision, scale));
  }

  /** Returns a type that this contract does not know; its values are read as text. */
  public static DataType other(String engineName) {
    return of(Kind.OTHER, engineName);
  }

  /** How a value is represented, and with which method of {@link ColumnVector} it is read. */
  public enum Kind {
    /** {@link ColumnVector#booleanAt}. */
    BOOLEAN,
    /** 16 bits, {@link ColumnVector#longAt}. */
    SMALLINT,
    /** 32 bits, {@link ColumnVector#longAt}. */
    INTEGER,
    /** 64 bits, {@link ColumnVector#longAt}. */
    BIGINT,
    /** {@link ColumnVector#decimalAt}; wider whole numbers too, with scale 0. */
    DECIMAL,
    /** 32 bits, {@link ColumnVector#doubleAt}. */
    REAL,
    /** {@link ColumnVector#doubleAt}. */
    DOUBLE,
    /** {@link ColumnVector#textAt}. */
    TEXT,
    /** {@link ColumnVector#textAt}. */
    JSON,
    /** {@link ColumnVector#bytesAt}. */
    BYTES,
    /** Days since 1970-01-01, {@link ColumnVector#longAt}. */
    DATE,
    /** Microseconds of the day, {@link ColumnVector#longAt}. */
    TIME,
    /** Microseconds since 1970-01-01 without a zone, {@link ColumnVector#longAt}. */
    TIMESTAMP,
    /** Microseconds since 1970-01-01 UTC, {@link ColumnVector#longAt}. */
    TIMESTAMPTZ,
    /** {@link ColumnVector#textAt}. */
    UUID,
    /** {@link ColumnVector#textAt}. */
    INTERVAL,
    /** Anything else, as the engine prints it, {@link ColumnVector#textAt}. */
    OTHER,
    /** Not known before a value is given. */
    UNKNOWN,
    /** As {@link ArrayText} has it, {@link ColumnVector#textAt}. */
    ARRAY;

    /** Tells whether values are numbers that can be added. */
    public boolean isNumeric() {
      return switch (this) {
        case SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> true;
        default -> false;
      };
    }

    /** Tells whether values are whole numbers of at most 64 bits. */
    public boolean isInteger() {
      return this == SMALLINT || this == INTEGER || this == BIGINT;
    }

    /** Tells whether values are points in time. */
    public boolean isTemporal() {
      return this == DATE || this == TIMESTAMP || this == TIMESTAMPTZ;
    }
  }
}
