// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares what was answered with what a record expects. */
final class Answers {
  /** Stands for any text inside a line; alone on a line, for any lines; as a cell, for any. */
  private static final String ANYTHING = "...";

  /** Before a real number that is a bound. */
  private static final String AT_MOST = "<=";

  private static final String AT_LEAST = ">=";

  /** Two real numbers that agree so far are equal to 6 digits. */
  private static final double TOLERANCE = 1e-6;

  private Answers() {}

  /** Whether two rows are equal by the types of their columns. */
  static boolean rowsMatch(String types, List<String> expected, List<String> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int row = 0; row < expected.size(); row++) {
      if (!rowMatches(types, expected.get(row), actual.get(row))) {
        return false;
      }
    }
    return true;
  }

  private static boolean rowMatches(String types, String expected, String actual) {
    String[] wanted = expected.split("\t", -1);
    String[] given = actual.split("\t", -1);
    if (wanted.length != given.length) {
      return false;
    }
    for (int cell = 0; cell < wanted.length; cell++) {
      boolean matches =
          wanted[cell].equals(ANYTHING)
              || (types.charAt(cell) == 'R'
                  ? realsMatch(wanted[cell], given[cell])
                  : wanted[cell].equals(given[cell]));
      if (!matches) {
        return false;
      }
    }
    return true;
  }

  private static boolean realsMatch(String expected, String actual) {
    if (expected.equals(actual)) {
      return true;
    }
    try {
      double given = Double.parseDouble(actual);
      if (expected.startsWith(AT_MOST)) {
        return given <= Double.parseDouble(expected.substring(AT_MOST.length()));
      }
      if (expected.startsWith(AT_LEAST)) {
        return given >= Double.parseDouble(expected.substring(AT_LEAST.length()));
      }
      double wanted = Double.parseDouble(expected);
      return Math.abs(wanted - given) <= TOLERANCE * Math.max(Math.abs(wanted), Math.abs(given));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Returns rows in the order of their texts. */
  static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  /** Whether the lines are the expected ones, in their order. */
  static boolean linesMatch(List<String> expected, List<String> actual) {
    if (expected.isEmpty()) {
      return actual.isEmpty();
    }
    List<String> rest = expected.subList(1, expected.size());
    if (expected.getFirst().equals(ANYTHING)) {
      for (int from = 0; from <= actual.size(); from++) {
        if (linesMatch(rest, actual.subList(from, actual.size()))) {
          return true;
        }
      }
      return false;
    }
    return !actual.isEmpty()
        && lineMatches(expected.getFirst(), actual.getFirst())
        && linesMatch(rest, actual.subList(1, actual.size()));
  }

  /** Whether a line is the expected one. */
  static boolean lineMatches(String expected, String actual) {
    String pattern =
        List.of(expected.split(Pattern.quote(ANYTHING), -1)).stream()
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(actual).matches();
  }

  /** Returns both lists as one text: lines of only one of them begin with - or +. */
  static String difference(List<String> expected, List<String> actual) {
    List<String> lines = new ArrayList<>();
    int same = 0;
    while (same < Math.min(expected.size(), actual.size())
        && expected.get(same).equals(actual.get(same))) {
      lines.add("  " + expected.get(same));
      same++;
    }
    expected.subList(same, expected.size()).forEach(line -> lines.add("- " + line));
    actual.subList(same, actual.size()).forEach(line -> lines.add("+ " + line));
    return String.join("\n", lines);
  }
}
