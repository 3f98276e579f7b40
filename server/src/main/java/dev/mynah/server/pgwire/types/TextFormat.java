// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.types;

import dev.mynah.server.pgwire.messages.WireBuffer;
import dev.mynah.spi.data.ByteaText;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values as PostgreSQL prints and reads them, under one time zone. */
public final class TextFormat {
  private static final Pattern MINUS_ONE = Pattern.compile("(-1 (?:year|mon|day))\\b");

  private static final Pattern BEHIND_NEGATIVE = Pattern.compile("(-\\d+ [a-z]+ )(\\d)");

  private final ZoneId zone;

  public TextFormat(ZoneId zone) {
    this.zone = zone;
  }

  /** Returns the format under a TimeZone setting; UTC when Java does not know that zone. */
  public static TextFormat inZone(String timeZone) {
    try {
      return new TextFormat(ZoneId.of(timeZone, ZoneId.SHORT_IDS));
    } catch (DateTimeException e) {
      return new TextFormat(ZoneOffset.UTC);
    }
  }

  /** Returns what writes the values of a column of the given type. */
  public CellWriter writer(DataType type) {
    ZoneRules rules = zone.getRules();
    return switch (type.kind()) {
      case BOOLEAN -> (column, row, out) -> out.int8(column.booleanAt(row) ? 't' : 'f');
      case SMALLINT, INTEGER, BIGINT -> (column, row, out) -> out.digits(column.longAt(row));
      case DECIMAL ->
          type.equals(DataType.NUMERIC)
              ? (column, row, out) -> out.text(shortest(column.decimalAt(row)).toPlainString())
              : (column, row, out) -> out.text(column.decimalAt(row).toPlainString());
      case REAL -> (column, row, out) -> FloatText.writeReal((float) column.doubleAt(row), out);
      case DOUBLE -> (column, row, out) -> FloatText.write(column.doubleAt(row), out);
      case ARRAY -> new ArrayFormat(type, this)::writeText;
      case TEXT, JSON, UUID, OTHER, UNKNOWN -> (column, row, out) -> out.text(column.textAt(row));
      case INTERVAL -> (column, row, out) -> out.text(interval(column.textAt(row)));
      case BYTES ->
          (column, row, out) -> {
            out.text("\\x");
            out.hex(column.bytesAt(row));
          };
      case DATE -> (column, row, out) -> DateTimeText.writeDate(column.longAt(row), out);
      case TIME -> (column, row, out) -> DateTimeText.writeTime(column.longAt(row), out);
      case TIMESTAMP -> (column, row, out) -> DateTimeText.writeTimestamp(column.longAt(row), out);
      case TIMESTAMPTZ ->
          (column, row, out) -> DateTimeText.writeTimestampWithZone(column.longAt(row), rules, out);
    };
  }

  /** Returns a decimal without zeros at its end. */
  static BigDecimal shortest(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Returns one value as text; empty for NULL. */
  public Optional<String> text(ColumnVector column, int row) {
    if (column.isNull(row)) {
      return Optional.empty();
    }
    WireBuffer out = new WireBuffer(32);
    writer(column.type()).write(column, row, out);
    return Optional.of(new String(out.toByteArray(), StandardCharsets.UTF_8));
  }

  /**
   * Reads a value.
   *
   * @return of the class that {@link dev.mynah.spi.engine.PreparedQuery#run} takes for the type; a
   *     text where Java's class lacks the value ({@code infinity}, {@code 24:00:00})
   * @throws dev.mynah.spi.error.DatastoreException with PostgreSQL's code and message when the text
   *     is no value of the type
   */
  public Object parse(DataType type, String text) {
    return switch (type.kind()) {
      case BOOLEAN -> NumberParser.parseBoolean(text);
      case SMALLINT -> NumberParser.parseInteger(text, type, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> NumberParser.parseInteger(text, type, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> NumberParser.parseInteger(text, type, Long.MIN_VALUE, Long.MAX_VALUE);
      case DECIMAL -> NumberParser.parseDecimal(text);
      case REAL -> NumberParser.parseReal(text);
      case DOUBLE -> NumberParser.parseDouble(text);
      case OTHER ->
          type.equals(DataType.TIMETZ) ? DateTimeParser.parseTimeWithZone(text, zone) : text;
      case TEXT, JSON, UNKNOWN -> text;
      case INTERVAL -> text.replace("+", "");
      case ARRAY -> ArrayFormat.checked(text);
      case UUID -> UuidText.parse(text);
      case BYTES -> ByteaText.parse(text);
      case DATE -> DateTimeParser.parseDate(text);
      case TIME -> DateTimeParser.parseTime(text);
      case TIMESTAMP -> DateTimeParser.parseTimestamp(text);
      case TIMESTAMPTZ -> DateTimeParser.parseTimestampWithZone(text, zone);
    };
  }

  /**
   * PostgreSQL writes mon and mons where the engine writes month and months, and a plus behind what
   * is negative; and only of 1 is one.
   */
  private static String interval(String text) {
    String shorter = text.replace("month", "mon");
    return shorter.indexOf('-') < 0
        ? shorter
        : BEHIND_NEGATIVE.matcher(MINUS_ONE.matcher(shorter).replaceAll("$1s")).replaceAll("$1+$2");
  }
}
