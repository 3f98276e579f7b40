// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the flat object of strings in which DuckDB reports an error. */
final class FlatJson {
  private static final int HEXADECIMAL = 16;
  private static final int UNICODE_ESCAPE_DIGITS = 4;

  private final String text;
  private int at;

  private FlatJson(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** Returns the members of the object that begins at the first brace; empty when there is none. */
  static Map<String, String> read(String text) {
    int start = text.indexOf("{\"");
    Map<String, String> members = new LinkedHashMap<>();
    if (start < 0) {
      return members;
    }
    FlatJson reader = new FlatJson(text, start);
    while (reader.at < text.length() && text.charAt(reader.at) != '}') {
      reader.at++;
      String key = reader.string();
      reader.at++;
      members.put(key, reader.string());
    }
    return members;
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      value.append(c == '\\' ? escaped() : c);
    }
    at++;
    return value.toString();
  }

  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : '\\';
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> c;
    };
  }

  private char unicode() {
    int end = Math.min(at + UNICODE_ESCAPE_DIGITS, text.length());
    char c = (char) Integer.parseInt(text.substring(at, end), HEXADECIMAL);
    at = end;
    return c;
  }
}
