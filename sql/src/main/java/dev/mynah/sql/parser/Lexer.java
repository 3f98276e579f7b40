// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static dev.mynah.sql.parser.Characters.isDigit;
import static dev.mynah.sql.parser.Characters.isNamePart;
import static dev.mynah.sql.parser.Characters.isNameStart;
import static dev.mynah.sql.parser.Characters.isNewline;
import static dev.mynah.sql.parser.Characters.isSpace;

/**
 * Finds where PostgreSQL's tokens begin and end. It never fails: what is not terminated reaches to
 * the end of the text, and {@link #fault} says so. Takes linear time.
 */
final class Lexer {
  /** What is wrong with the piece just found. */
  enum Fault {
    NONE,
    UNTERMINATED,
    TRAILING_JUNK
  }

  private final String text;
  private final OperatorRun operators;
  private int start;
  private int end;
  private Fault fault = Fault.NONE;
  private int openComment = -1;

  Lexer(String text) {
    this.text = text;
    this.operators = new OperatorRun(text);
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  Fault fault() {
    return fault;
  }

  /** Returns where a comment begins that never ends, or -1; known once the end is reached. */
  int openComment() {
    return openComment;
  }

  /** Moves to the next piece, past blanks and comments. */
  Lexeme next() {
    fault = Fault.NONE;
    start = skipBlanks(end);
    if (start >= text.length()) {
      end = start;
      return Lexeme.END;
    }
    char c = text.charAt(start);
    if (isNameStart(c)) {
      return nameOrPrefixedString(c);
    }
    return switch (c) {
      case '\'' -> string(start, Lexeme.STRING);
      case '"' -> quoted(start, Lexeme.QUOTED_NAME);
      case '$' -> dollar();
      case '.' -> dot();
      case ':' -> found(peek(start + 1) == ':' || peek(start + 1) == '=' ? 2 : 1, Lexeme.SYMBOL);
      default -> {
        if (isDigit(c)) {
          yield number();
        }
        if (Characters.isOperator(c)) {
          end = operators.endOf(start);
          yield Lexeme.OPERATOR;
        }
        yield found(1, Lexeme.SYMBOL);
      }
    };
  }

  private Lexeme found(int length, Lexeme lexeme) {
    end = start + length;
    return lexeme;
  }

  /** Returns the character, or NUL beyond the end. */
  private char peek(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        i++;
      } else if (c == '-' && peek(i + 1) == '-') {
        i = endOfLine(i);
      } else if (c == '/' && peek(i + 1) == '*') {
        i = endOfComment(i);
      } else {
        break;
      }
    }
    return i;
  }

  private int endOfLine(int from) {
    int i = from;
    while (i < text.length() && !isNewline(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int endOfComment(int from) {
    int depth = 1;
    int i = from + 2;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '/' && peek(i + 1) == '*') {
        depth++;
        i += 2;
      } else if (c == '*' && peek(i + 1) == '/') {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else {
        i++;
      }
    }
    openComment = from;
    return text.length();
  }

  private Lexeme nameOrPrefixedString(char first) {
    char second = peek(start + 1);
    if (second == '\'') {
      switch (first) {
        case 'e', 'E' -> {
          return string(start + 1, Lexeme.ESCAPE_STRING);
        }
        case 'b', 'B' -> {
          return string(start + 1, Lexeme.BIT_STRING);
        }
        case 'x', 'X' -> {
          return string(start + 1, Lexeme.HEX_STRING);
        }
        case 'n', 'N' -> {
          return string(start + 1, Lexeme.STRING);
        }
        default -> {}
      }
    } else if (second == '&' && (first == 'u' || first == 'U')) {
      char third = peek(start + 2);
      if (third == '\'') {
        return string(start + 2, Lexeme.UNICODE_STRING);
      }
      if (third == '"') {
        return quoted(start + 2, Lexeme.UNICODE_NAME);
      }
    }
    end = endOfName(start);
    return Lexeme.NAME;
  }

  private int endOfName(int from) {
    int i = from;
    while (i < text.length() && isNamePart(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Reads a literal and its continuations: further quotes with a line break between. */
  private Lexeme string(int quote, Lexeme lexeme) {
    int i = quote;
    while (i >= 0) {
      end = endOfQuoted(i, '\'', lexeme == Lexeme.ESCAPE_STRING);
      i = fault == Fault.NONE ? continuation(end) : -1;
    }
    return lexeme;
  }

  private Lexeme quoted(int quote, Lexeme lexeme) {
    end = endOfQuoted(quote, '"', false);
    return lexeme;
  }

  private int endOfQuoted(int open, char quote, boolean backslashes) {
    int i = open + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == quote) {
        if (peek(i + 1) != quote) {
          return i + 1;
        }
        i += 2;
      } else if (c == '\\' && backslashes) {
        i += 2;
      } else {
        i++;
      }
    }
    fault = Fault.UNTERMINATED;
    return text.length();
  }

  /** Returns where the literal goes on, or -1. Only line comments may stand between. */
  private int continuation(int from) {
    boolean newline = false;
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        newline |= isNewline(c);
        i++;
      } else if (c == '-' && peek(i + 1) == '-') {
        i = endOfLine(i);
      } else {
        return c == '\'' && newline ? i : -1;
      }
    }
    return -1;
  }

  private Lexeme dollar() {
    char next = peek(start + 1);
    if (isDigit(next)) {
      end = start + 1;
      while (isDigit(peek(end))) {
        end++;
      }
      markJunk();
      return Lexeme.PARAMETER;
    }
    int tagEnd = start + 1;
    if (isNameStart(next)) {
      while (tagEnd < text.length()
          && text.charAt(tagEnd) != '$'
          && isNamePart(text.charAt(tagEnd))) {
        tagEnd++;
      }
    }
    if (peek(tagEnd) != '$') {
      return found(1, Lexeme.SYMBOL);
    }
    String tag = text.substring(start, tagEnd + 1);
    int close = text.indexOf(tag, tagEnd + 1);
    if (close < 0) {
      fault = Fault.UNTERMINATED;
      end = text.length();
    } else {
      end = close + tag.length();
    }
    return Lexeme.DOLLAR_STRING;
  }

  private Lexeme dot() {
    if (isDigit(peek(start + 1))) {
      return number();
    }
    return found(peek(start + 1) == '.' ? 2 : 1, Lexeme.SYMBOL);
  }

  private Lexeme number() {
    end = NumberLexing.endOf(text, start);
    markJunk();
    return Lexeme.NUMBER;
  }

  /** A number that runs into a name is one piece, and a mistake. */
  private void markJunk() {
    if (end < text.length() && isNameStart(text.charAt(end))) {
      end = endOfName(end);
      fault = Fault.TRAILING_JUNK;
    }
  }
}
