// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.access.Rights.Grant;
import dev.mynah.core.access.Rights.Membership;
import dev.mynah.core.access.Rights.ModelRight;
import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.SecurableKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of the catalog that hold rights. */
final class RightsStore {
  private RightsStore() {}

  /** Reads everything, as the session sees it. */
  static Rights load(EngineSession session) {
    Map<Securable, String> owners = owners(session);
    return new Rights(
        roles(session),
        memberships(session),
        owners,
        grants(session),
        models(session),
        withDefaults(session));
  }

  private static Map<String, Role> roles(EngineSession session) {
    Map<String, Role> roles = new HashMap<>();
    for (CatalogRow row : CatalogRow.query(session, "SELECT * FROM ml._roles")) {
      roles.put(
          row.text("role_name"),
          new Role(
              row.text("role_name"),
              row.flag("is_superuser"),
              row.flag("can_login"),
              row.optionalNumber("valid_until")
                  .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS)),
              row.number("connection_limit")));
    }
    for (String name : Rights.PREDEFINED) {
      roles.put(name, new Role(name, false, false, Optional.empty(), -1));
    }
    return roles;
  }

  private static List<Membership> memberships(EngineSession session) {
    return CatalogRow.query(session, "SELECT * FROM ml._role_members").stream()
        .map(row ->
            new Membership(
                row.text("role_name"), row.text("member_name"), row.flag("admin_option")))
        .toList();
  }

  private static Map<Securable, String> owners(EngineSession session) {
    Map<Securable, String> owners = new HashMap<>();
    for (CatalogRow row : CatalogRow.query(session, "SELECT * FROM ml._owners")) {
      owners.put(thing(row), row.text("owner"));
    }
    String models = "SELECT schema_name, model_name, owner FROM ml._models";
    for (CatalogRow row : CatalogRow.query(session, models)) {
      owners.put(Rights.model(row.text("schema_name"), row.text("model_name")), row.text("owner"));
    }
    String connections = "SELECT connection_name, owner FROM ml._connections";
    for (CatalogRow row : CatalogRow.query(session, connections)) {
      owners.put(
          new Securable(SecurableKind.CONNECTION, "", row.text("connection_name")),
          row.text("owner"));
    }
    return owners;
  }

  private static Map<Securable, List<Grant>> grants(EngineSession session) {
    Map<Securable, List<Grant>> grants = new HashMap<>();
    for (CatalogRow row : CatalogRow.query(session, "SELECT * FROM ml._grants")) {
      grants
          .computeIfAbsent(thing(row), key -> new ArrayList<>())
          .add(
              new Grant(
                  row.text("grantee"),
                  Privilege.of(row.text("privilege")),
                  row.flag("grant_option"),
                  row.text("grantor")));
    }
    return grants;
  }

  private static List<ModelRight> models(EngineSession session) {
    String query =
        "SELECT DISTINCT m.schema_name, m.model_name, v.function_schema, v.function_name"
            + " FROM ml._models m JOIN ml._model_versions v ON v.model_id = m.model_id";
    return CatalogRow.query(session, query).stream()
        .map(row ->
            new ModelRight(
                Rights.model(row.text("schema_name"), row.text("model_name")),
                row.text("function_schema"),
                row.text("function_name")))
        .toList();
  }

  private static Set<String> withDefaults(EngineSession session) {
    return CatalogRow.query(session, "SELECT DISTINCT owner FROM ml._default_grants").stream()
        .map(row -> row.text("owner"))
        .collect(Collectors.toSet());
  }

  private static Securable thing(CatalogRow row) {
    return new Securable(
        SecurableKind.valueOf(row.text("kind")), row.text("schema_name"), row.text("object_name"));
  }

  static void insertRole(EngineSession session, Role role) {
    CatalogRow.execute(
        session,
        "INSERT INTO ml._roles VALUES ($1, $2, $3, $4::TIMESTAMPTZ, $5, now())",
        role.name(),
        role.isSuperuser(),
        role.canLogIn(),
        role.validUntil().map(Instant::toString).orElse(null),
        role.connectionLimit());
  }

  static void updateRole(EngineSession session, Role role) {
    CatalogRow.execute(
        session,
        "UPDATE ml._roles SET is_superuser = $2, can_login = $3, valid_until = $4::TIMESTAMPTZ,"
            + " connection_limit = $5 WHERE role_name = $1",
        role.name(),
        role.isSuperuser(),
        role.canLogIn(),
        role.validUntil().map(Instant::toString).orElse(null),
        role.connectionLimit());
  }

  static void renameRole(EngineSession session, String name, String newName) {
    for (String column :
        List.of(
            "_roles.role_name",
            "_role_members.role_name",
            "_role_members.member_name",
            "_owners.owner",
            "_grants.grantee",
            "_grants.grantor",
            "_default_grants.owner",
            "_default_grants.grantee",
            "_models.owner",
            "_jobs.owner",
            "_connections.owner")) {
      String table = column.substring(0, column.indexOf('.'));
      String only = column.substring(column.indexOf('.') + 1);
      CatalogRow.execute(
          session,
          "UPDATE ml.%s SET %s = $2 WHERE %s = $1".formatted(table, only, only),
          name,
          newName);
    }
  }

  static void deleteRole(EngineSession session, String name) {
    CatalogRow.execute(session, "DELETE FROM ml._roles WHERE role_name = $1", name);
    // Who is later made under this name is another.
    CatalogRow.execute(
        session, "UPDATE ml._jobs SET owner = $2 WHERE owner = $1", name, Rights.ADMIN);
    CatalogRow.execute(
        session, "DELETE FROM ml._role_members WHERE role_name = $1 OR member_name = $1", name);
    CatalogRow.execute(
        session, "DELETE FROM ml._default_grants WHERE owner = $1 OR grantee = $1", name);
  }

  static void putMember(EngineSession session, Membership membership) {
    removeMember(session, membership.role(), membership.member());
    CatalogRow.execute(
        session,
        "INSERT INTO ml._role_members VALUES ($1, $2, $3)",
        membership.role(),
        membership.member(),
        membership.admin());
  }

  static void removeMember(EngineSession session, String role, String member) {
    CatalogRow.execute(
        session,
        "DELETE FROM ml._role_members WHERE role_name = $1 AND member_name = $2",
        role,
        member);
  }

  static void putGrant(EngineSession session, Securable thing, Grant grant) {
    removeGrant(session, thing, grant.grantee(), grant.privilege());
    CatalogRow.execute(
        session,
        "INSERT INTO ml._grants VALUES ($1, $2, $3, $4, $5, $6, $7)",
        thing.kind().name(),
        thing.schema(),
        thing.name(),
        grant.grantee(),
        grant.privilege().text(),
        grant.option(),
        grant.grantor());
  }

  static void removeGrant(
      EngineSession session, Securable thing, String grantee, Privilege privilege) {
    CatalogRow.execute(
        session,
        "DELETE FROM ml._grants WHERE kind = $1 AND schema_name = $2 AND object_name = $3"
            + " AND grantee = $4 AND privilege = $5",
        thing.kind().name(),
        thing.schema(),
        thing.name(),
        grantee,
        privilege.text());
  }

  static void removeGrants(EngineSession session, String grantee) {
    CatalogRow.execute(session, "DELETE FROM ml._grants WHERE grantee = $1", grantee);
  }

  /** Forgets owner and grants of what is gone. */
  static void forget(EngineSession session, Securable thing) {
    for (String table : List.of("_owners", "_grants")) {
      CatalogRow.execute(
          session,
          "DELETE FROM ml.%s WHERE kind = $1 AND schema_name = $2 AND object_name = $3"
              .formatted(table),
          thing.kind().name(),
          thing.schema(),
          thing.name());
    }
  }

  /** Gives owner and grants of one name to another. */
  static void rename(EngineSession session, Securable from, Securable to) {
    for (String table : List.of("_owners", "_grants")) {
      CatalogRow.execute(
          session,
          "UPDATE ml.%s SET schema_name = $4, object_name = $5 WHERE kind = $1 AND schema_name = $2"
                  .formatted(table)
              + " AND object_name = $3",
          from.kind().name(),
          from.schema(),
          from.name(),
          to.schema(),
          to.name());
    }
  }

  static void putOwner(EngineSession session, Securable thing, String owner) {
    switch (thing.kind()) {
      case MODEL ->
          CatalogRow.execute(
              session,
              "UPDATE ml._models SET owner = $3 WHERE lower(schema_name) = $1"
                  + " AND lower(model_name) = $2",
              thing.schema(),
              thing.name(),
              owner);
      case CONNECTION ->
          CatalogRow.execute(
              session,
              "UPDATE ml._connections SET owner = $2 WHERE lower(connection_name) = $1",
              thing.name(),
              owner);
      case TABLE, SEQUENCE, SCHEMA, FUNCTION, TYPE, DATABASE, SYSTEM -> {
        CatalogRow.execute(
            session,
            "DELETE FROM ml._owners WHERE kind = $1 AND schema_name = $2 AND object_name = $3",
            thing.kind().name(),
            thing.schema(),
            thing.name());
        if (!owner.equals(Rights.ADMIN)) {
          CatalogRow.execute(
              session,
              "INSERT INTO ml._owners VALUES ($1, $2, $3, $4)",
              thing.kind().name(),
              thing.schema(),
              thing.name(),
              owner);
        }
      }
    }
  }
}
