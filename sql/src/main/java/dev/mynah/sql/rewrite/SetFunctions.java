// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.Set;

/** Functions whose values are rows in PostgreSQL, and a list in the engine's select lists. */
final class SetFunctions {
  private static final Set<String> NAMES = Set.of("generate_series", "regexp_split_to_table");

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

  private SetFunctions() {}

  /** Makes rows of the call that begins here, if rows are meant. */
  static void unfold(Words words, Edits edits, int at) {
    if (words.isSymbol(at + 1, "(")
        && NAMES.contains(words.at(at).value())
        && isInList(words, at)) {
      edits.insert(words.at(at).start(), "unnest(");
      edits.insert(words.at(words.closing(at + 1)).end(), ")");
    }
  }

  private static boolean isInList(Words words, int call) {
    int at = call - 1;
    while (at >= 0) {
      Token token = words.at(at);
      if (token.isSymbol(")") || token.isSymbol("]") || token.isSymbol("}")) {
        at = words.opening(at);
      } else if (token.isSymbol("(")) {
        if (takesList(words.at(at - 1))) {
          return false;
        }
      } else if (token.isSymbol("[")) {
        return false;
      } else if (token.kind() == TokenKind.IDENTIFIER && CLAUSES.contains(token.value())) {
        boolean isComparison = token.isWord("from") && words.isWord(at - 1, "distinct");
        if (!isComparison) {
          return token.isWord("select") || token.isWord("returning");
        }
      }
      at--;
    }
    return false;
  }

  private static boolean takesList(Token function) {
    String name = function.value();
    return function.kind() == TokenKind.IDENTIFIER
        && (OF_LISTS.contains(name) || name.startsWith("list") || name.startsWith("array"));
  }
}
