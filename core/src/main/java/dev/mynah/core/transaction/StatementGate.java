// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.StatementKind;
import dev.mynah.sql.tree.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Decides whether a statement of a client may go to the engine. Whatever is told apart here is told
 * by tokens, strictly: a name that might mean something protected counts as meaning it.
 */
public final class StatementGate {
  /** Schemas that only the server writes. */
  private static final Set<String> SYSTEM_SCHEMAS = Set.of("ml", "main", "pg_base", "pg_info");

  /** Names of databases, which stand before schemas, and of schemas that every database has. */
  private static final Set<String> CATALOGS =
      Set.of("mynah", "system", "temp", "pg_catalog", "information_schema");

  /** Functions of the server's own, which no client calls by name. */
  private static final Pattern INTERNAL_NAME = Pattern.compile("_m\\d+_v\\d+\\w*|_mynah_\\w+");

  /** Statements that would change the server itself or reach around it. */
  private static final Set<String> SERVER_ONLY =
      Set.of(
          "ATTACH",
          "DETACH",
          "USE",
          "LOAD",
          "INSTALL",
          "PRAGMA",
          "IMPORT DATABASE",
          "EXPORT DATABASE",
          "UPDATE EXTENSIONS",
          "FORCE",
          "ALTER DATABASE",
          "CREATE EXTENSION",
          "DROP EXTENSION",
          "CONNECT",
          "DISCONNECT",
          "REGISTER",
          "DESTROY",
          "CALL");

  /** Words after which the name of what is written stands. */
  private static final Set<String> BEFORE_TARGET =
      Set.of("into", "update", "table", "truncate", "copy", "from");

  /** Definitions whose body may read the system's schemas, if only their name is elsewhere. */
  private static final Set<String> WITH_BODY =
      Set.of(
          "CREATE TABLE AS",
          "CREATE TABLE",
          "CREATE VIEW",
          "CREATE MACRO",
          "CREATE FUNCTION",
          "CREATE INDEX",
          "CREATE TYPE");

  private static final Set<String> STORED_EXPRESSIONS =
      Set.of("CREATE TABLE", "ALTER TABLE", "CREATE INDEX");

  private final ModelNames models;

  public StatementGate(ModelNames models) {
    this.models = models;
  }

  /** Fails if the statement may not run. */
  public void admit(EngineStatement statement) {
    admit(statement, Set::of);
  }

  /**
   * Fails if the statement may not run.
   *
   * @param calledInMacros what the macros call that the statement calls, in lower case
   */
  public void admit(EngineStatement statement, Supplier<Set<String>> calledInMacros) {
    refuseServerOnly(statement);
    refuseInternalNames(statement);
    switch (statement.kind()) {
      case READ, SESSION -> {}
      case WRITE -> refuseWritesToSystem(statement);
      case DEFINE -> {
        refuseDefinitionsInSystem(statement);
        refuseHarmToModels(statement);
        refuseMacrosOverModels(statement, calledInMacros);
      }
    }
  }

  private static void refuseServerOnly(EngineStatement statement) {
    if (SERVER_ONLY.contains(statement.command())
        || statement.tokens().stream().limit(2).anyMatch(t -> t.isWord("prepare"))) {
      throw new DatastoreException(
              ErrorCode.INSUFFICIENT_PRIVILEGE, "%s is not allowed".formatted(statement.command()))
          .withDetail("It would change the server or reach around it.");
    }
  }

  private static void refuseInternalNames(EngineStatement statement) {
    for (Token token : statement.tokens()) {
      if (token.isName() && INTERNAL_NAME.matcher(lower(token)).matches()) {
        throw new DatastoreException(
                ErrorCode.INSUFFICIENT_PRIVILEGE,
                "\"%s\" is internal and cannot be used".formatted(token.value()))
            .withHint("Call the model's function by the name given in CREATE MODEL.")
            .withPosition(token.start() + 1);
      }
    }
  }

  private static void refuseWritesToSystem(EngineStatement statement) {
    List<Token> tokens = statement.tokens();
    for (int at = 0; at < tokens.size(); at++) {
      boolean written =
          BEFORE_TARGET.contains(lower(tokens.get(at)))
              && (!tokens.get(at).isWord("from")
                  || (at > 0 && tokens.get(at - 1).isWord("delete")));
      if (written) {
        refuseSystemName(tokens, at + 1);
      }
    }
    statement
        .target()
        .flatMap(target -> target.schema())
        .filter(schema -> SYSTEM_SCHEMAS.contains(schema.toLowerCase(Locale.ROOT)))
        .ifPresent(schema -> {
          throw systemSchema(schema);
        });
  }

  /** Looks at the dotted name at this place, past ONLY and IF EXISTS. */
  private static void refuseSystemName(List<Token> tokens, int start) {
    int at = start;
    while (at < tokens.size() && isFiller(tokens.get(at))) {
      at++;
    }
    while (at + 1 < tokens.size() && tokens.get(at + 1).isSymbol(".")) {
      Token part = tokens.get(at);
      if (part.isName() && SYSTEM_SCHEMAS.contains(lower(part))) {
        throw systemSchema(part.value()).withPosition(part.start() + 1);
      }
      at += 2;
    }
  }

  private static boolean isFiller(Token token) {
    return token.isWord("only")
        || token.isWord("if")
        || token.isWord("exists")
        || token.isWord("table");
  }

  private static void refuseDefinitionsInSystem(EngineStatement statement) {
    refuseReservedSchemas(statement);
    if (WITH_BODY.contains(statement.command()) && statement.target().isPresent()) {
      statement
          .target()
          .get()
          .schema()
          .filter(schema -> SYSTEM_SCHEMAS.contains(schema.toLowerCase(Locale.ROOT)))
          .ifPresent(schema -> {
            throw systemSchema(schema);
          });
      return;
    }
    for (Token token : statement.tokens()) {
      if (token.isName() && SYSTEM_SCHEMAS.contains(lower(token))) {
        throw systemSchema(token.value()).withPosition(token.start() + 1);
      }
    }
  }

  /** What begins with such a name would mean two things. */
  private static void refuseReservedSchemas(EngineStatement statement) {
    statement
        .target()
        .map(QualifiedName::name)
        .filter(name -> statement.command().equals("CREATE SCHEMA"))
        .filter(name -> CATALOGS.contains(name.toLowerCase(Locale.ROOT)))
        .ifPresent(name -> {
          throw new DatastoreException(
              ErrorCode.RESERVED_NAME, "unacceptable schema name \"%s\"".formatted(name));
        });
  }

  private void refuseHarmToModels(EngineStatement statement) {
    Set<String> functions = models.functions();
    if (functions.isEmpty()) {
      return;
    }
    String command = statement.command();
    boolean onFunction = command.endsWith(" MACRO") || command.endsWith(" FUNCTION");
    boolean stored = STORED_EXPRESSIONS.contains(command);
    if (command.equals("DROP SCHEMA")) {
      refuseDroppingSchemas(statement);
    }
    if (!onFunction && !stored) {
      return;
    }
    List<Token> tokens = statement.tokens();
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      boolean called = at + 1 < tokens.size() && tokens.get(at + 1).isSymbol("(");
      if (!token.isName() || !functions.contains(lower(token)) || (stored && !called)) {
        continue;
      }
      if (stored) {
        throw storedFunction(token.value()).withPosition(token.start() + 1);
      }
      boolean named = statement.target().isEmpty() || namesTarget(statement, token);
      if (named || command.startsWith("DROP")) {
        throw new DatastoreException(
                ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST,
                "function \"%s\" belongs to a model".formatted(token.value()))
            .withHint("Use CREATE OR REPLACE MODEL or DROP MODEL.")
            .withPosition(token.start() + 1);
      }
    }
  }

  /** A macro must not carry a model's function to where the function itself may not stand. */
  private void refuseMacrosOverModels(
      EngineStatement statement, Supplier<Set<String>> calledInMacros) {
    Set<String> functions = models.functions();
    if (functions.isEmpty() || !STORED_EXPRESSIONS.contains(statement.command())) {
      return;
    }
    for (String called : calledInMacros.get()) {
      if (functions.contains(called)) {
        throw storedFunction(called);
      }
    }
  }

  private static DatastoreException storedFunction(String function) {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "the model function \"%s\" cannot be used in a default, check, generated column"
                    .formatted(function)
                + " or index")
        .withDetail("It would keep the model from being replaced.")
        .withHint("Use a view, or CREATE PREDICTION.");
  }

  private static boolean namesTarget(EngineStatement statement, Token token) {
    return statement
        .target()
        .map(target -> target.name().equalsIgnoreCase(token.value()))
        .orElse(true);
  }

  private void refuseDroppingSchemas(EngineStatement statement) {
    Set<String> schemas = models.schemas();
    for (Token token : statement.tokens()) {
      if (token.isName() && schemas.contains(lower(token))) {
        throw new DatastoreException(
                ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST,
                "cannot drop schema \"%s\" because it holds a model".formatted(token.value()))
            .withHint("Drop its models first with DROP MODEL.");
      }
    }
  }

  /** Fails if a search path would let names without a schema mean the system's own. */
  public static void admitSearchPath(List<String> schemas) {
    for (String schema : schemas) {
      if (SYSTEM_SCHEMAS.contains(schema.toLowerCase(Locale.ROOT))) {
        throw new DatastoreException(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "schema \"%s\" cannot be in search_path".formatted(schema))
            .withHint("Name its views in full, such as ml.models.");
      }
    }
  }

  /** Fails if nothing of a client's may be made in the schema. */
  public static void admitSchema(String schema) {
    if (SYSTEM_SCHEMAS.contains(schema.toLowerCase(Locale.ROOT))) {
      throw systemSchema(schema);
    }
  }

  private static DatastoreException systemSchema(String schema) {
    return new DatastoreException(
            ErrorCode.INSUFFICIENT_PRIVILEGE,
            "permission denied for schema \"%s\"".formatted(schema))
        .withDetail("Only the server writes there.");
  }

  private static String lower(Token token) {
    return token.value().toLowerCase(Locale.ROOT);
  }

  /** Tells whether a statement of this kind needs the writer slot. */
  public static boolean writes(StatementKind kind) {
    return switch (kind) {
      case WRITE, DEFINE -> true;
      case READ, SESSION -> false;
    };
  }
}
