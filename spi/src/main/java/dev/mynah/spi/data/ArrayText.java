// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's text form of arrays, {@code {a,"b c",NULL,{x}}}. An array is a list whose elements
 * are texts, lists, or null.
 */
public final class ArrayText {
  private final String text;
  private int next;

  private ArrayText(String text) {
    this.text = text;
  }

  /** Tells whether a text has the form of an array from outside. */
  public static boolean isOne(String text) {
    return text.startsWith("{") && text.endsWith("}");
  }

  /**
   * Reads an array.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static List<@Nullable Object> parse(String text) {
    ArrayText array = new ArrayText(text.strip());
    // Bounds may stand before it, as in [0:1]={a,b}.
    int bounds = array.text.startsWith("[") ? array.text.indexOf('=') : -1;
    array.next = bounds + 1;
    List<@Nullable Object> elements = array.array();
    if (array.next != array.text.length()) {
      throw array.malformed();
    }
    return elements;
  }

  private List<@Nullable Object> array() {
    if (peek() != '{') {
      throw malformed();
    }
    next++;
    List<@Nullable Object> elements = new ArrayList<>();
    passBlanks();
    if (peek() == '}') {
      next++;
      return elements;
    }
    while (true) {
      elements.add(element());
      passBlanks();
      char separator = peek();
      next++;
      if (separator == '}') {
        return elements;
      }
      if (separator != ',') {
        throw malformed();
      }
    }
  }

  private @Nullable Object element() {
    passBlanks();
    return switch (peek()) {
      case '{' -> array();
      case '"' -> quoted();
      default -> plain();
    };
  }

  private String quoted() {
    StringBuilder element = new StringBuilder();
    next++;
    while (peek() != '"') {
      if (peek() == '\\') {
        next++;
      }
      element.append(peek());
      next++;
    }
    next++;
    return element.toString();
  }

  private @Nullable String plain() {
    StringBuilder element = new StringBuilder();
    boolean escaped = false;
    while (peek() != ',' && peek() != '}') {
      if (peek() == '{' || peek() == '"') {
        throw malformed();
      }
      if (peek() == '\\') {
        escaped = true;
        next++;
      }
      element.append(peek());
      next++;
    }
    String plain = element.toString().strip();
    if (plain.isEmpty()) {
      throw malformed();
    }
    return !escaped && plain.equalsIgnoreCase("null") ? null : plain;
  }

  private char peek() {
    if (next >= text.length()) {
      throw malformed();
    }
    return text.charAt(next);
  }

  private void passBlanks() {
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("malformed array literal: \"%s\"".formatted(text));
  }

  /** Writes an array, elements in quotes where they need them. */
  public static String of(List<? extends @Nullable Object> elements) {
    StringBuilder out = new StringBuilder();
    write(elements, out);
    return out.toString();
  }

  private static void write(List<? extends @Nullable Object> elements, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Object element : elements) {
      out.append(separator);
      separator = ",";
      switch (element) {
        case null -> out.append("NULL");
        case List<?> inner -> write(inner, out);
        default -> write(element.toString(), out);
      }
    }
    out.append('}');
  }

  private static void write(String element, StringBuilder out) {
    if (!needsQuotes(element)) {
      out.append(element);
      return;
    }
    out.append('"');
    for (int at = 0; at < element.length(); at++) {
      char c = element.charAt(at);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }

  private static boolean needsQuotes(String element) {
    if (element.isEmpty() || element.equalsIgnoreCase("null")) {
      return true;
    }
    for (int at = 0; at < element.length(); at++) {
      char c = element.charAt(at);
      if (Character.isWhitespace(c) || "{},\"\\".indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }
}
