// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.BackupStatement;
import dev.mynah.sql.tree.CursorStatement.Use;
import dev.mynah.sql.tree.EmptyStatement;
import dev.mynah.sql.tree.Statement;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import dev.mynah.sql.tree.UnsupportedStatement;
import java.util.List;
import java.util.Optional;

/**
 * Reads one statement: ours into its record, any other as an {@link
 * dev.mynah.sql.tree.EngineStatement} for the engine to understand.
 */
public final class SqlParser {
  private final String text;
  private final List<Token> tokens;
  private final TokenCursor cursor;

  private SqlParser(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
    this.cursor = new TokenCursor(text, tokens);
  }

  /**
   * Reads a text with at most one statement, perhaps with a semicolon behind it.
   *
   * @throws DatastoreException SYNTAX_ERROR with the position and what was expected there
   */
  public static Statement parse(String text) {
    List<Token> tokens = Tokenizer.tokenize(text);
    int first = 0;
    int last = tokens.size();
    while (first < last && tokens.get(first).isSymbol(";")) {
      first++;
    }
    while (last > first && tokens.get(last - 1).isSymbol(";")) {
      last--;
    }
    if (first == last) {
      return new EmptyStatement();
    }
    List<Token> kept = tokens.subList(first, last);
    refuseSeveral(text, kept);
    // Blanks in place of leading semicolons keep every position.
    String withoutSemicolons =
        " ".repeat(first == 0 ? 0 : kept.getFirst().start())
            + text.substring(first == 0 ? 0 : kept.getFirst().start(), kept.getLast().end());
    return new SqlParser(withoutSemicolons, kept).statement();
  }

  private static void refuseSeveral(String text, List<Token> tokens) {
    StatementEnd boundary = new StatementEnd();
    for (Token token : tokens) {
      if (boundary.endsAt(token)) {
        throw new DatastoreException(
                ErrorCode.SYNTAX_ERROR, "cannot insert multiple commands into a prepared statement")
            .withPosition(new Positions(text).of(token.end()));
      }
    }
  }

  private Statement statement() {
    if (cursor.peek().kind() != TokenKind.IDENTIFIER) {
      return engine();
    }
    return switch (cursor.peek().value()) {
      case "select" -> select();
      case "insert", "update", "delete", "with", "values", "from", "explain" -> engine();
      default -> other();
    };
  }

  private Statement other() {
    Optional<UnsupportedStatement> unsupported =
        cursor.at("alter") ? Optional.empty() : UnsupportedForms.match(cursor);
    if (unsupported.isPresent()) {
      return unsupported.get();
    }
    return switch (cursor.advance().value()) {
      case "create" -> create();
      case "show" -> show();
      case "alter" -> alter();
      case "drop" -> drop();
      case "grant" -> new GrantParser(cursor).read(true);
      case "revoke" -> new GrantParser(cursor).read(false);
      case "reassign" -> cursor.take("owned") ? new RoleParser(cursor).reassignOwned() : engine();
      case "evaluate" -> cursor.take("model") ? new ModelParser(cursor).evaluate() : engine();
      case "wait" -> cursor.take("for") ? new JobParser(cursor).waitFor() : engine();
      case "cancel" -> cursor.take("job") ? new JobParser(cursor).cancel() : engine();
      case "backup" -> cursor.take("to") ? backup() : engine();
      case "copy" -> new CopyParser(cursor).statement().orElseGet(this::engine);
      case "export" -> export();
      case "begin" -> new TransactionParser(cursor).begin();
      case "start" -> cursor.at("transaction") ? new TransactionParser(cursor).start() : engine();
      case "commit", "end" -> new TransactionParser(cursor).commit();
      case "rollback" -> new TransactionParser(cursor).rollback();
      case "abort" -> new TransactionParser(cursor).abort();
      case "savepoint" -> new TransactionParser(cursor).savepoint();
      case "release" -> new TransactionParser(cursor).release();
      case "set" -> isEngineVariable() ? engine() : new SettingParser(cursor).set();
      case "reset" -> isEngineVariable() ? engine() : new SettingParser(cursor).reset();
      case "prepare" ->
          cursor.at("transaction")
              ? new UnsupportedStatement("PREPARE TRANSACTION", firstPosition())
              : named().prepare();
      case "execute" -> named().execute();
      case "deallocate" -> named().deallocate();
      case "declare" -> named().declare();
      case "fetch" -> named().fetch(Use.FETCH);
      case "move" -> named().fetch(Use.MOVE);
      case "close" -> named().close();
      case "listen" -> new ChannelParser(cursor).listen();
      case "unlisten" -> new ChannelParser(cursor).unlisten();
      case "notify" -> new ChannelParser(cursor).sendNotification();
      case "do" -> DoParser.read(cursor);
      case "discard" -> new SettingParser(cursor).discard();
      default -> engine();
    };
  }

  private CursorParser named() {
    return new CursorParser(cursor, tokens.size());
  }

  private Statement engine() {
    return new EngineStatementReader(text, tokens).read();
  }

  private int firstPosition() {
    return cursor.positionOf(tokens.getFirst());
  }

  private Statement create() {
    boolean orReplace = cursor.take("or", "replace");
    if (cursor.take("model")) {
      return new ModelParser(cursor).create(orReplace);
    }
    if (cursor.take("connection")) {
      return new ConnectionParser(cursor).create(orReplace);
    }
    if (!orReplace && RoleParser.isAhead(cursor)) {
      return new RoleParser(cursor).create();
    }
    return engine();
  }

  private Statement alter() {
    if (RoleParser.isAhead(cursor)) {
      return new RoleParser(cursor).alter();
    }
    if (cursor.take("default", "privileges")) {
      return new GrantParser(cursor).defaults();
    }
    return OwnerParser.read(cursor).<Statement>map(owner -> owner).orElseGet(this::later);
  }

  /** Whatever else ALTER and DROP are said of is the engine's, or not known yet. */
  private Statement later() {
    cursor.moveTo(0);
    return UnsupportedForms.match(cursor).<Statement>map(form -> form).orElseGet(this::engine);
  }

  private Statement drop() {
    if (cursor.take("model")) {
      return new ModelParser(cursor).drop();
    }
    if (cursor.take("connection")) {
      return new ConnectionParser(cursor).drop();
    }
    if (cursor.take("owned")) {
      return new RoleParser(cursor).dropOwned();
    }
    return RoleParser.isAhead(cursor) ? new RoleParser(cursor).drop() : engine();
  }

  private Statement export() {
    if (cursor.take("model")) {
      return new ModelParser(cursor).export();
    }
    return cursor.at("database") ? engine() : new UnsupportedStatement("EXPORT", firstPosition());
  }

  /** Reads on after {@code BACKUP TO}. */
  private Statement backup() {
    int position = cursor.position();
    String name = cursor.string("the backup's name");
    cursor.expectEnd();
    return new BackupStatement(name, position);
  }

  private Statement show() {
    if (cursor.take("model")) {
      return new ModelParser(cursor).show();
    }
    if (cursor.at("jobs") && !cursor.has(1)) {
      cursor.advance();
      return new JobParser(cursor).show();
    }
    boolean engineForm =
        cursor.at("tables")
            || cursor.at("all", "tables")
            || cursor.at("databases")
            || cursor.at("schemas");
    return engineForm ? engine() : new SettingParser(cursor).show();
  }

  /** {@code SET VARIABLE} and {@code SET GLOBAL} are the engine's. */
  private boolean isEngineVariable() {
    return (cursor.at("variable") || cursor.at("global")) && cursor.peek(1).isName();
  }

  /** Refuses {@code SELECT FORECAST(model)}, which other products have, with our form. */
  private Statement select() {
    boolean forecast =
        tokens.size() >= 5
            && tokens.get(1).isWord("forecast")
            && tokens.get(2).isSymbol("(")
            && tokens.get(3).isName()
            && tokens.getLast().isSymbol(")")
            && tokens.subList(3, tokens.size() - 1).stream()
                .allMatch(token -> token.isName() || token.isSymbol("."));
    if (forecast) {
      String model = text.substring(tokens.get(3).start(), tokens.getLast().start()).strip();
      throw cursor
          .error("forecast is a table function", cursor.positionOf(tokens.get(1)))
          .withHint("Write SELECT * FROM forecast('%s').".formatted(model.replace("'", "''")));
    }
    return engine();
  }
}
