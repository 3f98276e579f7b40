// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Token;
import java.util.List;
import java.util.Set;

/** Finds the statement whose plan tells what a statement reads. */
final class Explained {
  private static final Set<String> BEGINNINGS =
      Set.of(
          "select",
          "with",
          "values",
          "from",
          "table",
          "insert",
          "update",
          "delete",
          "merge",
          "create",
          "copy",
          "pivot",
          "unpivot",
          "summarize");

  private Explained() {}

  /**
   * Returns the text to be analysed; empty for a statement that has no plan.
   *
   * @param text as the engine gets it; only file names differ from the statement's own
   */
  static String text(EngineStatement statement, String text) {
    List<Token> tokens = statement.tokens();
    Token first = tokens.getFirst();
    if (first.isWord("show") || first.isWord("describe") || first.isWord("desc")) {
      return "";
    }
    if (!first.isWord("explain")) {
      return text;
    }
    int depth = 0;
    for (Token token : tokens.subList(1, tokens.size())) {
      if (token.isSymbol("(")) {
        depth++;
      } else if (token.isSymbol(")")) {
        depth--;
      }
      if (token.isName() && BEGINNINGS.contains(token.value())) {
        String opened = "(".repeat(Math.max(0, depth));
        return opened + text.substring(token.start());
      }
    }
    return "";
  }
}
