// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.StatementKind;
import dev.mynah.sql.tree.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells from its words what a statement of the engine does and to what. It never fails. */
final class EngineStatementReader {
  private final String text;
  private final List<Token> tokens;

  EngineStatementReader(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  EngineStatement read() {
    TokenCursor cursor = new TokenCursor(text, tokens);
    if (cursor.at("explain")) {
      return explain(cursor);
    }
    return statement(action(cursor));
  }

  private EngineStatement statement(Action action) {
    return new EngineStatement(text, action.kind(), action.command(), action.target(), tokens);
  }

  /** Passes EXPLAIN and its options, however often; only ANALYZE carries the statement out. */
  private EngineStatement explain(TokenCursor cursor) {
    boolean runs = false;
    while (cursor.take("explain")) {
      if (cursor.atSymbol("(")) {
        runs |= optionsAnalyze(cursor);
      }
      while (cursor.at("analyze") || cursor.at("verbose")) {
        runs |= cursor.advance().isWord("analyze");
      }
    }
    Action explained = action(cursor);
    return statement(
        runs
            ? new Action(explained.kind(), "EXPLAIN", explained.target())
            : new Action(StatementKind.READ, "EXPLAIN", Optional.empty()));
  }

  /** Passes {@code '(' option, ... ')'}; a query in parentheses is left alone. */
  private static boolean optionsAnalyze(TokenCursor cursor) {
    Token first = cursor.peek(1);
    if (first.isSymbol("(") || WithClause.beginsStatement(first)) {
      return false;
    }
    boolean analyzes = false;
    while (!cursor.atEnd() && !cursor.takeSymbol(")")) {
      if (cursor.advance().isWord("analyze")) {
        Token value = cursor.peek();
        analyzes = !value.isWord("false") && !value.isWord("off") && !value.value().equals("0");
      }
    }
    return analyzes;
  }

  private static Action action(TokenCursor cursor) {
    List<Integer> writesInside = WithClause.writesInside(cursor);
    while (cursor.atSymbol("(")) {
      cursor.advance();
    }
    if (cursor.at("with")) {
      WithClause.skip(cursor);
    }
    Action main = plain(cursor);
    if (writesInside.isEmpty() || main.kind() != StatementKind.READ) {
      return main;
    }
    Optional<QualifiedName> target = Optional.empty();
    if (writesInside.size() == 1) {
      cursor.moveTo(writesInside.getFirst());
      target = new WriteReader(cursor).read().target();
    }
    return Action.write(main.command(), target);
  }

  private static Action plain(TokenCursor cursor) {
    String first = cursor.peek().isName() ? cursor.peek().value() : "";
    return switch (first) {
      case "select", "from", "values", "table" -> query(cursor);
      case "pivot", "pivot_wider", "unpivot", "pivot_longer", "summarize", "describe", "desc" ->
          Action.read("SELECT");
      case "show" -> Action.read("SHOW");
      case "insert", "update", "delete", "merge", "truncate", "copy" ->
          new WriteReader(cursor).read();
      case "create", "alter", "drop", "comment" -> new DefinitionReader(cursor).read();
      case "use", "set", "reset" ->
          new Action(StatementKind.SESSION, word(first), Optional.empty());
      default -> new Action(StatementKind.DEFINE, word(first), Optional.empty());
    };
  }

  /** SELECT ... INTO makes a table. */
  private static Action query(TokenCursor cursor) {
    int depth = 0;
    while (!cursor.atEnd()) {
      Token token = cursor.advance();
      if (token.isSymbol("(")) {
        depth++;
      } else if (token.isSymbol(")")) {
        depth--;
      } else if (depth == 0 && token.isWord("into") && cursor.peek().isName()) {
        return new Action(StatementKind.WRITE, "SELECT", into(cursor));
      }
    }
    return Action.read("SELECT");
  }

  private static Optional<QualifiedName> into(TokenCursor cursor) {
    if (!cursor.take("temporary") && !cursor.take("temp")) {
      cursor.take("unlogged");
    }
    cursor.take("table");
    return Action.relation(cursor);
  }

  private static String word(String folded) {
    return folded.toUpperCase(Locale.ROOT);
  }
}
