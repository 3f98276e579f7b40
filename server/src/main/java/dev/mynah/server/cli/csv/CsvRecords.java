// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.csv;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads records by RFC 4180: quotes protect delimiters and line ends, a doubled quote is one. */
final class CsvRecords {
  private final PushbackReader reader;
  private final char delimiter;

  /**
   * A field.
   *
   * @param quoted whether it stood in quotes: an empty one is then a text, not NULL
   */
  record Field(String text, boolean quoted) {
    boolean isNull() {
      return text.isEmpty() && !quoted;
    }
  }

  CsvRecords(Reader reader, char delimiter) {
    this.reader = new PushbackReader(reader);
    this.delimiter = delimiter;
  }

  /** Returns the next record; empty at the end. Empty lines are skipped. */
  Optional<List<Field>> next() throws IOException {
    int first = reader.read();
    while (first == '\n' || first == '\r') {
      first = reader.read();
    }
    if (first < 0) {
      return Optional.empty();
    }
    reader.unread(first);
    List<Field> fields = new ArrayList<>();
    int end = delimiter;
    while (end == delimiter) {
      StringBuilder text = new StringBuilder();
      int character = reader.read();
      boolean quoted = character == '"';
      end = quoted ? quotedField(text) : plainField(character, text);
      fields.add(new Field(text.toString(), quoted));
    }
    return Optional.of(fields);
  }

  private int plainField(int first, StringBuilder text) throws IOException {
    int character = first;
    while (!endsField(character)) {
      text.append((char) character);
      character = reader.read();
    }
    return character;
  }

  private int quotedField(StringBuilder text) throws IOException {
    int character = reader.read();
    while (character >= 0) {
      if (character == '"') {
        int after = reader.read();
        if (after != '"') {
          return plainField(after, text);
        }
      }
      text.append((char) character);
      character = reader.read();
    }
    return character;
  }

  private boolean endsField(int character) {
    return character == delimiter || character == '\n' || character == '\r' || character < 0;
  }
}
