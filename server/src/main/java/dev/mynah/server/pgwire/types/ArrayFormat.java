// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.spi.data.ArrayText;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueVector;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays of one type in PostgreSQL's two forms. */
final class ArrayFormat {
  private static final int MAX_DIMENSIONS = 6;

  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

  private final DataType element;
  private final TextFormat format;
  private final CellWriter text;
  private final CellWriter binary;

  ArrayFormat(DataType type, TextFormat format) {
    this.element = type.element().orElse(DataType.TEXT);
    this.format = format;
    this.text = format.writer(element);
    this.binary = BinaryFormat.writer(element);
  }

  void writeText(ColumnVector column, int row, WireBuffer out) {
    String array = column.textAt(row);
    out.text(
        switch (element.kind()) {
          // As the client's settings have them, or shorter than the engine writes them.
          case DECIMAL, REAL, DOUBLE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL ->
              ArrayText.of(rewritten(ArrayText.parse(array)));
          case BOOLEAN, SMALLINT, INTEGER, BIGINT, TEXT, JSON, BYTES -> array;
          case DATE, UUID, OTHER, UNKNOWN, ARRAY -> array;
        });
  }

  private List<@Nullable Object> rewritten(List<?> elements) {
    List<@Nullable Object> rewritten = new ArrayList<>();
    for (Object value : elements) {
      switch (value) {
        case null -> rewritten.add(null);
        case List<?> inner -> rewritten.add(rewritten(inner));
        default -> {
          WireBuffer cell = new WireBuffer(32);
          text.write(vector(value.toString()), 0, cell);
          rewritten.add(new String(cell.toByteArray(), StandardCharsets.UTF_8));
        }
      }
    }
    return rewritten;
  }

  void writeBinary(ColumnVector column, int row, WireBuffer out) {
    List<@Nullable Object> array = ArrayText.parse(column.textAt(row));
    List<Integer> sizes = new ArrayList<>();
    if (!array.isEmpty()) {
      sizes(array, sizes);
    }
    List<@Nullable Object> values = new ArrayList<>();
    flatten(array, 0, sizes, values);
    out.int32(sizes.size());
    out.int32(values.contains(null) ? 1 : 0);
    out.int32(PgType.of(element).oid());
    for (int size : sizes) {
      out.int32(size);
      out.int32(1);
    }
    for (Object value : values) {
      int start = out.size();
      out.int32(-1);
      if (value != null) {
        binary.write(vector(value.toString()), 0, out);
        out.int32At(start, out.size() - start - Integer.BYTES);
      }
    }
  }

  private static void sizes(List<?> array, List<Integer> sizes) {
    sizes.add(array.size());
    if (!array.isEmpty() && array.getFirst() instanceof List<?> inner) {
      sizes(inner, sizes);
    }
  }

  private static void flatten(
      List<?> array, int depth, List<Integer> sizes, List<@Nullable Object> values) {
    boolean isInner = depth + 1 < sizes.size();
    for (Object value : array) {
      if (isInner != value instanceof List<?>
          || (value instanceof List<?> inner && inner.size() != sizes.get(depth + 1))) {
        throw new DatastoreException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "an array of arrays of different lengths has no binary form")
            .withHint("Ask for text format.");
      }
      if (value instanceof List<?> inner) {
        flatten(inner, depth + 1, sizes, values);
      } else {
        values.add(value);
      }
    }
  }

  private ColumnVector vector(String value) {
    return vector(element, format.parse(element, value));
  }

  /** Returns a column of one value, which was read from a client. */
  static ColumnVector vector(DataType type, Object parsed) {
    return new ValueVector(
        type, List.of(parsed instanceof String text ? stored(type, text) : stored(parsed)));
  }

  /** Returns a value for which Java has no class, as vectors have it. */
  private static Object stored(DataType type, String text) {
    int sign = text.startsWith("-") ? -1 : 1;
    return switch (type.kind()) {
      case DATE -> sign * (long) Integer.MAX_VALUE;
      case TIMESTAMP, TIMESTAMPTZ -> sign * Long.MAX_VALUE;
      case TIME -> DateTimeText.MICROS_PER_DAY;
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, BYTES -> text;
      case TEXT, JSON, UUID, INTERVAL, OTHER, UNKNOWN, ARRAY -> text;
    };
  }

  /** Returns a value as vectors have it. */
  private static Object stored(Object value) {
    return switch (value) {
      case LocalDate date -> date.toEpochDay();
      case LocalTime time -> time.toNanoOfDay() / 1000;
      case LocalDateTime time -> ChronoUnit.MICROS.between(EPOCH, time);
      case OffsetDateTime time -> ChronoUnit.MICROS.between(EPOCH.atOffset(ZoneOffset.UTC), time);
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      default -> value;
    };
  }

  /** Returns the text of an array that a client sends, if it is one. */
  static String checked(String text) {
    try {
      ArrayText.parse(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw new DatastoreException(
          ErrorCode.INVALID_TEXT_REPRESENTATION, "malformed array literal: \"%s\"".formatted(text));
    }
  }

  /** Checks that an array has the elements of the type of arrays. */
  static void checkElement(DataType type, ByteBuffer buffer) {
    DataType element = type;
    while (element.kind() == DataType.Kind.ARRAY) {
      element = element.element().orElse(DataType.TEXT);
    }
    if (buffer.remaining() < 3 * Integer.BYTES) {
      throw BinaryFormat.invalid();
    }
    DataType sent = PgType.dataType(buffer.getInt(2 * Integer.BYTES));
    if (PgType.of(sent).oid() != PgType.of(element).oid()) {
      throw new DatastoreException(ErrorCode.DATATYPE_MISMATCH, "wrong element type");
    }
  }

  /** Reads an array that says itself of what it is. */
  static String parse(ByteBuffer buffer) {
    try {
      int dimensions = buffer.getInt();
      buffer.getInt();
      DataType element = PgType.dataType(buffer.getInt());
      if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
        throw BinaryFormat.invalid();
      }
      int[] sizes = new int[dimensions];
      for (int index = 0; index < dimensions; index++) {
        sizes[index] = buffer.getInt();
        buffer.getInt();
      }
      List<@Nullable Object> array =
          dimensions == 0 ? List.of() : elements(buffer, element, sizes, 0);
      if (buffer.hasRemaining()) {
        throw BinaryFormat.invalid();
      }
      return ArrayText.of(array);
    } catch (BufferUnderflowException e) {
      throw BinaryFormat.invalid();
    }
  }

  private static List<@Nullable Object> elements(
      ByteBuffer buffer, DataType type, int[] sizes, int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    // A size that lies is found out by the end of the buffer, not by memory.
    for (int count = 0; count < sizes[depth]; count++) {
      elements.add(
          depth + 1 < sizes.length
              ? elements(buffer, type, sizes, depth + 1)
              : value(buffer, type));
      if (depth + 1 < sizes.length && !buffer.hasRemaining() && count + 1 < sizes[depth]) {
        throw BinaryFormat.invalid();
      }
    }
    return elements;
  }

  private static @Nullable String value(ByteBuffer buffer, DataType type) {
    int length = buffer.getInt();
    if (length == -1) {
      return null;
    }
    if (length < 0 || length > buffer.remaining()) {
      throw BinaryFormat.invalid();
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    WireBuffer text = new WireBuffer(32);
    BinaryFormat.writeAnyText(type, bytes, text);
    return new String(text.toByteArray(), StandardCharsets.UTF_8);
  }
}
