// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.access.Rights.Grant;
import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.error.NearestName;
import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.RightsStatement.ChangeDefaults;
import dev.mynah.sql.tree.RightsStatement.ChangeOwner;
import dev.mynah.sql.tree.RightsStatement.ChangePrivileges;
import dev.mynah.sql.tree.RightsStatement.Securables;
import dev.mynah.sql.tree.SecurableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Carries out GRANT, REVOKE, ALTER DEFAULT PRIVILEGES and ALTER .. OWNER TO. */
public final class GrantStatements {
  private final SessionAccess access;
  private final EngineSession session;
  private final List<String> searchPath;
  private final Consumer<String> warn;

  /**
   * @param warn told what was not given although it was asked for
   */
  public GrantStatements(
      SessionAccess access, EngineSession session, List<String> searchPath, Consumer<String> warn) {
    this.access = access;
    this.session = session;
    this.searchPath = searchPath;
    this.warn = warn;
  }

  public void change(ChangePrivileges change) {
    Rights rights = access.rights();
    List<String> grantees = new ArrayList<>();
    for (String named : change.grantees()) {
      String grantee = RoleStatements.self(named, access);
      if (!grantee.equals(Rights.PUBLIC)) {
        RoleStatements.require(rights, grantee);
      } else if (change.grant() && change.option()) {
        throw new DatastoreException(
            ErrorCode.INVALID_GRANT_OPERATION, "grant options can only be granted to roles");
      }
      grantees.add(grantee);
    }
    for (Securable thing : things(change.on())) {
      changeOne(change, thing, grantees, rights);
    }
  }

  private void changeOne(
      ChangePrivileges change, Securable thing, List<String> grantees, Rights rights) {
    List<Privilege> mine =
        change.privileges().stream()
            .filter(privilege -> rights.mayGrant(access.user(), privilege, thing))
            .toList();
    if (mine.isEmpty()) {
      throw Denied.denied("permission denied for %s".formatted(Denied.described(thing)))
          .withDetail("Only its owner, or who holds the grant option, can give rights on it.");
    }
    if (mine.size() < change.privileges().size()) {
      warn.accept("not all privileges were granted for \"%s\"".formatted(thing.name()));
    }
    for (Privilege privilege : mine) {
      for (String grantee : grantees) {
        apply(change, thing, privilege, grantee, rights);
      }
    }
  }

  private void apply(
      ChangePrivileges change,
      Securable thing,
      Privilege privilege,
      String grantee,
      Rights rights) {
    Optional<Grant> former =
        rights.grants().getOrDefault(thing, List.of()).stream()
            .filter(grant -> grant.privilege() == privilege && grant.grantee().equals(grantee))
            .findFirst();
    if (change.grant()) {
      boolean option = change.option() || former.filter(Grant::option).isPresent();
      boolean first = former.isEmpty() || rights.owns(access.user(), thing);
      String grantor = first ? access.user() : former.get().grantor();
      RightsStore.putGrant(session, thing, new Grant(grantee, privilege, option, grantor));
      return;
    }
    if (former.filter(grant -> !mayTake(grant, thing, rights)).isPresent()) {
      warn.accept(
          "no privileges could be revoked from \"%s\" for \"%s\"".formatted(grantee, thing.name()));
      return;
    }
    if (former.filter(Grant::option).isPresent()) {
      new PassedOn(session, rights, thing, privilege).take(grantee, change.cascade());
    }
    if (change.option()) {
      former.ifPresent(grant ->
          RightsStore.putGrant(
              session, thing, new Grant(grantee, privilege, false, grant.grantor())));
    } else {
      RightsStore.removeGrant(session, thing, grantee, privilege);
    }
  }

  /** Who holds the grant option can take back what he has given himself. */
  private boolean mayTake(Grant grant, Securable thing, Rights rights) {
    return rights.owns(access.user(), thing) || rights.isMember(access.user(), grant.grantor());
  }

  private List<Securable> things(Securables on) {
    if (on.kind() == SecurableKind.SYSTEM) {
      return List.of(Securable.SYSTEM);
    }
    List<Securable> things = new ArrayList<>();
    for (QualifiedName name : on.names()) {
      if (on.allInSchemas()) {
        things.addAll(allIn(on.kind(), name));
      } else {
        things.add(thing(on.kind(), name));
      }
    }
    return things;
  }

  private List<Securable> allIn(SecurableKind kind, QualifiedName schema) {
    thing(SecurableKind.SCHEMA, schema);
    if (kind == SecurableKind.MODEL) {
      return CatalogRow.query(
              session,
              "SELECT schema_name, model_name FROM ml._models WHERE lower(schema_name) = lower($1)",
              schema.name())
          .stream()
          .map(row -> Rights.model(row.text("schema_name"), row.text("model_name")))
          .toList();
    }
    return access.existing().inSchema(kind, schema.name());
  }

  /** Returns the thing of this name, which must exist. */
  private Securable thing(SecurableKind kind, QualifiedName name) {
    return switch (kind) {
      case SCHEMA -> existing(Securable.ofSchema(name.name()), name);
      case TABLE, SEQUENCE, TYPE -> inPath(kind, name);
      case FUNCTION -> function(name);
      case MODEL -> model(name);
      case CONNECTION -> connection(name);
      case DATABASE -> {
        Securable database = new Securable(kind, "", name.name());
        if (!database.equals(Securable.DATABASE)) {
          throw missing(kind, name, List.of(Securable.DATABASE.name()));
        }
        yield database;
      }
      case SYSTEM -> Securable.SYSTEM;
    };
  }

  private Securable existing(Securable thing, QualifiedName name) {
    if (SystemSchemas.isSystem(
        thing.kind() == SecurableKind.SCHEMA ? thing.name() : thing.schema())) {
      throw Denied.denied("permission denied for schema \"%s\"".formatted(thing.name()))
          .withDetail("It is the server's, and everyone can read it.");
    }
    if (!access.existing().has(thing)) {
      throw missing(thing.kind(), name, List.of());
    }
    return thing;
  }

  private Securable inPath(SecurableKind kind, QualifiedName name) {
    if (name.schema().isPresent()) {
      return existing(new Securable(kind, name.schema().get(), name.name()), name);
    }
    Existing existing = access.existing();
    return searchPath.stream()
        .map(schema -> new Securable(kind, schema, name.name()))
        .filter(existing::has)
        .findFirst()
        .orElseThrow(() -> missing(kind, name, List.of()));
  }

  /** A model's function stands for its model; other functions are everyone's. */
  private Securable function(QualifiedName name) {
    List<Securable> models = access.rights().modelsOf(name.schema(), name.name());
    if (!models.isEmpty()) {
      return models.getFirst();
    }
    inPath(SecurableKind.FUNCTION, name);
    throw new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "rights on functions are not supported")
        .withDetail("A function runs with the rights of who calls it.")
        .withHint("Grant rights on its tables, or EXECUTE ON MODEL.");
  }

  private Securable model(QualifiedName name) {
    List<String> schemas = name.schema().isPresent() ? List.of(name.schema().get()) : searchPath;
    for (String schema : schemas) {
      boolean found =
          !CatalogRow.query(
                  session,
                  "SELECT 1 AS found FROM ml._models WHERE lower(schema_name) = lower($1)"
                      + " AND lower(model_name) = lower($2)",
                  schema,
                  name.name())
              .isEmpty();
      if (found) {
        return Rights.model(schema, name.name());
      }
    }
    List<String> names =
        CatalogRow.query(session, "SELECT model_name FROM ml._models").stream()
            .map(row -> row.text("model_name"))
            .toList();
    throw missing(SecurableKind.MODEL, name, names);
  }

  private Securable connection(QualifiedName name) {
    List<String> names =
        CatalogRow.query(session, "SELECT connection_name FROM ml._connections").stream()
            .map(row -> row.text("connection_name"))
            .toList();
    if (names.stream().noneMatch(name.name()::equalsIgnoreCase)) {
      throw missing(SecurableKind.CONNECTION, name, names);
    }
    return new Securable(SecurableKind.CONNECTION, "", name.name());
  }

  private static DatastoreException missing(
      SecurableKind kind, QualifiedName name, List<String> names) {
    ErrorCode code =
        switch (kind) {
          case TABLE -> ErrorCode.UNDEFINED_TABLE;
          case SCHEMA -> ErrorCode.INVALID_SCHEMA_NAME;
          case FUNCTION -> ErrorCode.UNDEFINED_FUNCTION;
          case DATABASE -> ErrorCode.INVALID_CATALOG_NAME;
          case SEQUENCE, TYPE, MODEL, CONNECTION, SYSTEM -> ErrorCode.UNDEFINED_OBJECT;
        };
    String word = kind == SecurableKind.TABLE ? "relation" : kind.word();
    DatastoreException error =
        new DatastoreException(code, "%s \"%s\" does not exist".formatted(word, name));
    return NearestName.of(name.name(), names)
        .map(near -> error.withHint("Perhaps you meant \"%s\".".formatted(near)))
        .orElse(error);
  }

  public void changeDefaults(ChangeDefaults change) {
    Rights rights = access.rights();
    List<String> owners = change.owners().isEmpty() ? List.of(access.user()) : change.owners();
    List<String> schemas = change.schemas().isEmpty() ? List.of("") : change.schemas();
    schemas.stream()
        .filter(schema -> !schema.isEmpty())
        .forEach(schema -> thing(SecurableKind.SCHEMA, QualifiedName.of(schema)));
    for (String named : owners) {
      String owner = RoleStatements.self(named, access);
      RoleStatements.require(rights, owner);
      if (!rights.isMember(access.user(), owner)) {
        throw Denied.denied("permission denied to change default privileges");
      }
      for (String schema : schemas) {
        changeDefaults(change, owner, schema, rights);
      }
    }
  }

  private void changeDefaults(ChangeDefaults change, String owner, String schema, Rights rights) {
    for (String named : change.grantees()) {
      String grantee = RoleStatements.self(named, access);
      if (!grantee.equals(Rights.PUBLIC)) {
        RoleStatements.require(rights, grantee);
      }
      for (Privilege privilege : change.privileges()) {
        CatalogRow.execute(
            session,
            "DELETE FROM ml._default_grants WHERE owner = $1 AND schema_name = $2 AND kind = $3"
                + " AND grantee = $4 AND privilege = $5",
            owner,
            schema,
            change.kind().name(),
            grantee,
            privilege.text());
        if (change.grant() || change.option()) {
          CatalogRow.execute(
              session,
              "INSERT INTO ml._default_grants VALUES ($1, $2, $3, $4, $5, $6)",
              owner,
              schema,
              change.kind().name(),
              grantee,
              privilege.text(),
              change.grant() && change.option());
        }
      }
    }
  }

  public void changeOwner(ChangeOwner change) {
    Rights rights = access.rights();
    String owner = RoleStatements.self(change.owner(), access);
    Securable thing;
    try {
      thing =
          change.kind() == SecurableKind.FUNCTION
              ? inPath(change.kind(), change.name())
              : thing(change.kind(), change.name());
    } catch (DatastoreException e) {
      if (change.ifExists() && e.code() == ErrorCode.UNDEFINED_TABLE) {
        warn.accept("%s, skipping".formatted(e.getMessage()));
        return;
      }
      throw e;
    }
    RoleStatements.require(rights, owner);
    if (!rights.owns(access.user(), thing)) {
      throw Denied.ownership(thing);
    }
    if (!rights.isMember(access.user(), owner)) {
      throw Denied.denied("must be member of role \"%s\"".formatted(owner));
    }
    RightsStore.putOwner(session, thing, owner);
  }
}
