// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.access.Rights.Membership;
import dev.mynah.core.secret.Passwords;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.error.NearestName;
import dev.mynah.sql.tree.RightsStatement.AlterRole;
import dev.mynah.sql.tree.RightsStatement.ChangeMembership;
import dev.mynah.sql.tree.RightsStatement.CreateRole;
import dev.mynah.sql.tree.RightsStatement.DropOwned;
import dev.mynah.sql.tree.RightsStatement.DropRole;
import dev.mynah.sql.tree.RightsStatement.ReassignOwned;
import dev.mynah.sql.tree.RightsStatement.RenameRole;
import dev.mynah.sql.tree.RoleOptions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Carries out the statements that make, change and drop users and roles. */
public final class RoleStatements {
  private final Passwords passwords;

  public RoleStatements(Passwords passwords) {
    this.passwords = passwords;
  }

  public void create(CreateRole create, SessionAccess access, EngineSession session) {
    access.requireSuperuser("making roles");
    Rights rights = access.rights();
    if (rights.role(create.name()).isPresent()) {
      throw new DatastoreException(
          ErrorCode.DUPLICATE_OBJECT, "role \"%s\" already exists".formatted(create.name()));
    }
    RoleOptions options = create.options();
    Stream.concat(options.inRoles().stream(), options.members().stream())
        .forEach(name -> require(rights, name));
    RightsStore.insertRole(
        session,
        new Role(
            create.name(),
            options.superuser().orElse(false),
            options.login().orElse(false),
            options.validUntil().flatMap(RoleStatements::time),
            options.connectionLimit().orElse(-1)));
    options
        .inRoles()
        .forEach(
            role -> RightsStore.putMember(session, new Membership(role, create.name(), false)));
    options
        .members()
        .forEach(
            member -> RightsStore.putMember(session, new Membership(create.name(), member, false)));
    passwords.remove(create.name());
    setPassword(create.name(), options);
  }

  private void setPassword(String name, RoleOptions options) {
    if (options.noPassword()) {
      passwords.remove(name);
    }
    options.password().ifPresent(password -> passwords.put(name, password));
  }

  public void alter(AlterRole alter, SessionAccess access, EngineSession session) {
    Rights rights = access.rights();
    String name = self(alter.name(), access);
    Role role = require(rights, name);
    RoleOptions options = alter.options();
    boolean onlyPassword =
        options.superuser().isEmpty()
            && options.login().isEmpty()
            && options.validUntil().isEmpty()
            && options.connectionLimit().isEmpty()
            && options.inRoles().isEmpty()
            && options.members().isEmpty();
    if (!onlyPassword || !name.equals(access.user())) {
      access.requireSuperuser("changing roles");
    }
    refusePredefined(name);
    if (name.equals(Rights.ADMIN)
        && (!options.superuser().orElse(true) || !options.login().orElse(true))) {
      throw new DatastoreException(
          ErrorCode.OBJECT_IN_USE, "role \"%s\" must stay a superuser".formatted(name));
    }
    RightsStore.updateRole(
        session,
        new Role(
            name,
            options.superuser().orElse(role.isSuperuser()),
            options.login().orElse(role.canLogIn()),
            options.validUntil().isPresent()
                ? options.validUntil().flatMap(RoleStatements::time)
                : role.validUntil(),
            options.connectionLimit().map(Integer::longValue).orElse(role.connectionLimit())));
    setPassword(name, options);
  }

  public void rename(RenameRole rename, SessionAccess access, EngineSession session) {
    access.requireSuperuser("changing roles");
    Rights rights = access.rights();
    require(rights, rename.name());
    refusePredefined(rename.name());
    refuseAdmin(rename.name(), "renamed");
    if (rename.name().equals(access.user())) {
      throw new DatastoreException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "session user cannot be renamed");
    }
    if (rights.role(rename.newName()).isPresent()) {
      throw new DatastoreException(
          ErrorCode.DUPLICATE_OBJECT, "role \"%s\" already exists".formatted(rename.newName()));
    }
    RightsStore.renameRole(session, rename.name(), rename.newName());
    passwords.rename(rename.name(), rename.newName());
  }

  /**
   * Drops roles.
   *
   * @param say told of those that do not exist
   */
  public void drop(
      DropRole drop, SessionAccess access, EngineSession session, Consumer<String> say) {
    access.requireSuperuser("dropping roles");
    Rights rights = access.rights();
    List<String> dropped = new ArrayList<>();
    for (String name : drop.names()) {
      if (rights.role(name).isEmpty() && drop.ifExists()) {
        say.accept("role \"%s\" does not exist, skipping".formatted(name));
        continue;
      }
      require(rights, name);
      refusePredefined(name);
      refuseAdmin(name, "dropped");
      if (name.equals(access.user())) {
        throw new DatastoreException(ErrorCode.OBJECT_IN_USE, "current user cannot be dropped");
      }
      refuseDependents(rights, name);
      dropped.add(name);
    }
    for (String name : dropped) {
      RightsStore.deleteRole(session, name);
      passwords.remove(name);
    }
  }

  private static void refuseDependents(Rights rights, String name) {
    List<String> reasons = new ArrayList<>();
    rights
        .owners()
        .forEach((thing, owner) -> {
          if (owner.equals(name)) {
            reasons.add("owner of " + Denied.described(thing));
          }
        });
    rights
        .grants()
        .forEach((thing, grants) -> {
          if (grants.stream().anyMatch(grant -> grant.grantee().equals(name))) {
            reasons.add("privileges for " + Denied.described(thing));
          }
        });
    if (!reasons.isEmpty()) {
      throw new DatastoreException(
              ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST,
              "role \"%s\" cannot be dropped because some objects depend on it".formatted(name))
          .withDetail(String.join(", ", reasons.stream().sorted().limit(10).toList()) + ".")
          .withHint("Use REASSIGN OWNED BY %s TO .., then DROP OWNED BY %s.".formatted(name, name));
    }
  }

  /** Gives roles to members, or takes them away. */
  public void changeMembership(
      ChangeMembership change, SessionAccess access, EngineSession session) {
    Rights rights = access.rights();
    for (String role : change.roles()) {
      require(rights, role);
      if (!rights.mayGive(access.user(), role)) {
        throw Denied.denied("must have admin option on role \"%s\"".formatted(role));
      }
      for (String named : change.members()) {
        String member = self(named, access);
        require(rights, member);
        if (rights.role(role).filter(Role::isSuperuser).isPresent()) {
          access.requireSuperuser("giving a superuser's role");
        }
        if (change.grant() && rights.rolesOf(role).contains(member)) {
          throw new DatastoreException(
              ErrorCode.INVALID_GRANT_OPERATION,
              "role \"%s\" is a member of role \"%s\"".formatted(role, member));
        }
        change(change, session, role, member);
      }
    }
  }

  private static void change(
      ChangeMembership change, EngineSession session, String role, String member) {
    if (change.grant() || change.option()) {
      RightsStore.putMember(
          session, new Membership(role, member, change.grant() && change.option()));
    } else {
      RightsStore.removeMember(session, role, member);
    }
  }

  public void reassign(ReassignOwned reassign, SessionAccess access, EngineSession session) {
    Rights rights = access.rights();
    String to = self(reassign.to(), access);
    require(rights, to);
    for (String named : reassign.from()) {
      String from = self(named, access);
      require(rights, from);
      if (!rights.isMember(access.user(), from) || !rights.isMember(access.user(), to)) {
        throw Denied.denied("permission denied to reassign objects");
      }
      for (Map.Entry<Securable, String> owned : rights.owners().entrySet()) {
        if (owned.getValue().equals(from)) {
          RightsStore.putOwner(session, owned.getKey(), to);
        }
      }
    }
  }

  public void dropOwned(DropOwned drop, SessionAccess access, EngineSession session) {
    Rights rights = access.rights();
    for (String named : drop.roles()) {
      String role = self(named, access);
      require(rights, role);
      if (!rights.isMember(access.user(), role)) {
        throw Denied.denied("permission denied to drop objects");
      }
      if (rights.owners().containsValue(role)) {
        throw new DatastoreException(
                ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST, "role \"%s\" owns objects".formatted(role))
            .withHint("Drop them one by one, or use REASSIGN OWNED first.");
      }
      RightsStore.removeGrants(session, role);
    }
  }

  /** Returns the user that CURRENT_USER and its like mean. */
  static String self(String name, SessionAccess access) {
    return name.equals("current_user") || name.equals("session_user") || name.equals("current_role")
        ? access.user()
        : name;
  }

  static Role require(Rights rights, String name) {
    return rights
        .role(name)
        .orElseThrow(() -> {
          DatastoreException error =
              new DatastoreException(
                  ErrorCode.UNDEFINED_OBJECT, "role \"%s\" does not exist".formatted(name));
          return NearestName.of(name, rights.roles().keySet())
              .map(near -> error.withHint("Perhaps you meant \"%s\".".formatted(near)))
              .orElse(error);
        });
  }

  private static void refusePredefined(String name) {
    if (Rights.PREDEFINED.contains(name)) {
      throw new DatastoreException(
          ErrorCode.RESERVED_NAME, "role \"%s\" cannot be changed".formatted(name));
    }
  }

  private static void refuseAdmin(String name, String what) {
    if (name.equals(Rights.ADMIN)) {
      throw new DatastoreException(
              ErrorCode.OBJECT_IN_USE, "role \"%s\" cannot be %s".formatted(name, what))
          .withDetail("It is the datastore's first superuser.");
    }
  }

  /** Reads PostgreSQL's forms of a time; {@code infinity} is none. */
  private static Optional<Instant> time(String text) {
    String plain = text.strip();
    if (plain.equalsIgnoreCase("infinity")) {
      return Optional.empty();
    }
    try {
      String iso = plain.replace(' ', 'T');
      if (iso.length() == "2026-01-01".length()) {
        return Optional.of(LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      return Optional.of(
          iso.endsWith("Z")
              ? Instant.parse(iso)
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw new DatastoreException(
              ErrorCode.INVALID_DATETIME_FORMAT,
              "invalid input syntax for type timestamp with time zone: \"%s\"".formatted(text))
          .withHint("Write it as 2026-12-31 23:59:59, in UTC, or infinity.");
    }
  }
}
