// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.error.NearestName;
import dev.mynah.sql.tree.Name;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A place among the tokens of a statement, and the small words of its grammar. */
final class TokenCursor {
  /** What the database is called, in every datastore. */
  static final String DATABASE = "mynah";

  private static final String STATEMENT_END = "the end of the statement";

  private final String text;
  private final List<Token> tokens;
  private final Token end;
  private final Positions positions;
  private int index;

  TokenCursor(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
    this.positions = new Positions(text);
    int textEnd = tokens.isEmpty() ? 0 : tokens.getLast().end();
    this.end = new Token(TokenKind.SYMBOL, textEnd, textEnd, "");
  }

  Token peek() {
    return peek(0);
  }

  /** Returns the token so many steps ahead; beyond the last one, an empty symbol. */
  Token peek(int ahead) {
    return index + ahead < tokens.size() ? tokens.get(index + ahead) : end;
  }

  boolean atEnd() {
    return index >= tokens.size();
  }

  /** Tells whether there is a token so many steps ahead. */
  boolean has(int ahead) {
    return index + ahead < tokens.size();
  }

  Token advance() {
    Token token = peek();
    index++;
    return token;
  }

  int index() {
    return index;
  }

  void moveTo(int newIndex) {
    index = newIndex;
  }

  /** Returns the position of the token ahead, from 1. */
  int position() {
    return positionOf(peek());
  }

  int positionOf(Token token) {
    return positions.of(token.start());
  }

  /** Tells whether these keywords, in lower case, lie ahead. */
  boolean at(String... keywords) {
    for (int i = 0; i < keywords.length; i++) {
      if (!peek(i).isWord(keywords[i])) {
        return false;
      }
    }
    return true;
  }

  boolean atSymbol(String symbol) {
    return !atEnd() && peek().isSymbol(symbol);
  }

  /** Passes these keywords if all of them lie ahead. */
  boolean take(String... keywords) {
    boolean found = at(keywords);
    if (found) {
      index += keywords.length;
    }
    return found;
  }

  boolean takeSymbol(String symbol) {
    boolean found = atSymbol(symbol);
    if (found) {
      index++;
    }
    return found;
  }

  void expect(String... keywords) {
    for (String keyword : keywords) {
      if (!take(keyword)) {
        throw unexpected(
            keyword.toUpperCase(Locale.ROOT), List.of(keyword.toUpperCase(Locale.ROOT)));
      }
    }
  }

  void expectSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected("\"" + symbol + "\"");
    }
  }

  void expectEnd() {
    if (!atEnd()) {
      throw unexpected(STATEMENT_END);
    }
  }

  /** Passes one of these words, given in upper case, and returns it so. */
  String expectOneOf(List<String> words) {
    if (peek().kind() == TokenKind.IDENTIFIER) {
      String word = peek().value().toUpperCase(Locale.ROOT);
      if (words.contains(word)) {
        index++;
        return word;
      }
    }
    throw unexpected(inWords(words), words);
  }

  /** Passes a name; {@code what} says in the message which name was expected. */
  Name name(String what) {
    if (!peek().isName()) {
      throw unexpected(what);
    }
    Token token = advance();
    return new Name(token.value(), token.kind() == TokenKind.QUOTED_IDENTIFIER, positionOf(token));
  }

  /** Passes {@code [schema.]name}; the name of our only database may stand before it. */
  QualifiedName qualifiedName(String what) {
    int start = position();
    String first = name(what).text();
    if (!takeSymbol(".")) {
      return QualifiedName.of(first);
    }
    String second = name(what).text();
    if (!takeSymbol(".")) {
      return QualifiedName.of(first, second);
    }
    String third = name(what).text();
    if (!first.equals(DATABASE) || atSymbol(".")) {
      throw error("cross-database references are not implemented", start)
          .withHint("Write a schema and a name.");
    }
    return QualifiedName.of(second, third);
  }

  /** Passes a text literal. */
  String string(String what) {
    if (peek().kind() != TokenKind.STRING) {
      throw unexpected(what + " in single quotes");
    }
    return advance().value();
  }

  /**
   * Passes a text literal; what stands there instead is not repeated, as it may be meant as one.
   */
  String secret(String what) {
    if (peek().kind() != TokenKind.STRING) {
      throw new DatastoreException(
              ErrorCode.SYNTAX_ERROR, "expected %s in single quotes".formatted(what))
          .withPosition(peek().start() + 1);
    }
    return advance().value();
  }

  /** Passes {@code '(' name, ... ')'}. */
  List<Name> nameList(String what) {
    expectSymbol("(");
    List<Name> names = new ArrayList<>();
    do {
      names.add(name(what));
    } while (takeSymbol(","));
    closeList();
    return names;
  }

  /** Passes the parenthesis that ends a list. */
  void closeList() {
    if (!takeSymbol(")")) {
      throw unexpected("\",\" or \")\"");
    }
  }

  /** What stands between two parentheses. */
  record Enclosed(String text, int position) {}

  /** Passes a balanced pair of parentheses; what is between must not be empty. */
  Enclosed enclosed(String what) {
    if (!atSymbol("(")) {
      throw unexpected("\"(\" and " + what);
    }
    Token open = advance();
    if (atSymbol(")")) {
      throw unexpected(what);
    }
    Token first = peek();
    int depth = 1;
    int last = open.end();
    while (!atEnd()) {
      Token token = advance();
      if (token.isSymbol("(")) {
        depth++;
      } else if (token.isSymbol(")")) {
        depth--;
        if (depth == 0) {
          return new Enclosed(text.substring(first.start(), last), positionOf(first));
        }
      }
      last = token.end();
    }
    throw error("a parenthesis is not closed", positionOf(open))
        .withHint("Add \")\" where %s ends.".formatted(what));
  }

  /** Returns the statement's text from one token to before another. */
  String textBetween(int fromIndex, int toIndex) {
    return text.substring(tokens.get(fromIndex).start(), tokens.get(toIndex - 1).end());
  }

  /** Makes the error for the token ahead. */
  DatastoreException unexpected(String expected) {
    return error("expected %s but found %s".formatted(expected, found()), position());
  }

  /** Makes the error for the token ahead, and suggests the nearest of these words. */
  DatastoreException unexpected(String expected, List<String> candidates) {
    DatastoreException error = unexpected(expected);
    if (!peek().isName()) {
      return error;
    }
    Optional<String> nearest = NearestName.of(peek().value(), candidates);
    return nearest.map(word -> error.withHint("Did you mean %s?".formatted(word))).orElse(error);
  }

  DatastoreException error(String message, int position) {
    return new DatastoreException(ErrorCode.SYNTAX_ERROR, message).withPosition(position);
  }

  private String found() {
    if (atEnd()) {
      return STATEMENT_END;
    }
    String piece = text.substring(peek().start(), peek().end());
    int mostShown = 40;
    String shown = piece.length() <= mostShown ? piece : piece.substring(0, mostShown) + "...";
    return '"' + shown.replaceAll("\\s+", " ") + '"';
  }

  /** Returns {@code A, B or C}. */
  static String inWords(List<String> words) {
    if (words.size() == 1) {
      return words.getFirst();
    }
    return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }
}
