// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that a client sent.
 *
 * @param id the client's name and how many statements came before it, which count from 1
 * @param section what it is for: {@code catalog}, {@code session}, {@code ddl} ...
 * @param text without its last semicolon
 */
record RecordedStatement(String id, String section, String text) {
  /** A heading of a section, or what is said of the next statement. */
  private static final Pattern MARK =
      Pattern.compile("(?m)^-- (?:=+ (?<section>\\w+):.*|\\[.*\\].*)\\n");

  private static final Pattern QUERY = Pattern.compile("(?is)\\s*(SELECT|WITH|VALUES)\\b.*");

  /** Reads a client's recorded traffic; tables are made before they are asked for. */
  static List<RecordedStatement> read(String client, Path file) {
    String all;
    try {
      all = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<RecordedStatement> statements = new ArrayList<>();
    String section = "";
    Matcher mark = MARK.matcher(all);
    boolean more = mark.find();
    while (more) {
      String heading = mark.group("section");
      int start = mark.end();
      more = mark.find();
      if (heading == null) {
        String text = all.substring(start, more ? mark.start() : all.length()).strip();
        statements.add(
            new RecordedStatement(
                client + " " + (statements.size() + 1),
                section,
                text.substring(0, text.length() - 1)));
      } else {
        section = heading;
      }
    }
    statements.sort(Comparator.comparing(statement -> !statement.section.equals("ddl")));
    return List.copyOf(statements);
  }

  boolean isQuery() {
    return QUERY.matcher(text).matches();
  }

  /** Whether it was recorded to see a statement cancelled. */
  boolean isEndless() {
    return text.contains("generate_series(1,100000) a, generate_series(1,100000) b");
  }

  /** Whether the order of its rows is part of the answer. */
  boolean isOrdered() {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.lastIndexOf("order by") > lower.lastIndexOf("from");
  }
}
