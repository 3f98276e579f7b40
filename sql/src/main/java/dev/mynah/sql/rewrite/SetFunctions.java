// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.Set;
import java.util.regex.Pattern;

/** Functions whose values are rows in PostgreSQL, and a list in the engine's select lists. */
final class SetFunctions {
  private static final Set<String> NAMES =
      Set.of(
          "generate_series",
          "json_array_elements",
          "json_array_elements_text",
          "jsonb_array_elements",
          "jsonb_array_elements_text",
          "json_object_keys",
          "jsonb_object_keys");

  /** Words that begin a clause; rows can be made only in the list of a query. */
  private static final Set<String> CLAUSES =
      Set.of(
          "select",
          "returning",
          "from",
          "join",
          "lateral",
          "where",
          "group",
          "having",
          "order",
          "limit",
          "offset",
          "values",
          "set",
          "on",
          "using",
          "table",
          "default",
          "check",
          "into");

  /** Functions of the engine that take lists, and so want one here. */
  private static final Set<String> OF_LISTS = Set.of("unnest", "len", "cardinality", "flatten");

  /** What is surely an integer, and not a bigint. */
  private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");

  private SetFunctions() {}

  /** Functions of two columns. */
  private static final Set<String> PAIRS =
      Set.of("json_each", "jsonb_each", "json_each_text", "jsonb_each_text");

  /** Makes rows of the call that begins here, if rows are meant. */
  static void unfold(Words words, Edits edits, int at) {
    if (PAIRS.contains(words.at(at).value()) && words.isSymbol(at + 1, "(")) {
      pairs(words, edits, at);
      return;
    }
    if (!words.isSymbol(at + 1, "(") || !NAMES.contains(words.at(at).value())) {
      return;
    }
    switch (clauseOf(words, at)) {
      case "select", "returning" -> {
        edits.insert(words.at(at).start(), "unnest(");
        edits.insert(words.at(words.closing(at + 1)).end(), ")");
      }
      case "from", "join", "lateral" -> {
        // The engine has a table of numbers, too.
        if (words.isWord(at, "generate_series")) {
          integers(words, edits, at);
        } else {
          table(words, edits, at);
        }
      }
      default -> {}
    }
  }

  /** Makes a series of integers where PostgreSQL's is one; the engine's are all bigint. */
  private static void integers(Words words, Edits edits, int at) {
    int close = words.closing(at + 1);
    if (!areIntegers(words, at + 2, close) || words.isWord(close + 1, "with")) {
      return;
    }
    int name = words.isWord(close + 1, "as") ? close + 2 : close + 1;
    boolean hasAlias = RowFunctions.isAlias(words, name);
    String alias = Identifiers.quote(words.at(hasAlias ? name : at).value());
    edits.insert(
        words.at(at).start(),
        "(SELECT CAST(generate_series AS INTEGER) AS %s FROM ".formatted(alias));
    edits.insert(words.at(close).end(), hasAlias ? ")" : ") AS " + alias);
  }

  /** Tells whether all arguments are written as integers. */
  private static boolean areIntegers(Words words, int start, int close) {
    for (int at = start; at < close; at++) {
      Token token = words.at(at);
      boolean isInteger =
          token.kind() == TokenKind.NUMBER && INTEGER.matcher(token.value()).matches();
      if (!isInteger && !token.isSymbol(",") && !token.value().equals("-")) {
        return false;
      }
    }
    return true;
  }

  /** Makes a table of the members of an object; the engine's has more columns. */
  private static void pairs(Words words, Edits edits, int at) {
    if (!isTable(words, at)) {
      return;
    }
    String function = words.at(at).value();
    int close = words.closing(at + 1);
    int name = words.isWord(close + 1, "as") ? close + 2 : close + 1;
    String value = function.endsWith("_text") ? "value ->> '$' AS value" : "value";
    edits.replace(words.at(at), words.at(at), "(SELECT key, %s FROM json_each".formatted(value));
    edits.insert(
        words.at(close).end(),
        RowFunctions.isAlias(words, name) ? ")" : ") AS " + Identifiers.quote(function));
  }

  /** Makes a table of a call in FROM; its only column has PostgreSQL's name. */
  private static void table(Words words, Edits edits, int at) {
    String function = words.at(at).value();
    int close = words.closing(at + 1);
    int name = words.isWord(close + 1, "as") ? close + 2 : close + 1;
    boolean hasAlias = RowFunctions.isAlias(words, name);
    String alias = hasAlias ? words.at(name).value() : function;
    String column = function.endsWith("_keys") ? alias : "value";
    edits.insert(words.at(at).start(), "unnest(");
    edits.insert(words.at(close).end(), ")");
    String columns = "(%s)".formatted(Identifiers.quote(column));
    if (!hasAlias) {
      edits.insert(words.at(close).end(), " AS " + Identifiers.quote(alias) + columns);
    } else if (!words.isSymbol(name + 1, "(")) {
      edits.insert(words.at(name).end(), columns);
    }
  }

  /** Tells whether the call that begins here stands where tables do. */
  static boolean isTable(Words words, int at) {
    return switch (clauseOf(words, at)) {
      case "from", "join", "lateral" -> true;
      default -> false;
    };
  }

  /**
   * Returns the word that begins the clause in which a call stands; empty where lists are wanted.
   */
  private static String clauseOf(Words words, int call) {
    int at = call - 1;
    while (at >= 0) {
      Token token = words.at(at);
      if (token.isSymbol(")") || token.isSymbol("]") || token.isSymbol("}")) {
        at = words.opening(at);
      } else if (token.isSymbol("(")) {
        if (takesList(words.at(at - 1))) {
          return "";
        }
      } else if (token.isSymbol("[")) {
        return "";
      } else if (token.kind() == TokenKind.IDENTIFIER && CLAUSES.contains(token.value())) {
        boolean isComparison = token.isWord("from") && words.isWord(at - 1, "distinct");
        if (!isComparison) {
          return token.value();
        }
      }
      at--;
    }
    return "";
  }

  private static boolean takesList(Token function) {
    String name = function.value();
    return function.kind() == TokenKind.IDENTIFIER
        && (OF_LISTS.contains(name) || name.startsWith("list") || name.startsWith("array"));
  }
}
