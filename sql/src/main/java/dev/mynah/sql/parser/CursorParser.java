// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.CursorStatement;
import dev.mynah.sql.tree.CursorStatement.CloseCursor;
import dev.mynah.sql.tree.CursorStatement.Deallocate;
import dev.mynah.sql.tree.CursorStatement.Declare;
import dev.mynah.sql.tree.CursorStatement.Execute;
import dev.mynah.sql.tree.CursorStatement.Fetch;
import dev.mynah.sql.tree.CursorStatement.Prepare;
import dev.mynah.sql.tree.CursorStatement.Use;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the statements about prepared statements and cursors, after their first word. */
final class CursorParser {
  private static final String STATEMENT = "a prepared statement's name";
  private static final String CURSOR = "a cursor's name";

  /** Directions that only a cursor with SCROLL can take. */
  private static final List<String> BACKWARD =
      List.of("prior", "first", "last", "backward", "absolute", "relative");

  private final TokenCursor cursor;
  private final int tokenCount;

  CursorParser(TokenCursor cursor, int tokenCount) {
    this.cursor = cursor;
    this.tokenCount = tokenCount;
  }

  CursorStatement prepare() {
    String name = cursor.name(STATEMENT).text();
    List<String> types = cursor.atSymbol("(") ? list("a type") : List.of();
    cursor.expect("as");
    int position = cursor.position();
    return new Prepare(name, types, rest("a statement"), position);
  }

  CursorStatement execute() {
    String name = cursor.name(STATEMENT).text();
    List<String> arguments = cursor.atSymbol("(") ? list("an expression") : List.of();
    cursor.expectEnd();
    return new Execute(name, arguments);
  }

  CursorStatement deallocate() {
    if (cursor.at("prepare") && cursor.peek(1).isName()) {
      cursor.advance();
    }
    return new Deallocate(nameOrAll(STATEMENT));
  }

  CursorStatement close() {
    return new CloseCursor(nameOrAll(CURSOR));
  }

  private Optional<String> nameOrAll(String what) {
    Optional<String> name =
        cursor.take("all") ? Optional.empty() : Optional.of(cursor.name(what).text());
    cursor.expectEnd();
    return name;
  }

  CursorStatement declare() {
    String name = cursor.name(CURSOR).text();
    while (!cursor.take("cursor")) {
      option();
    }
    boolean hold = cursor.take("with", "hold");
    if (!hold) {
      cursor.take("without", "hold");
    }
    cursor.expect("for");
    int position = cursor.position();
    return new Declare(name, hold, rest("a query"), position);
  }

  private void option() {
    if (cursor.at("binary")) {
      throw new DatastoreException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "%s cursors are not supported yet"
                  .formatted(cursor.peek().value().toUpperCase(Locale.ROOT)))
          .withPosition(cursor.position());
    }
    boolean known =
        cursor.take("no", "scroll")
            || cursor.take("scroll")
            || cursor.take("insensitive")
            || cursor.take("asensitive");
    if (!known) {
      throw cursor.unexpected("CURSOR", List.of("CURSOR", "SCROLL", "INSENSITIVE"));
    }
  }

  CursorStatement fetch(Use use) {
    // A cursor may bear the name of a direction: FETCH next.
    boolean bare = cursor.has(0) && !cursor.has(1);
    Optional<Long> count = bare ? Optional.of(1L) : count();
    if (!bare && !cursor.take("from")) {
      cursor.take("in");
    }
    String name = cursor.name(CURSOR).text();
    cursor.expectEnd();
    return new Fetch(name, count, use);
  }

  private Optional<Long> count() {
    if (cursor.at("from") || cursor.at("in") || cursor.take("next")) {
      return Optional.of(1L);
    }
    if (cursor.take("all")) {
      return Optional.empty();
    }
    for (String direction : BACKWARD) {
      if (cursor.at(direction)) {
        throw onlyForward(cursor.position());
      }
    }
    boolean forward = cursor.take("forward");
    if (forward && cursor.take("all")) {
      return Optional.empty();
    }
    int position = cursor.position();
    boolean negative = cursor.takeSymbol("-");
    if (cursor.peek().kind() != TokenKind.NUMBER) {
      return Optional.of(1L);
    }
    String number = cursor.advance().value();
    if (!number.matches("\\d{1,18}")) {
      throw cursor.error("\"%s\" is no count of rows".formatted(number), position);
    }
    if (negative || Long.parseLong(number) == 0) {
      throw onlyForward(position);
    }
    return Optional.of(Long.parseLong(number));
  }

  private static DatastoreException onlyForward(int position) {
    return new DatastoreException(
            ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE, "cursor can only scan forward")
        .withHint("Use NEXT, FORWARD, ALL or a count of at least 1.")
        .withPosition(position);
  }

  private String rest(String what) {
    if (cursor.atEnd()) {
      throw cursor.unexpected(what);
    }
    return cursor.textBetween(cursor.index(), tokenCount);
  }

  /** Passes {@code '(' text, ... ')'}, parted where no parenthesis is open. */
  private List<String> list(String what) {
    cursor.expectSymbol("(");
    List<String> items = new ArrayList<>();
    int depth = 0;
    int start = cursor.index();
    while (!cursor.atEnd()) {
      Token token = cursor.peek();
      boolean ends = depth == 0 && (token.isSymbol(",") || token.isSymbol(")"));
      if (ends && cursor.index() == start) {
        throw cursor.unexpected(what);
      }
      if (ends) {
        items.add(cursor.textBetween(start, cursor.index()));
        start = cursor.index() + 1;
      }
      cursor.advance();
      if (ends && token.isSymbol(")")) {
        return items;
      }
      if (token.isSymbol("(") || token.isSymbol("[")) {
        depth++;
      } else if (token.isSymbol(")") || token.isSymbol("]")) {
        depth--;
      }
    }
    throw cursor.unexpected("\",\" or \")\"");
  }
}
