// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.cli.client.StatementException;
import dev.mynah.spi.error.DatastoreException;
import org.jline.utils.WCWidth;

/** An error as psql reports it: the line of the statement, a caret under the place, and why. */
final class ErrorReport {
  /** PostgreSQL's limits of what is shown of a long line. */
  private static final int MAX_WIDTH = 60;

  private static final int MIN_WIDTH_AFTER_PLACE = 10;

  private ErrorReport() {}

  /**
   * Returns the lines of a report.
   *
   * @param prefix where the statement stands, such as {@code file.sql:7: }, or empty
   */
  static String of(StatementException error, String statement, String prefix) {
    StringBuilder report = new StringBuilder();
    report.append(prefix).append(error.severity()).append(":  ").append(error.message());
    int place = placeOf(error, statement);
    if (error.position() > 0 && place <= statement.length()) {
      report.append('\n').append(marked(statement, place));
    }
    error.detail().ifPresent(detail -> report.append("\nDETAIL:  ").append(detail));
    error.hint().ifPresent(hint -> report.append("\nHINT:  ").append(hint));
    return report.toString();
  }

  /** Returns the lines of a report of what this program itself found. */
  static String of(DatastoreException error, String prefix) {
    return prefix
        + "ERROR:  "
        + error.message()
        + error.detail().map(detail -> "\nDETAIL:  " + detail).orElse("")
        + error.hint().map(hint -> "\nHINT:  " + hint).orElse("");
  }

  /** Returns how many lines stand before the place of the error, or 0 when it has none. */
  static int linesBefore(StatementException error, String statement) {
    int place = Math.min(placeOf(error, statement), statement.length());
    return (int) statement.substring(0, place).chars().filter(c -> c == '\n').count();
  }

  /** Turns a count of characters into an index of chars. */
  private static int placeOf(StatementException error, String statement) {
    if (error.position() <= 0) {
      return 0;
    }
    int characters = statement.codePointCount(0, statement.length());
    return error.position() - 1 > characters
        ? statement.length() + 1
        : statement.offsetByCodePoints(0, error.position() - 1);
  }

  private static String marked(String statement, int place) {
    int number = (int) statement.substring(0, place).chars().filter(c -> c == '\n').count() + 1;
    int begin = statement.lastIndexOf('\n', place - 1) + 1;
    int end = statement.indexOf('\n', place);
    String line = statement.substring(begin, end < 0 ? statement.length() : end);
    int[] characters = line.replaceAll("[\t\r]", " ").codePoints().toArray();
    int[] columns = columns(characters);
    int at = line.codePointCount(0, place - begin);
    Window window = Window.around(at, columns);
    String head = "LINE " + number + ": " + (window.from() > 0 ? "..." : "");
    String tail = window.to() < characters.length ? "..." : "";
    String shown = new String(characters, window.from(), window.to() - window.from());
    return (head + shown + tail).stripTrailing()
        + "\n"
        + " ".repeat(head.length() + columns[at] - columns[window.from()])
        + "^";
  }

  /** Returns the terminal column at which each character begins, and that after the last. */
  private static int[] columns(int[] characters) {
    int[] columns = new int[characters.length + 1];
    for (int index = 0; index < characters.length; index++) {
      columns[index + 1] = columns[index] + Math.max(0, WCWidth.wcwidth(characters[index]));
    }
    return columns;
  }

  /** The part of a line that is shown, as PostgreSQL's clients choose it. */
  private record Window(int from, int to) {
    static Window around(int at, int[] columns) {
      int from = 0;
      int to = columns.length - 1;
      if (columns[to] <= MAX_WIDTH) {
        return new Window(from, to);
      }
      if (MAX_WIDTH >= columns[at] + MIN_WIDTH_AFTER_PLACE) {
        while (columns[to] > MAX_WIDTH) {
          to--;
        }
        return new Window(from, to);
      }
      while (columns[to] - columns[at] > MIN_WIDTH_AFTER_PLACE) {
        to--;
      }
      while (columns[to] - columns[from] > MAX_WIDTH) {
        from++;
      }
      return new Window(from, to);
    }
  }
}
