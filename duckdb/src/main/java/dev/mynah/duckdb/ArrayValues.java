// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.ArrayText;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DuckDB's lists as the contracts have arrays, and back. */
final class ArrayValues {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  /** The end of 64 bits of microseconds. */
  private static final LocalDateTime INFINITY =
      LocalDateTime.of(294_247, 1, 10, 4, 0, 54, 775_807_000);

  /** So far back there is nothing but the other infinity: PostgreSQL begins in the year -4712. */
  private static final int FARTHEST_YEAR = 290_000;

  private static final long MILLIS_PER_YEAR = 365L * 86_400_000;

  private ArrayValues() {}

  /** Returns a list of a result as text, points in time with a zone in UTC. */
  static String text(Array list) throws SQLException {
    return ArrayText.of(elements(list));
  }

  private static List<@Nullable Object> elements(Array list) throws SQLException {
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object element : (Object[]) list.getArray()) {
      elements.add(element(element));
    }
    return elements;
  }

  private static @Nullable Object element(@Nullable Object element) throws SQLException {
    return switch (element) {
      case null -> null;
      case Array inner -> elements(inner);
      case Boolean flag -> flag ? "t" : "f";
      // As a LocalDateTime it would have no era.
      case Timestamp time ->
          time.getTime() / MILLIS_PER_YEAR < -FARTHEST_YEAR
              ? "-infinity"
              : timestamp(time.toLocalDateTime(), "");
      case LocalDateTime time -> timestamp(time, "");
      case OffsetDateTime time ->
          timestamp(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(), "+00");
      case LocalDate date -> date(date);
      case OffsetTime time -> TypeMapping.text(time);
      case LocalTime time -> DateTimeFormatter.ISO_LOCAL_TIME.format(time);
      case Blob blob ->
          "\\x" + HexFormat.of().formatHex(blob.getBytes(1, Math.toIntExact(blob.length())));
      default -> element.toString();
    };
  }

  /** The two ends of 32 bits are the infinities. */
  private static String date(LocalDate date) {
    long days = date.toEpochDay();
    if (Math.abs(days) >= Integer.MAX_VALUE) {
      return days > 0 ? "infinity" : "-infinity";
    }
    return date.getYear() > 0
        ? date.toString().replaceFirst("^\\+", "")
        : "%04d-%02d-%02d BC"
            .formatted(1 - date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  private static String timestamp(LocalDateTime time, String zone) {
    if (!time.isBefore(INFINITY)) {
      return "infinity";
    }
    if (time.getYear() < -FARTHEST_YEAR) {
      return "-infinity";
    }
    return TIMESTAMP.format(time) + zone + (time.getYear() > 0 ? "" : " BC");
  }

  /** Returns an array as DuckDB's text form of lists, which it casts to any of their types. */
  static String list(String array, DataType type) {
    boolean ofBytes = type.element().filter(DataType.BYTES::equals).isPresent();
    try {
      StringBuilder out = new StringBuilder();
      write(ArrayText.parse(array), ofBytes, out);
      return out.toString();
    } catch (IllegalArgumentException e) {
      throw new DatastoreException(
          ErrorCode.INVALID_TEXT_REPRESENTATION,
          "malformed array literal: \"%s\"".formatted(array));
    }
  }

  private static void write(List<?> elements, boolean ofBytes, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Object element : elements) {
      out.append(separator);
      separator = ", ";
      switch (element) {
        case null -> out.append("NULL");
        case List<?> inner -> write(inner, ofBytes, out);
        default ->
            out.append('\'')
                .append(
                    (ofBytes ? bytes(element.toString()) : element.toString())
                        .replace("\\", "\\\\")
                        .replace("'", "\\'"))
                .append('\'');
      }
    }
    out.append(']');
  }

  /** DuckDB marks each byte. */
  private static String bytes(String hex) {
    return hex.startsWith("\\x") ? hex.substring(2).replaceAll("..", "\\\\x$0") : hex;
  }
}
