// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

/**
 * A piece of a statement's text.
 *
 * @param start the index of its first character
 * @param end the index after its last character
 * @param value its decoded meaning: folded name, text without quotes and escapes, else as written
 */
public record Token(TokenKind kind, int start, int end, String value) {
  /** Tells whether this is the keyword, given in lower case. A quoted name is none. */
  public boolean isWord(String keyword) {
    return kind == TokenKind.IDENTIFIER && value.equals(keyword);
  }

  /** Tells whether this is the symbol or operator. */
  public boolean isSymbol(String symbol) {
    return (kind == TokenKind.SYMBOL || kind == TokenKind.OPERATOR) && value.equals(symbol);
  }

  /** Tells whether this can name something. */
  public boolean isName() {
    return kind == TokenKind.IDENTIFIER || kind == TokenKind.QUOTED_IDENTIFIER;
  }
}
