// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.RightsStatement;
import dev.mynah.sql.tree.RightsStatement.ChangeDefaults;
import dev.mynah.sql.tree.RightsStatement.ChangeMembership;
import dev.mynah.sql.tree.RightsStatement.ChangePrivileges;
import dev.mynah.sql.tree.RightsStatement.Securables;
import dev.mynah.sql.tree.SecurableKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads GRANT, REVOKE and ALTER DEFAULT PRIVILEGES. */
final class GrantParser {
  private static final Map<String, SecurableKind> KINDS =
      Map.of(
          "table", SecurableKind.TABLE,
          "view", SecurableKind.TABLE,
          "sequence", SecurableKind.SEQUENCE,
          "schema", SecurableKind.SCHEMA,
          "function", SecurableKind.FUNCTION,
          "model", SecurableKind.MODEL,
          "connection", SecurableKind.CONNECTION,
          "database", SecurableKind.DATABASE);

  private static final Map<String, SecurableKind> PLURALS =
      Map.of(
          "tables", SecurableKind.TABLE,
          "sequences", SecurableKind.SEQUENCE,
          "schemas", SecurableKind.SCHEMA,
          "functions", SecurableKind.FUNCTION,
          "models", SecurableKind.MODEL);

  private final TokenCursor cursor;

  /** What is given or taken: privileges, or roles; which of them shows only behind the list. */
  private final List<Item> items = new ArrayList<>();

  private boolean all;
  private boolean cascade;

  private record Item(String words, int position) {}

  GrantParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads on after {@code GRANT} or {@code REVOKE}. */
  RightsStatement read(boolean grant) {
    boolean option = !grant && optionFor();
    items();
    if (cursor.take("on")) {
      Securables on = securables();
      direction(grant);
      List<String> grantees = RoleParser.names(cursor);
      option |= end(grant, "grant");
      return new ChangePrivileges(grant, privileges(on.kind()), on, grantees, option, cascade);
    }
    direction(grant);
    List<String> grantees = RoleParser.names(cursor);
    boolean system = items.size() == 1 && items.getFirst().words().equals("create model");
    option |= end(grant, system ? "grant" : "admin");
    if (system) {
      return new ChangePrivileges(
          grant,
          Set.of(Privilege.CREATE_MODEL),
          new Securables(SecurableKind.SYSTEM, List.of(), false),
          grantees,
          option,
          cascade);
    }
    if (all) {
      throw cursor.unexpected("ON");
    }
    return new ChangeMembership(grant, items.stream().map(Item::words).toList(), grantees, option);
  }

  /** Reads on after {@code ALTER DEFAULT PRIVILEGES}. */
  RightsStatement defaults() {
    List<String> owners = new ArrayList<>();
    List<String> schemas = new ArrayList<>();
    while (true) {
      if (cursor.take("for")) {
        owners.addAll(RoleParser.names(cursor));
      } else if (cursor.take("in", "schema")) {
        do {
          schemas.add(cursor.name("a schema's name").text());
        } while (cursor.takeSymbol(","));
      } else {
        break;
      }
    }
    boolean grant = cursor.expectOneOf(List.of("GRANT", "REVOKE")).equals("GRANT");
    boolean option = !grant && optionFor();
    items();
    cursor.expect("on");
    SecurableKind kind = PLURALS.get(cursor.peek().value());
    if (kind == null) {
      throw cursor.unexpected("TABLES, SEQUENCES, SCHEMAS, FUNCTIONS or MODELS");
    }
    cursor.advance();
    direction(grant);
    List<String> grantees = RoleParser.names(cursor);
    option |= end(grant, "grant");
    return new ChangeDefaults(owners, schemas, grant, privileges(kind), kind, grantees, option);
  }

  private boolean optionFor() {
    return cursor.take("grant", "option", "for") || cursor.take("admin", "option", "for");
  }

  private void items() {
    do {
      int position = cursor.position();
      if (cursor.take("all")) {
        cursor.take("privileges");
        all = true;
      } else if (cursor.take("create", "model")) {
        items.add(new Item("create model", position));
      } else {
        items.add(new Item(cursor.name("a privilege or a role").text(), position));
      }
      if (cursor.atSymbol("(")) {
        throw new DatastoreException(
                ErrorCode.FEATURE_NOT_SUPPORTED, "privileges on columns are not supported")
            .withHint("Grant SELECT on a view that has only these columns.")
            .withPosition(cursor.position());
      }
    } while (cursor.takeSymbol(","));
  }

  private Set<Privilege> privileges(SecurableKind kind) {
    if (all) {
      return kind.privileges();
    }
    Set<Privilege> privileges = EnumSet.noneOf(Privilege.class);
    for (Item item : items) {
      privileges.add(privilege(item, kind));
    }
    return privileges;
  }

  private static Privilege privilege(Item item, SecurableKind kind) {
    String words = item.words().equals("temp") ? "temporary" : item.words();
    Privilege privilege =
        Arrays.stream(Privilege.values())
            .filter(known -> known.text().equalsIgnoreCase(words))
            .findFirst()
            .orElseThrow(() ->
                new DatastoreException(
                        ErrorCode.SYNTAX_ERROR,
                        "unrecognized privilege type \"%s\"".formatted(item.words()))
                    .withPosition(item.position()));
    if (!kind.privileges().contains(privilege)) {
      throw new DatastoreException(
              ErrorCode.INVALID_GRANT_OPERATION,
              "invalid privilege type %s for %s".formatted(privilege.text(), kind.word()))
          .withPosition(item.position());
    }
    return privilege;
  }

  private Securables securables() {
    if (cursor.take("all")) {
      SecurableKind kind = PLURALS.get(cursor.peek().value());
      if (kind == null) {
        throw cursor.unexpected("TABLES, SEQUENCES, FUNCTIONS or MODELS");
      }
      cursor.advance();
      cursor.expect("in", "schema");
      return new Securables(kind, names(SecurableKind.SCHEMA), true);
    }
    SecurableKind kind = KINDS.get(cursor.peek().value());
    boolean word = kind != null && cursor.peek(1).isName() && !cursor.peek(1).isWord("to");
    if (word) {
      cursor.advance();
    }
    SecurableKind meant = kind != null && word ? kind : SecurableKind.TABLE;
    return new Securables(meant, names(meant), false);
  }

  private List<QualifiedName> names(SecurableKind kind) {
    List<QualifiedName> names = new ArrayList<>();
    do {
      names.add(cursor.qualifiedName("a name"));
      if (kind == SecurableKind.FUNCTION && cursor.atSymbol("(")) {
        passArguments();
      }
    } while (cursor.takeSymbol(","));
    return names;
  }

  /** A function is told by its name alone. */
  private void passArguments() {
    int depth = 0;
    do {
      if (cursor.atSymbol("(")) {
        depth++;
      } else if (cursor.atSymbol(")")) {
        depth--;
      }
      cursor.advance();
    } while (depth > 0 && !cursor.atEnd());
  }

  private void direction(boolean grant) {
    cursor.expect(grant ? "to" : "from");
  }

  /** Reads to the end and tells whether WITH GRANT OPTION was said. */
  private boolean end(boolean grant, String option) {
    boolean with = grant && cursor.take("with", option, "option");
    if (cursor.take("granted", "by")) {
      cursor.name("a role's name");
    }
    cascade = !grant && cursor.take("cascade");
    if (!grant && !cascade) {
      cursor.take("restrict");
    }
    cursor.expectEnd();
    return with;
  }
}
