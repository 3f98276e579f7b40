// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.parser.Tokenizer;
import dev.mynah.sql.rewrite.Rewriting.Step;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.StatementKind;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns what PostgreSQL's clients say into what the engine understands. All rewriting is done here,
 * on tokens, between parsing and the gates.
 *
 * <p>Takes time linear in the number of tokens; what needs no change comes out as it went in.
 */
public final class Rewriter {
  /** Stands for the type of a parameter of which the client says nothing. */
  public static final String OPEN = "";

  /** Stands for the type of a parameter whose value tells it better than a CAST would. */
  public static final String AS_GIVEN = "?";

  /** Stands for what a function does not take. */
  public static final String VOID = "void";

  /** Where PostgreSQL's catalog is kept for the engine. */
  public static final String CATALOG = "pgcatalog";

  /** The schema of the catalog that has the views of {@code information_schema}. */
  public static final String INFORMATION = CATALOG + ".pg_info";

  private Rewriter() {}

  /**
   * Returns the statement as the engine is to carry it out.
   *
   * @param parameterTypes what the client says of its first parameters, in the engine's words,
   *     {@link #OPEN} or {@link #AS_GIVEN}
   * @throws dev.mynah.spi.error.DatastoreException FEATURE_NOT_SUPPORTED for what the engine would
   *     silently do otherwise
   */
  public static Rewriting rewrite(
      EngineStatement statement, List<String> parameterTypes, Relations relations) {
    return rewrite(statement, parameterTypes, relations, false);
  }

  /**
   * Returns a query that another statement holds as the engine is to carry it out; no two of its
   * columns get the same name.
   */
  public static Rewriting rewriteInner(EngineStatement query, Relations relations) {
    return rewrite(query, List.of(), relations, true);
  }

  private static Rewriting rewrite(
      EngineStatement statement,
      List<String> parameterTypes,
      Relations relations,
      boolean isInner) {
    Words words = new Words(statement);
    Edits edits = new Edits(statement.text());
    Headings headings = new Headings(statement, words, edits, isInner);
    boolean isDefinition =
        statement.kind() == StatementKind.DEFINE && !statement.command().equals("CREATE TABLE AS");
    boolean locks =
        new Expressions(words, edits, parameterTypes, headings, relations, isInner || isDefinition)
            .apply();
    if (statement.command().equals("INSERT")) {
      new InsertedValues(words, edits, relations).rewrite();
    }
    return switch (statement.command()) {
      case "CREATE TABLE", "CREATE TABLE AS" ->
          new TableDefinition(statement, words, edits, relations).rewrite();
      case "CREATE FUNCTION" -> {
        if (EndpointFunction.isOver(words)) {
          new EndpointFunction(words, edits).rewrite();
        }
        yield single(statement, edits);
      }
      case "ALTER TABLE" -> new TableChange(statement, words, edits, relations).rewrite();
      case "CREATE INDEX" -> {
        IndexDefinition.rewrite(words, edits);
        yield single(statement, edits);
      }
      case "DROP TABLE",
          "DROP VIEW",
          "DROP SEQUENCE",
          "DROP INDEX",
          "DROP SCHEMA",
          "DROP TYPE",
          "TRUNCATE TABLE",
          "VACUUM",
          "ANALYZE" ->
          new ObjectList(statement, words, edits, relations).rewrite();
      case "LOCK" -> lock(words, edits);
      case "SHOW" -> {
        ShownTables.rewrite(words, edits);
        yield single(statement, edits);
      }
      default -> {
        if (OtherObjects.drops(statement.command())) {
          yield OtherObjects.rewrite(statement, words, edits, relations);
        }
        Rewriting single = single(statement, edits);
        yield locks
            ? new Rewriting(single.statement(), single.steps(), true, List.of(), edits)
            : single;
      }
    };
  }

  /** Returns a statement's text with a CAST around every parameter whose type is given. */
  public static String withTypes(String text, List<String> parameterTypes) {
    Edits edits = new Edits(text);
    List<Token> tokens = Tokenizer.tokenize(text);
    for (Token token : tokens) {
      if (token.kind() == TokenKind.PARAMETER) {
        int index = Integer.parseInt(token.value()) - 1;
        String type = index < parameterTypes.size() ? parameterTypes.get(index) : OPEN;
        if (!type.equals(OPEN) && !type.equals(AS_GIVEN) && !type.equals(VOID)) {
          edits.replace(token, token, "CAST($%s AS %s)".formatted(token.value(), type));
        }
      }
    }
    return edits.apply();
  }

  /** Returns a statement that the engine runs by itself, with the edits made to it. */
  static Rewriting single(EngineStatement statement, Edits edits) {
    EngineStatement changed = changed(statement, edits);
    return new Rewriting(changed, List.of(Step.asked(changed.text())), false, List.of(), edits);
  }

  /** Returns the statement with the edits made to it. */
  static EngineStatement changed(EngineStatement statement, Edits edits) {
    if (edits.isEmpty()) {
      return statement;
    }
    String text = edits.apply();
    return new EngineStatement(
        text, statement.kind(), statement.command(), statement.target(), Tokenizer.tokenize(text));
  }

  /** Reads the table, so that a change of it since the block's snapshot is found out. */
  private static Rewriting lock(Words words, Edits edits) {
    int name = words.isWord(1, "table") ? 2 : 1;
    name += words.isWord(name, "only") ? 1 : 0;
    List<Step> steps = new ArrayList<>();
    int end = name - 1;
    do {
      int start = end + 1;
      end = words.afterName(start);
      if (end == start) {
        break;
      }
      steps.add(Step.asked("SELECT 1 FROM %s LIMIT 1".formatted(words.between(start, end - 1))));
    } while (words.isSymbol(end, ","));
    String read = steps.isEmpty() ? "SELECT 1" : steps.getFirst().text();
    EngineStatement lock =
        new EngineStatement(
            read, StatementKind.READ, "LOCK TABLE", Optional.empty(), Tokenizer.tokenize(read));
    return new Rewriting(lock, steps, true, List.of(), edits);
  }
}
