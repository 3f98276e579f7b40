// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.CopyOptions;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import dev.mynah.sql.tree.CopyStatement.CopySource;
import dev.mynah.sql.tree.CopyStatement.CopyToStdout;
import dev.mynah.sql.tree.Name;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.Statement;
import dev.mynah.sql.tree.UnsupportedStatement;
import java.util.List;
import java.util.Optional;

/** Reads COPY between a table and the client, after its first word. */
final class CopyParser {
  private final TokenCursor cursor;

  /** BINARY stands before the table, as in the oldest form. */
  private boolean oldBinary;

  CopyParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Returns the statement, or empty when it copies from or to a file, which the engine does. */
  Optional<Statement> statement() {
    oldBinary = cursor.take("binary");
    int start = cursor.index();
    int direction = directionIndex();
    if (direction < 0) {
      return Optional.empty();
    }
    cursor.moveTo(direction);
    String way = cursor.at("from") ? "FROM" : "TO";
    cursor.advance();
    if (cursor.at("program")) {
      return Optional.of(new UnsupportedStatement("COPY " + way + " PROGRAM", 1));
    }
    if (!cursor.at("stdin") && !cursor.at("stdout")) {
      return Optional.empty();
    }
    int afterDirection = cursor.index() + 1;
    cursor.moveTo(start);
    return Optional.of(way.equals("FROM") ? in(afterDirection) : out(afterDirection));
  }

  /** Finds FROM or TO outside parentheses; -1 when there is none. */
  private int directionIndex() {
    int depth = 0;
    for (int i = 0; cursor.has(i); i++) {
      if (cursor.peek(i).isSymbol("(")) {
        depth++;
      } else if (cursor.peek(i).isSymbol(")")) {
        depth--;
      } else if (depth == 0
          && i > 0
          && !cursor.peek(i - 1).isSymbol(".")
          && (cursor.peek(i).isWord("from") || cursor.peek(i).isWord("to"))) {
        return cursor.index() + i;
      }
    }
    return -1;
  }

  private Statement in(int optionsIndex) {
    QualifiedName table = cursor.qualifiedName("a table");
    List<String> columns = columns();
    cursor.expect("from");
    cursor.moveTo(optionsIndex);
    return new CopyFromStdin(table, columns, options(CopyOptionsBuilder.Direction.IN));
  }

  private Statement out(int optionsIndex) {
    CopySource source;
    if (cursor.atSymbol("(")) {
      TokenCursor.Enclosed query = cursor.enclosed("a query");
      source = new CopySource.OfQuery(query.text(), query.position());
    } else {
      source = new CopySource.OfTable(cursor.qualifiedName("a table"), columns());
    }
    cursor.expect("to");
    cursor.moveTo(optionsIndex);
    return new CopyToStdout(source, options(CopyOptionsBuilder.Direction.OUT));
  }

  private CopyOptions options(CopyOptionsBuilder.Direction direction) {
    CopyOptionReader reader = new CopyOptionReader(cursor, direction);
    return oldBinary ? reader.binaryOptions() : reader.options();
  }

  private List<String> columns() {
    return cursor.atSymbol("(")
        ? cursor.nameList("a column").stream().map(Name::text).toList()
        : List.of();
  }
}
