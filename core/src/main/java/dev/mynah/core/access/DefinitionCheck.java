// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.SecurableKind;
import dev.mynah.sql.tree.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The check of a statement that makes, changes or drops something; denied unless known. */
final class DefinitionCheck {
  private static final Set<String> FOR_EVERYONE = Set.of("VACUUM", "ANALYZE", "ANALYSE");

  private static final Set<String> CHANGES = Set.of("create", "drop", "alter", "comment");

  private final StatementCheck check;
  private final EngineStatement statement;
  private final Rights rights;
  private final Definition definition;

  DefinitionCheck(
      StatementCheck check, EngineStatement statement, Rights rights, List<String> searchPath) {
    this.check = check;
    this.statement = statement;
    this.rights = rights;
    this.definition = new Definition(statement, searchPath);
  }

  /** Settings of the whole server are not for everyone. */
  void checkSetting() {
    boolean variable = statement.tokens().stream().limit(2).anyMatch(t -> t.isWord("variable"));
    if (!variable) {
      throw Denied.superuser(statement.command());
    }
  }

  /** Tells whether the statement's first word is one that makes, changes or drops something. */
  static boolean knows(EngineStatement statement) {
    Token first = statement.tokens().getFirst();
    return first.isName()
        && (CHANGES.contains(first.value()) || FOR_EVERYONE.contains(statement.command()));
  }

  void check() {
    String verb = statement.tokens().getFirst().value();
    switch (verb) {
      case "create" -> create();
      case "drop", "alter", "comment" -> changeExisting();
      default -> {
        if (!FOR_EVERYONE.contains(statement.command())) {
          throw Denied.superuser(statement.command());
        }
      }
    }
  }

  private void create() {
    if (definition.kindWord().equals("INDEX")) {
      ownTable(statement.target());
      return;
    }
    SecurableKind kind = definition.kind().orElseThrow(() -> Denied.superuser(command()));
    if (definition.isTemporary()) {
      check.require(Privilege.TEMPORARY, Securable.DATABASE);
      return;
    }
    if (kind == SecurableKind.SCHEMA) {
      check.require(Privilege.CREATE, Securable.DATABASE);
      return;
    }
    Securable made = definition.things().stream().findFirst().orElseThrow(this::unclear);
    check.require(Privilege.CREATE, Securable.ofSchema(made.schema()));
    if (definition.replaces() && check.exists(made)) {
      check.requireOwner(made);
    }
    references();
  }

  /** A foreign key keeps the rows of the table that it points to. */
  private void references() {
    List<Token> tokens = statement.tokens();
    if (!definition.kindWord().equals("TABLE") || command().equals("CREATE TABLE AS")) {
      return;
    }
    for (int at = 0; at + 1 < tokens.size(); at++) {
      if (tokens.get(at).isWord("references") && tokens.get(at + 1).isName()) {
        check
            .table(Words.nameAt(tokens, at + 1))
            .filter(table -> !rights.owns(check.user(), table))
            .ifPresent(table -> check.require(Privilege.REFERENCES, table));
      }
    }
  }

  private void changeExisting() {
    if (definition.kindWord().equals("INDEX")) {
      QualifiedName index = statement.target().orElseThrow(this::unclear);
      StatementCheck.requireSchema(parts(index));
      check.tablesOfIndex(index).forEach(check::requireOwner);
      return;
    }
    if (definition.kindWord().equals("COLUMN")) {
      ownTable(statement.target());
      return;
    }
    SecurableKind kind = definition.kind().orElseThrow(() -> Denied.superuser(command()));
    List<List<String>> names = definition.names();
    if (names.isEmpty()) {
      throw unclear();
    }
    for (List<String> name : names) {
      StatementCheck.requireSchema(name);
      if (kind == SecurableKind.TABLE) {
        check.table(name).ifPresent(check::requireOwner);
      } else {
        definition.candidates(name).stream().filter(check::exists).forEach(check::requireOwner);
      }
    }
  }

  private void ownTable(Optional<QualifiedName> target) {
    check.table(parts(target.orElseThrow(this::unclear))).ifPresent(check::requireOwner);
  }

  private static List<String> parts(QualifiedName name) {
    return Stream.concat(name.schema().stream(), Stream.of(name.name())).toList();
  }

  private RuntimeException unclear() {
    return Denied.superuser(command());
  }

  private String command() {
    return statement.command();
  }
}
