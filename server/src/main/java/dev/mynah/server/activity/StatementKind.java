// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.activity;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sorts of statements, by their first word: few, so that they can be counted apart. */
public enum StatementKind {
  SELECT,
  INSERT,
  UPDATE,
  DELETE,
  MERGE,
  COPY,
  DEFINE,
  TRANSACTION,
  SETTING,
  OTHER;

  /** Blanks, comments and parentheses may stand before the first word. */
  private static final Pattern FIRST_WORD =
      Pattern.compile("(?s)(?:[\\s(;]|--[^\\n]*+(?:\\n|$)|/\\*.*?\\*/)*+([A-Za-z]+)");

  /** Returns the sort of a statement, whether or not it is one. */
  public static StatementKind of(String text) {
    Matcher matcher = FIRST_WORD.matcher(text);
    if (!matcher.lookingAt()) {
      return OTHER;
    }
    return switch (String.valueOf(matcher.group(1)).toUpperCase(Locale.ROOT)) {
      case "SELECT", "WITH", "VALUES", "TABLE", "FROM" -> SELECT;
      case "INSERT" -> INSERT;
      case "UPDATE" -> UPDATE;
      case "DELETE", "TRUNCATE" -> DELETE;
      case "MERGE" -> MERGE;
      case "COPY" -> COPY;
      case "CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE" -> DEFINE;
      case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE" ->
          TRANSACTION;
      case "SET", "RESET", "SHOW", "DISCARD" -> SETTING;
      default -> OTHER;
    };
  }
}
