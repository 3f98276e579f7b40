// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is left of a statement without the values that say nothing of tables and functions: its
 * numbers, the texts that something is compared with, and those in lists of VALUES and IN.
 * Statements of one shape read and write the same. A text given to a function stays, as it may name
 * a table, a file or a sequence.
 */
public final class StatementShape {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");
  private static final Set<String> COMPARING_WORDS = Set.of("like", "ilike");

  /** Functions that run a text as a query, whichever argument it comes in. */
  private static final Set<String> RUNNING = Set.of("query", "query_table");

  private StatementShape() {}

  /** Returns the text of the statement with the same word for each such value. */
  public static String of(EngineStatement statement) {
    List<Token> tokens = statement.tokens();
    boolean keepsTexts = tokens.stream().anyMatch(StatementShape::runsTexts);
    String text = statement.text();
    StringBuilder shape = new StringBuilder(text.length());
    Deque<Boolean> lists = new ArrayDeque<>();
    boolean afterList = false;
    int copied = 0;
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      Token before = at == 0 ? token : tokens.get(at - 1);
      if (token.isSymbol("(")) {
        lists.push(opensList(before, afterList));
      } else if (token.isSymbol(")")) {
        afterList = !lists.isEmpty() && lists.pop();
      } else if (!token.isSymbol(",")) {
        afterList = false;
      }
      boolean inList = !lists.isEmpty() && lists.peek() && isBetween(tokens, at);
      if (token.kind() == TokenKind.NUMBER
          || (token.kind() == TokenKind.STRING
              && !keepsTexts
              && (inList || (compares(before) && endsValue(tokens, at))))) {
        shape.append(text, copied, token.start()).append('0');
        copied = token.end();
      }
    }
    return shape.append(text, copied, text.length()).toString();
  }

  private static boolean runsTexts(Token token) {
    return token.isName() && RUNNING.contains(token.value().toLowerCase(Locale.ROOT));
  }

  private static boolean opensList(Token before, boolean afterList) {
    return before.isWord("values")
        || before.isWord("in")
        || (before.isSymbol(",") && afterList);
  }

  private static boolean compares(Token before) {
    return COMPARISONS.stream().anyMatch(before::isSymbol)
        || COMPARING_WORDS.stream().anyMatch(before::isWord);
  }

  /** A text before an operator or a dot is a part of something longer. */
  private static boolean endsValue(List<Token> tokens, int at) {
    if (at + 1 == tokens.size()) {
      return true;
    }
    Token next = tokens.get(at + 1);
    return next.isName() || next.isSymbol(")") || next.isSymbol(",");
  }

  private static boolean isBetween(List<Token> tokens, int at) {
    if (at == 0 || at + 1 == tokens.size()) {
      return false;
    }
    Token before = tokens.get(at - 1);
    Token next = tokens.get(at + 1);
    return (before.isSymbol("(") || before.isSymbol(","))
        && (next.isSymbol(",") || next.isSymbol(")"));
  }
}
