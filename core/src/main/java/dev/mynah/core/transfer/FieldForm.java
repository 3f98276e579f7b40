// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transfer;

import dev.mynah.spi.data.ArrayText;
import dev.mynah.spi.data.ByteaText;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the engine reads the values of a column where PostgreSQL writes them in another way. */
sealed interface FieldForm {
  /** The engine reads what PostgreSQL writes. */
  FieldForm SAME = new Same();

  static FieldForm of(DataType type) {
    return switch (type.kind()) {
      case BYTES -> new OfBytes();
      case DATE, TIMESTAMP, TIMESTAMPTZ -> new OfDates();
      case INTERVAL -> new OfIntervals();
      case ARRAY -> new OfArrays(of(type.element().orElse(DataType.TEXT)));
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE, TEXT, JSON -> SAME;
      case TIME, UUID, OTHER, UNKNOWN -> SAME;
    };
  }

  /** Tells whether the engine would misread what is usual for the type. */
  boolean isRewritten();

  /** Tells whether the engine reads this value as it is. */
  boolean reads(Bytes value);

  /** Returns a value as the engine reads it. */
  String rewritten(String text);

  /** {@link #SAME}. */
  record Same() implements FieldForm {
    @Override
    public boolean isRewritten() {
      return false;
    }

    @Override
    public boolean reads(Bytes value) {
      return true;
    }

    @Override
    public String rewritten(String text) {
      return text;
    }
  }

  /** {@code \x6162} is {@code ab} to PostgreSQL, and {@code a62} to the engine. */
  record OfBytes() implements FieldForm {
    @Override
    public boolean isRewritten() {
      return true;
    }

    @Override
    public boolean reads(Bytes value) {
      return false;
    }

    @Override
    public String rewritten(String text) {
      StringBuilder rewritten = new StringBuilder();
      for (byte value : ByteaText.parse(text)) {
        if (value < ' ' || value == '\\' || value == '"' || value == 0x7f) {
          rewritten.append(String.format(Locale.ROOT, "\\x%02X", value));
        } else {
          rewritten.append((char) value);
        }
      }
      return rewritten.toString();
    }
  }

  /** {@code 0044-03-15 BC} is {@code -0043-03-15} to the engine's reader: there is a year 0. */
  record OfDates() implements FieldForm {
    private static final Pattern BEFORE_CHRIST = Pattern.compile("(\\d{1,7})(-.*) (?i:BC)");

    @Override
    public boolean isRewritten() {
      return false;
    }

    @Override
    public boolean reads(Bytes value) {
      return value.size() == 0 || (value.at(value.size() - 1) | 0x20) != 'c';
    }

    @Override
    public String rewritten(String text) {
      Matcher date = BEFORE_CHRIST.matcher(text);
      if (!date.matches()) {
        return text;
      }
      return "-%04d%s".formatted(Integer.parseInt(date.group(1)) - 1, date.group(2));
    }
  }

  /** {@code -1 days +02:03:00} has no plus in the engine. */
  record OfIntervals() implements FieldForm {
    @Override
    public boolean isRewritten() {
      return false;
    }

    @Override
    public boolean reads(Bytes value) {
      return !value.contains((byte) '+');
    }

    @Override
    public String rewritten(String text) {
      return text.replace("+", "");
    }
  }

  /** {@code {a,NULL}} is {@code ["a", NULL]} to the engine. */
  record OfArrays(FieldForm element) implements FieldForm {
    @Override
    public boolean isRewritten() {
      return true;
    }

    @Override
    public boolean reads(Bytes value) {
      // The engine's own form goes on being read.
      return value.size() > 0 && value.at(0) == '[' && value.at(value.size() - 1) == ']';
    }

    @Override
    public String rewritten(String text) {
      StringBuilder list = new StringBuilder();
      try {
        list(ArrayText.parse(text), list);
      } catch (IllegalArgumentException e) {
        throw new DatastoreException(
            ErrorCode.INVALID_TEXT_REPRESENTATION,
            "malformed array literal: \"%s\"".formatted(text));
      }
      return list.toString();
    }

    private void list(List<?> elements, StringBuilder list) {
      list.append('[');
      String separator = "";
      for (Object value : elements) {
        list.append(separator);
        separator = ", ";
        switch (value) {
          case null -> list.append("NULL");
          case List<?> inner -> innermost().list(inner, list);
          default -> quoted(innermost().element.rewritten(value.toString()), list);
        }
      }
      list.append(']');
    }

    private OfArrays innermost() {
      return element instanceof OfArrays inner ? inner.innermost() : this;
    }

    private static void quoted(String text, StringBuilder list) {
      list.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
  }
}
