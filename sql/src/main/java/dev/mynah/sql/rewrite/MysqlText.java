// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

/**
 * Writes MySQL's quotes and comments as PostgreSQL's, before anything else is read: texts in double
 * quotes or with backslashes, names in backticks, comments that begin with {@code #}.
 *
 * <p>Follows the MySQL 8.0 Reference Manual, 11.1.1 "String Literals" and 11.7 "Comments", without
 * the SQL modes ANSI_QUOTES and NO_BACKSLASH_ESCAPES. It never fails: what is not terminated is
 * left to the parser. Takes linear time.
 */
public final class MysqlText {
  private final String text;
  private final Edits edits;

  private MysqlText(String text) {
    this.text = text;
    this.edits = new Edits(text);
  }

  /** Returns what turns the text into PostgreSQL's form. */
  public static Edits toPostgres(String text) {
    MysqlText mysql = new MysqlText(text);
    int at = 0;
    while (at < text.length()) {
      at = mysql.piece(at);
    }
    return mysql.edits;
  }

  /** Passes the piece that begins here, and returns where the next one does. */
  private int piece(int start) {
    char c = text.charAt(start);
    return switch (c) {
      case '\'', '"' -> string(start, c);
      case '`' -> name(start);
      case '#' -> {
        edits.replace(start, start + 1, "--");
        yield endOfLine(start);
      }
      case '-' -> minus(start);
      case '/' -> text.startsWith("/*", start) ? comment(start) : start + 1;
      default -> start + 1;
    };
  }

  private int string(int open, char quote) {
    StringBuilder value = new StringBuilder();
    boolean isPlain = quote == '\'';
    int at = open + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote && !isAt(at + 1, quote)) {
        if (!isPlain) {
          edits.replace(open, at + 1, '\'' + value.toString().replace("'", "''") + '\'');
        }
        return at + 1;
      }
      if (c == '\\' && at + 1 < text.length()) {
        isPlain = false;
        value.append(escaped(text.charAt(at + 1)));
        at += 2;
      } else {
        value.append(c);
        at += c == quote ? 2 : 1;
      }
    }
    return at;
  }

  private static String escaped(char c) {
    return switch (c) {
      case '0' -> "\0";
      case 'b' -> "\b";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'Z' -> "\032";
      // Patterns of LIKE keep theirs.
      case '%', '_' -> "\\" + c;
      default -> String.valueOf(c);
    };
  }

  private int name(int open) {
    StringBuilder value = new StringBuilder();
    int at = open + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '`' && !isAt(at + 1, '`')) {
        edits.replace(open, at + 1, '"' + value.toString().replace("\"", "\"\"") + '"');
        return at + 1;
      }
      value.append(c);
      at += c == '`' ? 2 : 1;
    }
    return at;
  }

  /** Two dashes begin a comment only before a blank; else they are two signs. */
  private int minus(int start) {
    if (!isAt(start + 1, '-')) {
      return start + 1;
    }
    if (start + 2 >= text.length() || Character.isWhitespace(text.charAt(start + 2))) {
      return endOfLine(start);
    }
    edits.insert(start + 1, " ");
    return start + 1;
  }

  /** Comments do not nest. */
  private int comment(int start) {
    int close = text.indexOf("*/", start + 2);
    if (close < 0) {
      return text.length();
    }
    for (int inner = text.indexOf("/*", start + 2);
        inner >= 0 && inner < close;
        inner = text.indexOf("/*", inner + 2)) {
      edits.replace(inner, inner + 1, " ");
    }
    return close + 2;
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private boolean isAt(int index, char c) {
    return index < text.length() && text.charAt(index) == c;
  }
}
