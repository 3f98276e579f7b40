// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens by PostgreSQL's rules ({@code standard_conforming_strings = on}). */
public final class Tokenizer {
  private final String text;
  private final Lexer lexer;
  private final List<Token> tokens;

  private Tokenizer(String text) {
    this.text = text;
    this.lexer = new Lexer(text);
    this.tokens = new ArrayList<>(text.length() / 5 + 4);
  }

  /**
   * Returns the tokens in order, blanks and comments left out. Takes linear time.
   *
   * @throws DatastoreException SYNTAX_ERROR with its position for what is not terminated, a number
   *     that runs into a name, or a wrong escape
   */
  public static List<Token> tokenize(String text) {
    return new Tokenizer(text).all();
  }

  private List<Token> all() {
    Lexeme lexeme = lexer.next();
    while (lexeme != Lexeme.END) {
      refuseFaults(lexeme);
      int start = lexer.start();
      int end = lexer.end();
      if (lexeme == Lexeme.UNICODE_STRING || lexeme == Lexeme.UNICODE_NAME) {
        lexeme = unicode(lexeme, start, end);
      } else {
        tokens.add(token(lexeme, start, end));
        lexeme = lexer.next();
      }
    }
    if (lexer.openComment() >= 0) {
      throw error("unterminated comment", lexer.openComment());
    }
    return tokens;
  }

  private Token token(Lexeme lexeme, int start, int end) {
    return switch (lexeme) {
      case NAME -> new Token(TokenKind.IDENTIFIER, start, end, Characters.fold(text, start, end));
      case QUOTED_NAME -> quotedName(start, end, Literals.unquote(text, start, end, '"'));
      case STRING ->
          new Token(TokenKind.STRING, start, end, Literals.unquote(text, start, end, '\''));
      case ESCAPE_STRING ->
          new Token(TokenKind.STRING, start, end, new EscapeString(text, start + 1, end).decode());
      case DOLLAR_STRING ->
          new Token(TokenKind.STRING, start, end, Literals.withoutDollars(text, start, end));
      case BIT_STRING -> bits(start, end, 'b');
      case HEX_STRING -> bits(start, end, 'x');
      case NUMBER -> new Token(TokenKind.NUMBER, start, end, text.substring(start, end));
      case PARAMETER -> new Token(TokenKind.PARAMETER, start, end, text.substring(start + 1, end));
      case OPERATOR -> new Token(TokenKind.OPERATOR, start, end, shortText(start, end));
      case SYMBOL -> new Token(TokenKind.SYMBOL, start, end, shortText(start, end));
      case UNICODE_NAME, UNICODE_STRING, END ->
          throw new IllegalStateException("not a token by itself: " + lexeme);
    };
  }

  private String shortText(int start, int end) {
    return end == start + 1 ? String.valueOf(text.charAt(start)) : text.substring(start, end);
  }

  private Token quotedName(int start, int end, String name) {
    if (name.isEmpty()) {
      throw error("zero-length delimited identifier at or near \"\"\"\"", start);
    }
    return new Token(TokenKind.QUOTED_IDENTIFIER, start, end, name);
  }

  private Token bits(int start, int end, char prefix) {
    String digits = Literals.unquote(text, start, end, '\'');
    return new Token(TokenKind.BIT_STRING, start, end, prefix + digits);
  }

  /** Adds a token with {@code U&} escapes, which UESCAPE may follow; returns the lexeme after. */
  private Lexeme unicode(Lexeme lexeme, int start, int end) {
    char quote = lexeme == Lexeme.UNICODE_NAME ? '"' : '\'';
    String quoted = Literals.unquote(text, start, end, quote);
    char escape = '\\';
    int tokenEnd = end;
    Lexeme following = lexer.next();
    if (following == Lexeme.NAME
        && lexer.end() - lexer.start() == "uescape".length()
        && Characters.fold(text, lexer.start(), lexer.end()).equals("uescape")) {
      following = lexer.next();
      if (following != Lexeme.STRING && following != Lexeme.ESCAPE_STRING) {
        throw error("UESCAPE must be followed by a simple string literal", lexer.start());
      }
      refuseFaults(following);
      escape = escapeCharacter(token(following, lexer.start(), lexer.end()));
      tokenEnd = lexer.end();
      following = lexer.next();
    }
    String value;
    try {
      value = UnicodeEscapes.decode(quoted, escape);
    } catch (DatastoreException wrong) {
      throw wrong.withPosition(new Positions(text).of(start));
    }
    tokens.add(
        quote == '"'
            ? quotedName(start, tokenEnd, value)
            : new Token(TokenKind.STRING, start, tokenEnd, value));
    return following;
  }

  private char escapeCharacter(Token literal) {
    char c = literal.value().length() == 1 ? literal.value().charAt(0) : '+';
    boolean forbidden =
        Character.digit(c, 16) >= 0 || c == '+' || c == '\'' || c == '"' || Characters.isSpace(c);
    if (forbidden) {
      throw error("invalid Unicode escape character", literal.start());
    }
    return c;
  }

  private void refuseFaults(Lexeme lexeme) {
    switch (lexer.fault()) {
      case NONE -> {}
      case TRAILING_JUNK ->
          throw error(
              "trailing junk after %s at or near \"%s\""
                  .formatted(
                      lexeme == Lexeme.PARAMETER ? "parameter" : "numeric literal",
                      text.substring(lexer.start(), lexer.end())),
              lexer.start());
      case UNTERMINATED -> throw error("unterminated " + nameOf(lexeme), lexer.start());
    }
  }

  private static String nameOf(Lexeme lexeme) {
    return switch (lexeme) {
      case QUOTED_NAME, UNICODE_NAME -> "quoted identifier";
      case DOLLAR_STRING -> "dollar-quoted string";
      case BIT_STRING -> "bit string literal";
      case HEX_STRING -> "hexadecimal string literal";
      case STRING, ESCAPE_STRING, UNICODE_STRING -> "quoted string";
      case NAME, NUMBER, PARAMETER, OPERATOR, SYMBOL, END -> "text";
    };
  }

  private DatastoreException error(String message, int index) {
    return new DatastoreException(ErrorCode.SYNTAX_ERROR, message)
        .withPosition(new Positions(text).of(index));
  }
}
