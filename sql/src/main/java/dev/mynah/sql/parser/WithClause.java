// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;

/** Finds its way through {@code WITH name AS (...), ...}. */
final class WithClause {
  private WithClause() {}

  /** Tells whether a statement that can follow WITH begins with this word. */
  static boolean beginsStatement(Token token) {
    return token.kind() == TokenKind.IDENTIFIER
        && switch (token.value()) {
          case "select", "insert", "update", "delete", "merge", "values", "table", "from", "with" ->
              true;
          case "pivot", "unpivot" -> true;
          default -> false;
        };
  }

  /** Returns which tokens from here to the end begin a statement in parentheses that writes. */
  static List<Integer> writesInside(TokenCursor cursor) {
    List<Integer> writes = new ArrayList<>();
    for (int i = 0; cursor.has(i + 1); i++) {
      if (cursor.peek(i).isSymbol("(") && writes(cursor.peek(i + 1))) {
        Token second = cursor.peek(i + 2);
        boolean isBody =
            i > 0 && (cursor.peek(i - 1).isWord("as") || cursor.peek(i - 1).isWord("materialized"));
        if (isBody || second.isWord("into") || second.isWord("from")) {
          writes.add(cursor.index() + i + 1);
        }
      }
    }
    return writes;
  }

  /** Tells whether a statement that begins so changes rows. */
  static boolean writes(Token token) {
    return token.isWord("insert")
        || token.isWord("update")
        || token.isWord("delete")
        || token.isWord("merge");
  }

  /** Moves to the statement after WITH; to the end when there is none. */
  static void skip(TokenCursor cursor) {
    int depth = 0;
    boolean afterBody = false;
    while (!cursor.atEnd()) {
      Token token = cursor.peek();
      if (depth == 0 && afterBody && (beginsStatement(token) || token.isSymbol("("))) {
        while (cursor.takeSymbol("(")) {
          // A query in parentheses is found behind them.
        }
        return;
      }
      cursor.advance();
      if (token.isSymbol("(")) {
        depth++;
      } else if (token.isSymbol(")")) {
        depth--;
      }
      afterBody = depth == 0 && token.isSymbol(")");
    }
  }
}
