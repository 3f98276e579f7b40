// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Documents as values of Java, and as PostgreSQL writes jsonb: keys sorted by length and bytes.
 *
 * <p>An object is a map in that order, an array a list; what is in them is a String, BigDecimal,
 * Boolean, {@link #NULL}, or another of both.
 */
final class JsonTree {
  /** The null of JSON. */
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private static final Comparator<String> KEYS =
      Comparator.<String>comparingInt(key -> key.getBytes(StandardCharsets.UTF_8).length)
          .thenComparing((one, other) ->
              Arrays.compareUnsigned(
                  one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)));

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonTree() {}

  /** Reads a document. */
  static Object parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw malformed();
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw malformed();
      }
      return value;
    } catch (IOException e) {
      throw malformed().withCause(e);
    }
  }

  private static DatastoreException malformed() {
    return new DatastoreException(
        ErrorCode.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type json");
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = object();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          object.put(key, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NULL;
      default -> throw malformed();
    };
  }

  static Map<String, Object> object() {
    return new TreeMap<>(KEYS);
  }

  /** Returns a copy of an object, to be changed. */
  static Map<String, Object> copy(Map<?, ?> object) {
    Map<String, Object> copy = object();
    object.forEach((key, value) -> copy.put((String) key, value));
    return copy;
  }

  /** Writes a document as PostgreSQL writes jsonb. */
  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case Map<?, ?> object -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : object.entrySet()) {
          out.append(separator);
          write(entry.getKey(), out);
          out.append(": ");
          write(entry.getValue(), out);
          separator = ", ";
        }
        out.append(object.isEmpty() ? "{}" : "}");
      }
      case List<?> array -> {
        String separator = "[";
        for (Object element : array) {
          out.append(separator);
          write(element, out);
          separator = ", ";
        }
        out.append(array.isEmpty() ? "[]" : "]");
      }
      case String text ->
          out.append('"').append(JsonStringEncoder.getInstance().quoteAsString(text)).append('"');
      case BigDecimal number -> out.append(number.toPlainString());
      default -> out.append(value);
    }
  }
}
