// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.Arrays;

/**
 * Tells which semicolons end a statement, as psql does: those outside parentheses and outside the
 * {@code BEGIN ATOMIC ... END} body of {@code CREATE [OR REPLACE] {FUNCTION | PROCEDURE}}.
 */
final class StatementEnd {
  private static final int HEAD = 4;

  private final char[] head = new char[HEAD];
  private int names;
  private int parentheses;
  private int blocks;

  /** Takes in a piece and tells whether it ends the statement; the next piece begins another. */
  boolean endsAt(Lexeme lexeme, String text, int start, int end) {
    if (lexeme == Lexeme.NAME) {
      name(Characters.fold(text, start, end));
      return false;
    }
    return lexeme == Lexeme.SYMBOL && symbolEnds(text.charAt(start));
  }

  /** Does the same with a token. */
  boolean endsAt(Token token) {
    if (token.kind() == TokenKind.IDENTIFIER) {
      name(token.value());
      return false;
    }
    return token.kind() == TokenKind.SYMBOL && symbolEnds(token.value().charAt(0));
  }

  private boolean symbolEnds(char symbol) {
    switch (symbol) {
      case '(' -> parentheses++;
      case ')' -> parentheses = Math.max(0, parentheses - 1);
      case ';' -> {
        if (parentheses == 0 && blocks == 0) {
          reset();
          return true;
        }
      }
      default -> {}
    }
    return false;
  }

  private void reset() {
    names = 0;
    parentheses = 0;
    blocks = 0;
    Arrays.fill(head, '\0');
  }

  private void name(String name) {
    if (names < HEAD) {
      switch (name) {
        case "create", "function", "procedure", "or", "replace" -> head[names] = name.charAt(0);
        default -> {}
      }
      names++;
    }
    if (parentheses > 0 || !isRoutine()) {
      return;
    }
    switch (name) {
      case "begin" -> blocks++;
      case "case" -> blocks += blocks > 0 ? 1 : 0;
      case "end" -> blocks = Math.max(0, blocks - 1);
      default -> {}
    }
  }

  private boolean isRoutine() {
    if (head[0] != 'c') {
      return false;
    }
    boolean replaces = head[1] == 'o' && head[2] == 'r';
    char kind = replaces ? head[3] : head[1];
    return kind == 'f' || kind == 'p';
  }
}
