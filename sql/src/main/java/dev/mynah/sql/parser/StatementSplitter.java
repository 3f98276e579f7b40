// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into statements where psql would: at semicolons outside quotes, comments,
 * parentheses and bodies of functions. It never fails; what is not terminated belongs to the last
 * statement. Takes linear time.
 */
public final class StatementSplitter {
  private StatementSplitter() {}

  /** Returns the statements in order, without those that hold nothing but comments. */
  public static List<SourceStatement> split(String text) {
    List<SourceStatement> statements = new ArrayList<>();
    Lexer lexer = new Lexer(text);
    StatementEnd boundary = new StatementEnd();
    Positions positions = new Positions(text);
    int first = -1;
    int last = -1;
    for (Lexeme lexeme = lexer.next(); lexeme != Lexeme.END; lexeme = lexer.next()) {
      if (boundary.endsAt(lexeme, text, lexer.start(), lexer.end())) {
        if (first >= 0) {
          statements.add(statement(text, first, last, positions));
        }
        first = -1;
      } else {
        first = first < 0 ? lexer.start() : first;
        last = lexer.end();
      }
    }
    if (lexer.openComment() >= 0) {
      first = first < 0 ? lexer.openComment() : first;
      last = text.length();
    }
    if (first >= 0) {
      statements.add(statement(text, first, last, positions));
    }
    return statements;
  }

  private static SourceStatement statement(String text, int first, int last, Positions positions) {
    return new SourceStatement(text.substring(first, last), positions.of(first) - 1);
  }

  /**
   * Tells whether a typed text can be run as it stands: it ends in a semicolon that ends a
   * statement, perhaps with comments after it.
   */
  public static boolean isComplete(String text) {
    Lexer lexer = new Lexer(text);
    StatementEnd boundary = new StatementEnd();
    boolean complete = false;
    for (Lexeme lexeme = lexer.next(); lexeme != Lexeme.END; lexeme = lexer.next()) {
      complete = boundary.endsAt(lexeme, text, lexer.start(), lexer.end());
    }
    return complete && lexer.openComment() < 0;
  }
}
