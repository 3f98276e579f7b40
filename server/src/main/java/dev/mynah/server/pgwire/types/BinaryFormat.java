// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;

/** Values in PostgreSQL's binary form. */
public final class BinaryFormat {
  /** PostgreSQL counts dates and times from 2000-01-01. */
  private static final int EPOCH_DAYS = 10_957;

  private static final long EPOCH_MICROS = EPOCH_DAYS * DateTimeText.MICROS_PER_DAY;

  private static final TextFormat UTC = new TextFormat(ZoneOffset.UTC);

  /** What the binary form of jsonb begins with: its version. */
  private static final byte JSONB = 1;

  private BinaryFormat() {}

  /** Returns what writes the values of a column. */
  public static CellWriter writer(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> (column, row, out) -> out.int8(column.booleanAt(row) ? 1 : 0);
      case SMALLINT -> (column, row, out) -> out.int16((int) column.longAt(row));
      case INTEGER -> (column, row, out) -> out.int32((int) column.longAt(row));
      case BIGINT -> (column, row, out) -> out.int64(column.longAt(row));
      case REAL ->
          (column, row, out) -> out.int32(Float.floatToIntBits((float) column.doubleAt(row)));
      case DOUBLE -> (column, row, out) -> out.int64(Double.doubleToLongBits(column.doubleAt(row)));
      case DECIMAL ->
          type.equals(DataType.NUMERIC)
              ? (column, row, out) ->
                  BinaryNumeric.write(TextFormat.shortest(column.decimalAt(row)), out)
              : (column, row, out) -> BinaryNumeric.write(column.decimalAt(row), out);
      case ARRAY -> new ArrayFormat(type, UTC)::writeBinary;
      case OTHER ->
          type.equals(DataType.TIMETZ)
              ? (column, row, out) -> ZonedTime.write(column.textAt(row), out)
              : (column, row, out) -> out.text(column.textAt(row));
      case TEXT, JSON, UNKNOWN -> (column, row, out) -> out.text(column.textAt(row));
      case BYTES -> (column, row, out) -> out.bytes(column.bytesAt(row));
      case UUID ->
          (column, row, out) ->
              out.bytes(HexFormat.of().parseHex(column.textAt(row).replace("-", "")));
      case DATE -> (column, row, out) -> out.int32(days(column.longAt(row)));
      case TIME -> (column, row, out) -> out.int64(column.longAt(row));
      case TIMESTAMP, TIMESTAMPTZ -> (column, row, out) -> out.int64(micros(column.longAt(row)));
      case INTERVAL -> (column, row, out) -> BinaryInterval.write(column.textAt(row), out);
    };
  }

  /**
   * Reads a value.
   *
   * @return of the class that {@link dev.mynah.spi.engine.PreparedQuery#run} takes for the type; a
   *     text for an infinite date and for an interval
   * @throws DatastoreException when the bytes are no value of the type, or it is not known
   */
  public static Object parse(DataType type, byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    return switch (type.kind()) {
      case BOOLEAN -> sized(buffer, 1).get() != 0;
      case SMALLINT -> (long) sized(buffer, 2).getShort();
      case INTEGER -> (long) sized(buffer, 4).getInt();
      case BIGINT -> value.length == 4 ? buffer.getInt() & 0xffffffffL : sized(buffer, 8).getLong();
      case REAL -> (double) sized(buffer, 4).getFloat();
      case DOUBLE -> sized(buffer, 8).getDouble();
      case DECIMAL -> BinaryNumeric.parse(buffer);
      case TEXT -> text(value);
      case JSON -> {
        boolean isJsonb = value.length > 0 && value[0] == JSONB;
        yield text(isJsonb ? Arrays.copyOfRange(value, 1, value.length) : value);
      }
      case BYTES -> value;
      case UUID -> UuidText.hyphenate(HexFormat.of().formatHex(sized(buffer, 16).array()));
      case DATE -> date(sized(buffer, 4).getInt());
      case TIME -> time(sized(buffer, 8).getLong());
      case TIMESTAMP -> timestamp(sized(buffer, 8).getLong(), false);
      case TIMESTAMPTZ -> timestamp(sized(buffer, 8).getLong(), true);
      case INTERVAL -> BinaryInterval.parse(sized(buffer, BinaryInterval.SIZE));
      case ARRAY -> ArrayFormat.parse(buffer);
      case OTHER -> {
        if (!type.equals(DataType.TIMETZ)) {
          throw notSupported();
        }
        yield ZonedTime.parse(sized(buffer, ZonedTime.SIZE));
      }
      case UNKNOWN -> throw notSupported();
    };
  }

  /**
   * Writes a value of a column in PostgreSQL's text form, a point in time in UTC.
   *
   * @param type of the column, which the value must have exactly
   */
  public static void writeText(DataType type, byte[] value, WireBuffer out) {
    // As a parameter, eight bytes may be four: those of an oid.
    if (type.kind() == DataType.Kind.BIGINT) {
      sized(ByteBuffer.wrap(value), Long.BYTES);
    } else if (type.kind() == DataType.Kind.ARRAY) {
      ArrayFormat.checkElement(type, ByteBuffer.wrap(value));
    }
    writeAnyText(type, value, out);
  }

  static void writeAnyText(DataType type, byte[] value, WireBuffer out) {
    boolean isText =
        type.kind() == DataType.Kind.UNKNOWN
            || (type.kind() == DataType.Kind.OTHER && !type.equals(DataType.TIMETZ));
    Object parsed = isText ? text(value) : parse(type, value);
    if (parsed instanceof String text) {
      out.text(text);
    } else {
      UTC.writer(type).write(ArrayFormat.vector(type, parsed), 0, out);
    }
  }

  private static DatastoreException notSupported() {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "binary format of a parameter of unknown type is not supported")
        .withHint("Ask for text format, for instance with binaryTransfer=false in pgjdbc.");
  }

  private static ByteBuffer sized(ByteBuffer buffer, int size) {
    if (buffer.remaining() != size) {
      throw invalid();
    }
    return buffer;
  }

  static DatastoreException invalid() {
    return new DatastoreException(
        ErrorCode.INVALID_BINARY_REPRESENTATION, "incorrect binary data format in bind parameter");
  }

  private static String text(byte[] value) {
    for (byte unit : value) {
      if (unit == 0) {
        throw new DatastoreException(
            ErrorCode.CHARACTER_NOT_IN_REPERTOIRE,
            "invalid byte sequence for encoding \"UTF8\": 0x00");
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new DatastoreException(
              ErrorCode.CHARACTER_NOT_IN_REPERTOIRE, "invalid byte sequence for encoding \"UTF8\"")
          .withCause(e);
    }
  }

  private static int days(long daysSince1970) {
    if (daysSince1970 >= Integer.MAX_VALUE) {
      return Integer.MAX_VALUE;
    }
    return daysSince1970 <= -Integer.MAX_VALUE
        ? Integer.MIN_VALUE
        : (int) (daysSince1970 - EPOCH_DAYS);
  }

  private static long micros(long microsSince1970) {
    if (microsSince1970 == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    return microsSince1970 <= -Long.MAX_VALUE ? Long.MIN_VALUE : microsSince1970 - EPOCH_MICROS;
  }

  private static Object date(int daysSince2000) {
    return switch (daysSince2000) {
      case Integer.MAX_VALUE -> "infinity";
      case Integer.MIN_VALUE -> "-infinity";
      default -> LocalDate.ofEpochDay((long) daysSince2000 + EPOCH_DAYS);
    };
  }

  private static Object time(long micros) {
    if (micros == DateTimeText.MICROS_PER_DAY) {
      return "24:00:00";
    }
    if (micros < 0 || micros > DateTimeText.MICROS_PER_DAY) {
      throw invalid();
    }
    return LocalTime.ofNanoOfDay(micros * 1000);
  }

  private static Object timestamp(long microsSince2000, boolean withZone) {
    if (microsSince2000 == Long.MAX_VALUE) {
      return "infinity";
    }
    if (microsSince2000 == Long.MIN_VALUE) {
      return "-infinity";
    }
    long seconds = Math.floorDiv(microsSince2000, DateTimeText.MICROS_PER_SECOND);
    long micros = Math.floorMod(microsSince2000, DateTimeText.MICROS_PER_SECOND);
    Instant instant =
        Instant.ofEpochSecond(
            seconds + EPOCH_MICROS / DateTimeText.MICROS_PER_SECOND, micros * 1000);
    return withZone
        ? instant.atOffset(ZoneOffset.UTC)
        : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
