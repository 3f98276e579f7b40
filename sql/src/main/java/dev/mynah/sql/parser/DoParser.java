// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.DoBlock;
import dev.mynah.sql.tree.DoBlock.Handler;
import dev.mynah.sql.tree.DoBlock.Level;
import dev.mynah.sql.tree.DoBlock.Step;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.RightsStatement;
import dev.mynah.sql.tree.Statement;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads DO: blocks of statements that need neither variables nor loops. */
final class DoParser {
  private static final Set<String> ENDS = Set.of("end", "else", "elsif", "exception", "when");

  /** What begins a step of the language that is not known here. */
  private static final Set<String> REFUSED =
      Set.of(
          "declare",
          "begin",
          "loop",
          "while",
          "for",
          "foreach",
          "return",
          "execute",
          "get",
          "open",
          "fetch",
          "close",
          "case",
          "exit",
          "continue",
          "assert",
          "call",
          "commit",
          "rollback",
          "elsif",
          "elseif");

  /** Reads the body, whose positions are not those of the statement. */
  private final TokenCursor cursor;

  private DoParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads on after {@code DO}. */
  static DoBlock read(TokenCursor statement) {
    language(statement);
    int position = statement.position();
    String body = statement.string("the block");
    language(statement);
    statement.expectEnd();
    try {
      return new DoParser(new TokenCursor(body, Tokenizer.tokenize(body))).block();
    } catch (DatastoreException e) {
      throw e.withPosition(position);
    }
  }

  private static void language(TokenCursor statement) {
    if (!statement.take("language")) {
      return;
    }
    int position = statement.position();
    String name =
        statement.peek().isName() ? statement.advance().value() : statement.string("a language");
    if (!name.equalsIgnoreCase("plpgsql")) {
      throw new DatastoreException(
              ErrorCode.UNDEFINED_OBJECT, "language \"%s\" does not exist".formatted(name))
          .withPosition(position);
    }
  }

  private DoBlock block() {
    refuse();
    cursor.expect("begin");
    List<Step> steps = steps();
    List<Handler> handlers = new ArrayList<>();
    if (cursor.take("exception")) {
      do {
        handlers.add(handler());
      } while (cursor.at("when"));
    }
    cursor.expect("end");
    cursor.takeSymbol(";");
    cursor.expectEnd();
    return new DoBlock(steps, handlers);
  }

  private void refuse() {
    String word = cursor.peek().kind() == TokenKind.IDENTIFIER ? cursor.peek().value() : "";
    boolean isOuterBegin = word.equals("begin") && cursor.index() == 0;
    if (REFUSED.contains(word) && !isOuterBegin) {
      throw notYet(word.toUpperCase(Locale.ROOT));
    }
  }

  private static DatastoreException notYet(String what) {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "%s in DO is not supported yet".formatted(what))
        .withHint(
            "A block holds statements, PERFORM, RAISE, IF .. ELSE and NULL, and may end with"
                + " EXCEPTION; send anything else as statements of its own.");
  }

  private Handler handler() {
    cursor.expect("when");
    List<String> conditions = new ArrayList<>();
    do {
      conditions.add(
          cursor.take("sqlstate")
              ? cursor.string("a code of five characters")
              : cursor.name("a condition").text());
    } while (cursor.take("or"));
    cursor.expect("then");
    return new Handler(conditions, steps());
  }

  /** Passes steps up to a word that ends them. */
  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    while (!cursor.atEnd() && !ends()) {
      steps.add(step());
      cursor.expectSymbol(";");
    }
    return steps;
  }

  private boolean ends() {
    return cursor.peek().kind() == TokenKind.IDENTIFIER && ENDS.contains(cursor.peek().value());
  }

  private Step step() {
    refuse();
    if (cursor.take("null")) {
      return new Step.Nothing();
    }
    if (cursor.take("raise")) {
      return raise();
    }
    if (cursor.take("if")) {
      return choice();
    }
    boolean isQuery = cursor.at("select") || cursor.at("values");
    String prefix = cursor.take("perform") ? "SELECT " : "";
    int start = cursor.index();
    passTo(";");
    String text = prefix + between(start);
    if (isQuery) {
      throw new DatastoreException(
              ErrorCode.SYNTAX_ERROR, "query has no destination for result data")
          .withHint("Write PERFORM in place of SELECT.");
    }
    Statement statement = SqlParser.parse(text);
    if (!(statement instanceof EngineStatement || statement instanceof RightsStatement)) {
      throw notYet(text.strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT));
    }
    return new Step.Run(statement);
  }

  private Step raise() {
    Level level = Level.EXCEPTION;
    for (Level candidate : Level.values()) {
      if (cursor.take(candidate.name().toLowerCase(Locale.ROOT))) {
        level = candidate;
        break;
      }
    }
    if (cursor.peek().kind() != TokenKind.STRING) {
      throw notYet("RAISE without a message");
    }
    String message = cursor.advance().value();
    String plain = message.replace("%%", "");
    if (!cursor.atSymbol(";") || plain.contains("%")) {
      throw notYet("RAISE with values");
    }
    return new Step.Raise(level, message.replace("%%", "%"));
  }

  private Step choice() {
    int start = cursor.index();
    passTo("then");
    Statement condition = SqlParser.parse("SELECT " + between(start));
    cursor.expect("then");
    List<Step> then = steps();
    refuse();
    List<Step> otherwise = cursor.take("else") ? steps() : List.of();
    cursor.expect("end", "if");
    if (!(condition instanceof EngineStatement query)) {
      throw notYet("this condition");
    }
    return new Step.Choose(query, then, otherwise);
  }

  private String between(int start) {
    if (start == cursor.index()) {
      throw cursor.unexpected("a statement");
    }
    return cursor.textBetween(start, cursor.index());
  }

  /** Moves to a semicolon or to THEN that belongs to no CASE. */
  private void passTo(String end) {
    int depth = 0;
    int cases = 0;
    while (!cursor.atEnd()) {
      if (depth == 0 && cases == 0 && (cursor.atSymbol(end) || cursor.at(end))) {
        return;
      }
      depth += cursor.atSymbol("(") ? 1 : cursor.atSymbol(")") ? -1 : 0;
      cases += cursor.at("case") ? 1 : cursor.at("end") && cases > 0 ? -1 : 0;
      cursor.advance();
    }
    throw cursor.unexpected(end.equals(";") ? "\";\"" : end.toUpperCase(Locale.ROOT));
  }
}
