// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.CopyOptions;
import dev.mynah.sql.tree.CopyOptions.Columns;
import dev.mynah.sql.tree.Name;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;

/** Reads what follows STDIN or STDOUT: options in parentheses, or PostgreSQL's older form. */
final class CopyOptionReader {
  private static final List<String> NAMES =
      List.of(
          "FORMAT",
          "HEADER",
          "DELIMITER",
          "NULL",
          "QUOTE",
          "ESCAPE",
          "SKIP",
          "ENCODING",
          "FORCE_NULL",
          "FORCE_NOT_NULL",
          "FORCE_QUOTE",
          "FREEZE");
  private static final List<String> OLD_WORDS =
      List.of(
          "CSV",
          "BINARY",
          "HEADER",
          "DELIMITER",
          "NULL",
          "QUOTE",
          "ESCAPE",
          "SKIP",
          "ENCODING",
          "FORCE",
          "FREEZE");

  private final TokenCursor cursor;
  private final CopyOptionsBuilder builder;

  CopyOptionReader(TokenCursor cursor, CopyOptionsBuilder.Direction direction) {
    this.cursor = cursor;
    this.builder = new CopyOptionsBuilder(cursor, direction);
  }

  /** Passes all options of a COPY that began with BINARY. */
  CopyOptions binaryOptions() {
    builder.format("binary", cursor.position());
    return options();
  }

  /** Passes all options, up to the end of the statement. */
  CopyOptions options() {
    boolean with = cursor.take("with");
    if (cursor.takeSymbol("(")) {
      do {
        option();
      } while (cursor.takeSymbol(","));
      cursor.closeList();
    } else if (with && cursor.atEnd()) {
      throw cursor.unexpected("options");
    } else {
      while (!cursor.atEnd()) {
        oldOption();
      }
    }
    cursor.expectEnd();
    return builder.build();
  }

  private void option() {
    int position = cursor.position();
    switch (cursor.expectOneOf(NAMES)) {
      case "FORMAT" -> builder.format(cursor.name("a format").text(), position);
      case "HEADER" -> builder.header(optionalWord(), position);
      case "DELIMITER" -> builder.delimiter(cursor.string("the delimiter"), position);
      case "NULL" -> builder.nullText(cursor.string("the text of NULL"), position);
      case "QUOTE" -> builder.quote(cursor.string("the quote"), position);
      case "ESCAPE" -> builder.escape(cursor.string("the escape character"), position);
      case "SKIP" -> builder.skip(skip(), position);
      case "ENCODING" -> builder.encoding(word("an encoding"), position);
      case "FORCE_NULL" -> builder.forceNull(columnsInParentheses(), position);
      case "FORCE_NOT_NULL" -> builder.forceNotNull(columnsInParentheses(), position);
      case "FORCE_QUOTE" -> builder.forceQuote(columnsInParentheses(), position);
      default -> optionalWord();
    }
  }

  private void oldOption() {
    int position = cursor.position();
    switch (cursor.expectOneOf(OLD_WORDS)) {
      case "CSV" -> builder.format("csv", position);
      case "BINARY" -> builder.format("binary", position);
      case "HEADER" -> builder.header("", position);
      case "DELIMITER" -> builder.delimiter(oldString("the delimiter"), position);
      case "NULL" -> builder.nullText(oldString("the text of NULL"), position);
      case "QUOTE" -> builder.quote(oldString("the quote"), position);
      case "ESCAPE" -> builder.escape(oldString("the escape character"), position);
      case "SKIP" -> builder.skip(skip(), position);
      case "ENCODING" -> builder.encoding(word("an encoding"), position);
      case "FORCE" -> oldForce(position);
      default -> {}
    }
  }

  private void oldForce(int position) {
    if (cursor.take("quote")) {
      builder.forceQuote(columns(), position);
    } else if (cursor.take("not", "null")) {
      builder.forceNotNull(columns(), position);
    } else {
      cursor.expect("null");
      builder.forceNull(columns(), position);
    }
  }

  private String oldString(String what) {
    cursor.take("as");
    return cursor.string(what);
  }

  private long skip() {
    return NumberReader.wholeNumber(cursor, "the number of lines", 0);
  }

  /** Passes a word, text or number that may be absent, and returns it or an empty text. */
  private String optionalWord() {
    Token token = cursor.peek();
    boolean present =
        token.isName() || token.kind() == TokenKind.STRING || token.kind() == TokenKind.NUMBER;
    return present ? cursor.advance().value() : "";
  }

  private String word(String what) {
    return cursor.peek().isName() ? cursor.advance().value() : cursor.string(what);
  }

  private Columns columnsInParentheses() {
    if (cursor.takeSymbol("*")) {
      return new Columns.All();
    }
    return new Columns.Named(cursor.nameList("a column").stream().map(Name::text).toList());
  }

  private Columns columns() {
    if (cursor.takeSymbol("*")) {
      return new Columns.All();
    }
    List<String> names = new ArrayList<>();
    do {
      names.add(cursor.name("a column").text());
    } while (cursor.takeSymbol(","));
    return new Columns.Named(names);
  }
}
