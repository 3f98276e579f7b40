// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

/** Writes names and texts into SQL so that they are read back as they were. */
public final class Identifiers {
  private Identifiers() {}

  /** Returns the name in double quotes, quotes inside it doubled. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Returns {@code "schema"."name"}. */
  public static String quote(String schema, String name) {
    return quote(schema) + '.' + quote(name);
  }

  /** Returns the text as a string literal, single quotes inside it doubled. */
  public static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }
}
