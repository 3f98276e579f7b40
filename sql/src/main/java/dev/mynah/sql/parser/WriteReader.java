// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.Token;
import java.util.Optional;

/** Reads the heads of INSERT, UPDATE, DELETE, MERGE, TRUNCATE and COPY. */
final class WriteReader {
  private final TokenCursor cursor;

  WriteReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  Action read() {
    return switch (cursor.advance().value()) {
      case "insert" -> Action.write("INSERT", afterWord("into"));
      case "update" -> {
        skipConflictRule();
        yield Action.write("UPDATE", target());
      }
      case "delete" -> Action.write("DELETE", afterWord("from"));
      case "merge" -> Action.write("MERGE", afterWord("into"));
      case "truncate" -> {
        cursor.take("table");
        yield Action.write("TRUNCATE TABLE", target());
      }
      default -> copy();
    };
  }

  /** Passes {@code OR REPLACE} and {@code OR IGNORE}. */
  private void skipConflictRule() {
    if (cursor.take("or")) {
      cursor.advance();
    }
  }

  private Optional<QualifiedName> afterWord(String word) {
    skipConflictRule();
    return cursor.take(word) ? target() : Optional.empty();
  }

  private Optional<QualifiedName> target() {
    if (cursor.at("only") && cursor.peek(1).isName()) {
      cursor.advance();
    }
    return Action.relation(cursor);
  }

  private Action copy() {
    if (cursor.atSymbol("(")) {
      boolean reads = WithClause.beginsStatement(cursor.peek(1)) && !writesAhead();
      return reads ? Action.read("COPY") : Action.write("COPY", Optional.empty());
    }
    if (cursor.at("from", "database")) {
      return Action.write("COPY", Optional.empty());
    }
    Optional<QualifiedName> table = Action.relation(cursor);
    skipColumns();
    return cursor.at("to") ? Action.read("COPY") : Action.write("COPY", table);
  }

  private void skipColumns() {
    if (!cursor.takeSymbol("(")) {
      return;
    }
    while (!cursor.atEnd() && !cursor.takeSymbol(")")) {
      cursor.advance();
    }
  }

  private boolean writesAhead() {
    Token first = cursor.peek(1);
    if (!first.isWord("with")) {
      return WithClause.writes(first);
    }
    int start = cursor.index();
    cursor.advance();
    WithClause.skip(cursor);
    boolean main = WithClause.writes(cursor.peek());
    cursor.moveTo(start);
    return main;
  }
}
