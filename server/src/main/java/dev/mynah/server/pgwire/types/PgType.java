// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.spi.data.DataType;
import java.util.Map;

/**
 * A type as PostgreSQL numbers it.
 *
 * @param oid its number in {@code pg_type}
 * @param name as error messages write it
 * @param size in bytes, -1 when values differ
 */
public record PgType(int oid, String name, int size) {
  private static final int TEXTS = 1009;

  /** The numbers of array types by those of their elements. */
  private static final Map<Integer, Integer> ARRAYS =
      Map.ofEntries(
          Map.entry(16, 1000),
          Map.entry(17, 1001),
          Map.entry(18, 1002),
          Map.entry(19, 1003),
          Map.entry(20, 1016),
          Map.entry(21, 1005),
          Map.entry(23, 1007),
          Map.entry(25, TEXTS),
          Map.entry(26, 1028),
          Map.entry(114, 199),
          Map.entry(700, 1021),
          Map.entry(701, 1022),
          Map.entry(1042, 1014),
          Map.entry(1043, 1015),
          Map.entry(1082, 1182),
          Map.entry(1083, 1183),
          Map.entry(1114, 1115),
          Map.entry(1184, 1185),
          Map.entry(1186, 1187),
          Map.entry(1266, 1270),
          Map.entry(1700, 1231),
          Map.entry(2950, 2951),
          Map.entry(3802, 3807));

  private static final PgType BOOLEAN = new PgType(16, "boolean", 1);
  private static final PgType BYTEA = new PgType(17, "bytea", -1);
  private static final PgType BIGINT = new PgType(20, "bigint", 8);
  private static final PgType SMALLINT = new PgType(21, "smallint", 2);
  private static final PgType INTEGER = new PgType(23, "integer", 4);
  private static final PgType TEXT = new PgType(25, "text", -1);
  private static final PgType JSON = new PgType(114, "json", -1);
  private static final PgType REAL = new PgType(700, "real", 4);
  private static final PgType DOUBLE = new PgType(701, "double precision", 8);
  private static final PgType DATE = new PgType(1082, "date", 4);
  private static final PgType TIME = new PgType(1083, "time", 8);
  private static final PgType TIMESTAMP = new PgType(1114, "timestamp", 8);
  private static final PgType TIMESTAMPTZ = new PgType(1184, "timestamp with time zone", 8);
  private static final PgType INTERVAL = new PgType(1186, "interval", 16);
  private static final PgType TIMETZ = new PgType(1266, "time with time zone", 12);
  private static final PgType NUMERIC = new PgType(1700, "numeric", -1);
  private static final PgType UUID = new PgType(2950, "uuid", 16);

  /** Returns the type that values have on the wire; text for any that PostgreSQL has not. */
  public static PgType of(DataType type) {
    if (type.equals(DataType.TIMETZ)) {
      return TIMETZ;
    }
    return type.element().map(PgType::arrayOf).orElseGet(() -> of(type.kind()));
  }

  private static PgType arrayOf(DataType element) {
    PgType type = of(element);
    return new PgType(ARRAYS.getOrDefault(type.oid, TEXTS), type.name + "[]", -1);
  }

  private static PgType of(DataType.Kind kind) {
    return switch (kind) {
      case BOOLEAN -> BOOLEAN;
      case SMALLINT -> SMALLINT;
      case INTEGER -> INTEGER;
      case BIGINT -> BIGINT;
      case DECIMAL -> NUMERIC;
      case REAL -> REAL;
      case DOUBLE -> DOUBLE;
      case TEXT, OTHER, ARRAY, UNKNOWN -> TEXT;
      case JSON -> JSON;
      case BYTES -> BYTEA;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP -> TIMESTAMP;
      case TIMESTAMPTZ -> TIMESTAMPTZ;
      case UUID -> UUID;
      case INTERVAL -> INTERVAL;
    };
  }

  /** Returns PostgreSQL's type modifier: precision and scale of a limited decimal, else -1. */
  public static int modifier(DataType type) {
    boolean limited =
        type.kind() == DataType.Kind.DECIMAL
            && type.precision() > 0
            && !type.equals(DataType.NUMERIC);
    return limited ? (type.precision() << 16 | type.scale()) + 4 : -1;
  }

  /**
   * Returns the type that a client means by a number; {@link DataType#UNKNOWN} when it leaves the
   * type open with 0 or names one that the datastore does not have.
   */
  public static DataType dataType(int oid) {
    return switch (oid) {
      case 16 -> DataType.BOOLEAN;
      case 17 -> DataType.BYTES;
      // oid itself is an unsigned 32-bit number.
      case 20, 26 -> DataType.BIGINT;
      case 21 -> DataType.SMALLINT;
      case 23 -> DataType.INTEGER;
      // char, name, text, bpchar, varchar
      case 18, 19, 25, 1042, 1043 -> DataType.TEXT;
      // json, jsonb
      case 114, 3802 -> DataType.JSON;
      case 700 -> DataType.REAL;
      case 701 -> DataType.DOUBLE;
      case 1082 -> DataType.DATE;
      case 1083 -> DataType.TIME;
      case 1114 -> DataType.TIMESTAMP;
      case 1184 -> DataType.TIMESTAMPTZ;
      case 1186 -> DataType.INTERVAL;
      case 1266 -> DataType.TIMETZ;
      case 1700 -> new DataType(DataType.Kind.DECIMAL, 0, 0, "DECIMAL");
      case 2950 -> DataType.UUID;
      case 2278 -> DataType.other("void");
      default -> arrayType(oid);
    };
  }

  private static DataType arrayType(int oid) {
    for (Map.Entry<Integer, Integer> array : ARRAYS.entrySet()) {
      if (array.getValue() == oid) {
        DataType element = dataType(array.getKey());
        return DataType.array(element, element.engineName() + "[]");
      }
    }
    return DataType.UNKNOWN;
  }
}
