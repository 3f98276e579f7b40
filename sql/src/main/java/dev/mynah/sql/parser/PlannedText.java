// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the statement whose plan tells what a statement reads. */
public final class PlannedText {
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
          "pivot_wider",
          "pivot_longer",
          "summarize");

  private static final Set<String> UNPLANNED = Set.of("show", "describe", "desc", "reset");

  private PlannedText() {}

  /**
   * Returns the text to be analysed; empty for a statement that has no plan.
   *
   * @param text as the engine gets it; only file names differ from the statement's own
   */
  public static String of(EngineStatement statement, String text) {
    List<Token> tokens = statement.tokens();
    Token first = tokens.getFirst();
    if (first.isName() && UNPLANNED.contains(first.value())) {
      return "";
    }
    if (first.isWord("set")) {
      return assigned(tokens, text);
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

  /** Returns the query whose rows are the labels of {@code CREATE TYPE .. AS ENUM (query)}. */
  public static Optional<String> ofLabels(EngineStatement statement, String text) {
    List<Token> tokens = statement.tokens();
    if (!statement.command().equals("CREATE TYPE")) {
      return Optional.empty();
    }
    for (int at = 0; at + 2 < tokens.size(); at++) {
      Token first = tokens.get(at + 2);
      if (tokens.get(at).isWord("enum") && tokens.get(at + 1).isSymbol("(")) {
        return first.kind() == TokenKind.STRING || first.isSymbol(")")
            ? Optional.empty()
            : Optional.of(text.substring(first.start(), text.lastIndexOf(')')));
      }
    }
    return Optional.empty();
  }

  /** {@code SET VARIABLE name = value} reads what a query of the value reads. */
  private static String assigned(List<Token> tokens, String text) {
    return tokens.stream()
        .filter(token -> token.isSymbol("=") || token.isWord("to"))
        .findFirst()
        .map(sign -> "SELECT " + text.substring(sign.end()))
        .orElse("");
  }
}
