// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.access.Rights.Grant;
import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.SecurableKind;
import dev.mynah.sql.tree.StatementKind;
import java.util.List;
import java.util.Optional;

/**
 * Keeps owners and grants in step with a definition, in the definition's own transaction: what is
 * made gets its owner, what is renamed keeps its rights, and rights on what is dropped go with it.
 */
public final class Ownership {
  private static final String NO_TABLE =
      "kind = 'TABLE' AND NOT EXISTS (SELECT 1 FROM (SELECT schema_name AS s, table_name AS n FROM"
          + " duckdb_tables() UNION ALL SELECT schema_name, view_name FROM duckdb_views()) x"
          + " WHERE lower(x.s) = g.schema_name AND lower(x.n) = g.object_name)";
  private static final String NO_SEQUENCE =
      "kind = 'SEQUENCE' AND NOT EXISTS (SELECT 1 FROM duckdb_sequences() x WHERE"
          + " lower(x.schema_name) = g.schema_name AND lower(x.sequence_name) = g.object_name)";
  private static final String NO_FUNCTION =
      "kind = 'FUNCTION' AND NOT EXISTS (SELECT 1 FROM duckdb_functions() x WHERE"
          + " lower(x.schema_name) = g.schema_name AND lower(x.function_name) = g.object_name)";
  private static final String NO_TYPE =
      "kind = 'TYPE' AND NOT EXISTS (SELECT 1 FROM duckdb_types() x WHERE"
          + " lower(x.schema_name) = g.schema_name AND lower(x.type_name) = g.object_name)";
  private static final String NO_SCHEMA =
      "kind = 'SCHEMA' AND NOT EXISTS (SELECT 1 FROM duckdb_schemas() x WHERE"
          + " lower(x.schema_name) = g.object_name)";

  private final SessionAccess access;
  private final EngineSession session;
  private final Definition definition;
  private final List<Securable> made;
  private final List<Securable> renamed;

  private Ownership(
      SessionAccess access,
      EngineSession session,
      Definition definition,
      List<Securable> made,
      List<Securable> renamed) {
    this.access = access;
    this.session = session;
    this.definition = definition;
    this.made = made;
    this.renamed = renamed;
  }

  /** Looks at a statement before it runs; empty when it changes nothing that rights are about. */
  public static Optional<Ownership> of(
      EngineStatement statement,
      SessionAccess access,
      EngineSession session,
      List<String> searchPath) {
    if (statement.kind() != StatementKind.DEFINE) {
      return Optional.empty();
    }
    Definition definition = new Definition(statement, searchPath);
    if (definition.kind().isEmpty() || definition.isTemporary()) {
      return Optional.empty();
    }
    Rights rights = access.rights();
    boolean plain = access.user().equals(Rights.ADMIN) && !rights.hasDefaults(Rights.ADMIN);
    if (definition.isCreate() && plain) {
      return Optional.empty();
    }
    if (!definition.isCreate() && !rights.areGiven()) {
      return Optional.empty();
    }
    Existing existing = access.existing();
    List<Securable> made =
        definition.isCreate()
            ? definition.things().stream().filter(thing -> !existing.has(thing)).toList()
            : List.of();
    List<Securable> renamed =
        definition.newName().isPresent()
            ? definition.things().stream().filter(existing::has).toList()
            : List.of();
    return Optional.of(new Ownership(access, session, definition, made, renamed));
  }

  /** Writes what the statement has changed; called in its transaction, after it. */
  public void record() {
    access.changedRights();
    for (Securable thing : made) {
      RightsStore.putOwner(session, thing, access.user());
      giveDefaults(thing);
    }
    for (Securable thing : renamed) {
      definition.newName().ifPresent(name -> rename(thing, name));
    }
    if (!definition.isCreate()) {
      sweep();
    }
  }

  private void rename(Securable thing, String newName) {
    RightsStore.rename(session, thing, new Securable(thing.kind(), thing.schema(), newName));
  }

  private void giveDefaults(Securable thing) {
    giveDefaults(session, thing, access.user());
  }

  /** Gives what ALTER DEFAULT PRIVILEGES has promised for what the user makes. */
  static void giveDefaults(EngineSession session, Securable thing, String user) {
    for (CatalogRow row :
        CatalogRow.query(
            session,
            "SELECT grantee, privilege, grant_option FROM ml._default_grants WHERE owner = $1"
                + " AND kind = $2 AND schema_name IN ('', $3)",
            user,
            thing.kind().name(),
            thing.schema())) {
      RightsStore.putGrant(
          session,
          thing,
          new Grant(
              row.text("grantee"),
              Privilege.of(row.text("privilege")),
              row.flag("grant_option"),
              user));
    }
  }

  /** Forgets the rights on what no longer exists, also what went with a schema or by CASCADE. */
  private void sweep() {
    for (String table : List.of("_owners", "_grants")) {
      for (String gone : List.of(NO_TABLE, NO_SEQUENCE, NO_FUNCTION, NO_TYPE, NO_SCHEMA)) {
        session.execute("DELETE FROM ml.%s g WHERE %s".formatted(table, gone));
      }
    }
  }

  /** Gives a new model what ALTER DEFAULT PRIVILEGES has promised, in the session's transaction. */
  public static void modelMade(EngineSession session, String schema, String name, String user) {
    giveDefaults(session, new Securable(SecurableKind.MODEL, schema, name), user);
  }

  /** Forgets the rights on a model that is dropped, in the session's transaction. */
  public static void modelDropped(EngineSession session, String schema, String name) {
    RightsStore.forget(session, new Securable(SecurableKind.MODEL, schema, name));
  }
}
