// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.ClientStatements;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.parser.ParameterText;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.parser.Tokenizer;
import dev.mynah.sql.tree.CursorStatement.Deallocate;
import dev.mynah.sql.tree.CursorStatement.Execute;
import dev.mynah.sql.tree.CursorStatement.Prepare;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The statements that a session has prepared by PREPARE. Not thread-safe. */
final class PreparedTexts {
  private static final int MAX_STATEMENTS = 10_000;

  private static final Set<String> PREPARED =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE");

  private final EngineStatements engineStatements;
  private final Map<String, Prepare> statements = new HashMap<>();
  private ClientStatements protocol = ClientStatements.NONE;

  PreparedTexts(EngineStatements engineStatements) {
    this.engineStatements = engineStatements;
  }

  /** Says who keeps what the client prepares by its protocol, which DEALLOCATE drops as well. */
  void share(ClientStatements statementsOfProtocol) {
    protocol = statementsOfProtocol;
  }

  void prepare(Prepare prepare) {
    if (statements.containsKey(prepare.name()) || protocol.has(prepare.name())) {
      throw new DatastoreException(
          ErrorCode.DUPLICATE_PREPARED_STATEMENT,
          "prepared statement \"%s\" already exists".formatted(prepare.name()));
    }
    if (statements.size() >= MAX_STATEMENTS) {
      throw new DatastoreException(
              ErrorCode.CONFIGURATION_LIMIT_EXCEEDED, "too many prepared statements")
          .withHint("Close those that are no longer used.");
    }
    try {
      List<String> parameters =
          IntStream.rangeClosed(1, parameterCount(prepare))
              .mapToObj(number -> typed(prepare, number - 1, "$" + number))
              .toList();
      engineStatements
          .prepare(statement(ParameterText.replaced(prepare.statement(), parameters)))
          .close();
    } catch (DatastoreException e) {
      // Casts have moved what is behind them.
      boolean moved = !prepare.types().isEmpty() || e.position() == DatastoreException.NO_POSITION;
      throw e.withPosition(
          moved ? DatastoreException.NO_POSITION : prepare.position() + e.position() - 1);
    }
    statements.put(prepare.name(), prepare);
  }

  private static int parameterCount(Prepare prepare) {
    return Math.max(prepare.types().size(), ParameterText.count(prepare.statement()));
  }

  private static String typed(Prepare prepare, int index, String expression) {
    return index < prepare.types().size()
        ? "CAST(%s AS %s)".formatted(expression, prepare.types().get(index))
        : expression;
  }

  private static EngineStatement statement(String text) {
    if (SqlParser.parse(text) instanceof EngineStatement statement
        && PREPARED.contains(statement.command())) {
      return statement;
    }
    throw new DatastoreException(ErrorCode.SYNTAX_ERROR, "this statement cannot be prepared")
        .withHint("Give a SELECT, INSERT, UPDATE, DELETE or MERGE.")
        .withPosition(1);
  }

  /** Returns the prepared statement with its arguments in place. */
  EngineStatement bound(Execute execute) {
    return bound(execute, this::computed);
  }

  /**
   * @param compute makes a literal of an argument that is none
   */
  private EngineStatement bound(Execute execute, UnaryOperator<String> compute) {
    Prepare prepare = named(execute.name());
    int wanted = parameterCount(prepare);
    if (execute.arguments().size() != wanted) {
      throw new DatastoreException(
              ErrorCode.SYNTAX_ERROR,
              "wrong number of parameters for prepared statement \"%s\"".formatted(execute.name()))
          .withDetail(
              "Expected %d parameters but got %d.".formatted(wanted, execute.arguments().size()));
    }
    List<String> values = new ArrayList<>();
    for (int index = 0; index < wanted; index++) {
      String argument = execute.arguments().get(index);
      String value = isLiteral(argument) ? argument : compute.apply(argument);
      values.add(typed(prepare, index, "(" + value + ")"));
    }
    return statement(ParameterText.replaced(prepare.statement(), values));
  }

  private Prepare named(String name) {
    Prepare prepare = statements.get(name);
    if (prepare == null) {
      throw unknown(name);
    }
    return prepare;
  }

  private static DatastoreException unknown(String name) {
    return new DatastoreException(
        ErrorCode.INVALID_SQL_STATEMENT_NAME,
        "prepared statement \"%s\" does not exist".formatted(name));
  }

  private static boolean isLiteral(String argument) {
    List<Token> tokens = Tokenizer.tokenize(argument);
    Token last = tokens.getLast();
    boolean isSigned =
        tokens.size() == 2 && (tokens.getFirst().isSymbol("-") || tokens.getFirst().isSymbol("+"));
    boolean isWord = last.isWord("null") || last.isWord("true") || last.isWord("false");
    return tokens.size() == 1
        ? isWord || last.kind() == TokenKind.STRING || last.kind() == TokenKind.NUMBER
        : isSigned && last.kind() == TokenKind.NUMBER;
  }

  private String typeOf(String argument) {
    return columns("SELECT (%s)".formatted(argument)).getFirst().type().engineName();
  }

  /** Computes an argument once, wherever its parameter stands. */
  private String computed(String argument) {
    String type = typeOf(argument);
    String query = "SELECT CAST((%s) AS VARCHAR)".formatted(argument);
    if (!(SqlParser.parse(query) instanceof EngineStatement statement)) {
      throw new DatastoreException(ErrorCode.SYNTAX_ERROR, "an argument is no expression");
    }
    BoundStatement prepared = engineStatements.prepare(statement);
    try (StatementResult.Rows rows =
        (StatementResult.Rows) engineStatements.run(prepared, List.of(), e -> e, prepared::close)) {
      ColumnBatch batch = rows.next();
      if (batch == null || batch.column(0).isNull(0)) {
        return "CAST(NULL AS %s)".formatted(type);
      }
      return "CAST(%s AS %s)".formatted(Identifiers.literal(batch.column(0).textAt(0)), type);
    }
  }

  private List<Column> columns(String query) {
    if (!(SqlParser.parse(query) instanceof EngineStatement statement)) {
      throw new DatastoreException(ErrorCode.SYNTAX_ERROR, "an argument is no expression");
    }
    try (BoundStatement prepared = engineStatements.prepare(statement)) {
      return prepared.query().columns();
    }
  }

  /** Returns the columns of what EXECUTE gives, without running it. */
  Optional<List<Column>> columns(Execute execute) {
    EngineStatement described =
        bound(execute, argument -> "CAST(NULL AS %s)".formatted(typeOf(argument)));
    try (BoundStatement bound = engineStatements.prepare(described)) {
      List<Column> columns = bound.query().columns();
      return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
    }
  }

  void deallocate(Deallocate deallocate) {
    if (deallocate.name().isEmpty()) {
      deallocateAll();
    } else {
      String name = deallocate.name().get();
      if (statements.remove(name) == null && !protocol.drop(name)) {
        throw unknown(name);
      }
    }
  }

  void deallocateAll() {
    statements.clear();
    protocol.dropAll();
  }
}
