// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The tokens of a statement, looked at by their index; beyond both ends there is nothing. */
final class Words {
  private static final Token NOTHING = new Token(TokenKind.SYMBOL, 0, 0, "");

  /** Words that stand before an operand and are none. */
  private static final Set<String> NO_OPERANDS =
      Set.of(
          "select",
          "where",
          "and",
          "or",
          "not",
          "then",
          "else",
          "when",
          "case",
          "by",
          "limit",
          "offset",
          "returning",
          "values",
          "in",
          "like",
          "ilike",
          "between",
          "set",
          "on",
          "having",
          "from",
          "distinct",
          "all",
          "as",
          "using",
          "is",
          "any",
          "some",
          "default");

  private final String text;
  private final List<Token> tokens;

  Words(EngineStatement statement) {
    this.text = statement.text();
    this.tokens = statement.tokens();
  }

  int size() {
    return tokens.size();
  }

  Token at(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index) : NOTHING;
  }

  boolean isWord(int index, String word) {
    return at(index).isWord(word);
  }

  /** Tells whether these words stand here, one after the other. */
  boolean areWords(int index, String... words) {
    for (int offset = 0; offset < words.length; offset++) {
      if (!isWord(index + offset, words[offset])) {
        return false;
      }
    }
    return true;
  }

  boolean isSymbol(int index, String symbol) {
    return at(index).isSymbol(symbol);
  }

  boolean isString(int index) {
    return at(index).kind() == TokenKind.STRING;
  }

  /** Returns the text from the beginning of one token to the end of another. */
  String between(int first, int last) {
    return text.substring(at(first).start(), at(last).end());
  }

  /** Returns where the bracket that opens here is closed; the last token if it is not. */
  int closing(int open) {
    int depth = 0;
    for (int index = open; index < tokens.size(); index++) {
      if (isOpening(index)) {
        depth++;
      } else if (isClosing(index) && --depth == 0) {
        return index;
      }
    }
    return tokens.size() - 1;
  }

  /** Returns where the bracket that is closed here was opened; the first token if it was not. */
  int opening(int close) {
    int depth = 0;
    for (int index = close; index >= 0; index--) {
      if (isClosing(index)) {
        depth++;
      } else if (isOpening(index) && --depth == 0) {
        return index;
      }
    }
    return 0;
  }

  private boolean isOpening(int index) {
    return isSymbol(index, "(") || isSymbol(index, "[") || isSymbol(index, "{");
  }

  private boolean isClosing(int index) {
    return isSymbol(index, ")") || isSymbol(index, "]") || isSymbol(index, "}");
  }

  /** Returns the end of the piece that begins here: before the next comma, or {@code end}. */
  int endOfItem(int start, int end) {
    int index = start;
    while (index < end && !isSymbol(index, ",")) {
      index = isOpening(index) ? closing(index) + 1 : index + 1;
    }
    return Math.min(index, end);
  }

  /** Returns where the last AS between these places stands, outside of brackets; -1 for none. */
  int lastAs(int from, int close) {
    int as = -1;
    int index = from;
    while (index < close) {
      if (isOpening(index)) {
        index = closing(index);
      } else if (isWord(index, "as")) {
        as = index;
      }
      index++;
    }
    return as;
  }

  /** Returns the index behind a dotted name that begins here. */
  int afterName(int start) {
    int index = start;
    while (at(index).isName()) {
      index++;
      if (!isSymbol(index, ".")) {
        break;
      }
      index++;
    }
    return index;
  }

  /** Returns the dotted name at these places, of at most two parts. */
  QualifiedName name(int start, int end) {
    List<String> parts = new ArrayList<>();
    for (int index = start; index < end; index += 2) {
      parts.add(at(index).value());
    }
    int count = parts.size();
    return count < 2
        ? QualifiedName.of(String.join("", parts))
        : QualifiedName.of(parts.get(count - 2), parts.get(count - 1));
  }

  /**
   * Returns where the plain operand ends here began: a number, a dotted name, a call or something
   * in parentheses; -1 for anything else.
   */
  int startOfOperand(int end) {
    Token last = at(end);
    if (last.kind() == TokenKind.NUMBER) {
      return end;
    }
    int start = end;
    if (last.isSymbol(")")) {
      start = opening(end);
      if (!at(start - 1).isName() || isNoOperand(start - 1)) {
        return start;
      }
      start--;
    } else if (!last.isName() || isNoOperand(end)) {
      return -1;
    }
    while (isSymbol(start - 1, ".") && at(start - 2).isName()) {
      start -= 2;
    }
    return start;
  }

  /** Returns the last token of the plain operand that begins here; -1 for anything else. */
  int endOfOperand(int start) {
    Token first = at(start);
    if (first.kind() == TokenKind.NUMBER) {
      return start;
    }
    if (first.isSymbol("(")) {
      return closing(start);
    }
    if (!first.isName() || isNoOperand(start)) {
      return -1;
    }
    int after = afterName(start);
    return isSymbol(after, "(") ? closing(after) : after - 1;
  }

  private boolean isNoOperand(int index) {
    Token token = at(index);
    return token.kind() == TokenKind.IDENTIFIER && NO_OPERANDS.contains(token.value());
  }
}
