// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.SecurableKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what at one moment. Denied unless granted: to the user, to a role that he is a member
 * of, or to PUBLIC. Owners and superusers may do everything. Immutable.
 */
public final class Rights {
  /** The user that a datastore begins with: owns whatever has no other owner. */
  public static final String ADMIN = "mynah";

  /** Every user's. */
  public static final String PUBLIC = "public";

  /** Roles that are always there: their members may use the server's folders. */
  static final String READ_FILES = "pg_read_server_files";

  static final String WRITE_FILES = "pg_write_server_files";
  static final Set<String> PREDEFINED = Set.of(READ_FILES, WRITE_FILES);

  /** On the schema public, and on the database. */
  private static final int GRANTS_AT_FIRST = 2;

  private final Map<String, Role> roles;
  private final List<Membership> memberships;
  private final Map<Securable, String> owners;
  private final Map<Securable, List<Grant>> grants;
  private final List<ModelRight> models;
  private final Set<String> withDefaults;
  private final Map<String, Set<String>> closures = new HashMap<>();

  /** That {@code member} may do what {@code role} may. */
  record Membership(String role, String member, boolean admin) {}

  /** One privilege of one grantee. */
  record Grant(String grantee, Privilege privilege, boolean option, String grantor) {}

  /** The model behind a function. */
  record ModelRight(Securable model, String functionSchema, String functionName) {}

  Rights(
      Map<String, Role> roles,
      List<Membership> memberships,
      Map<Securable, String> owners,
      Map<Securable, List<Grant>> grants,
      List<ModelRight> models,
      Set<String> withDefaults) {
    this.roles = Map.copyOf(roles);
    this.memberships = List.copyOf(memberships);
    this.owners = Map.copyOf(owners);
    this.grants = Map.copyOf(grants);
    this.models = List.copyOf(models);
    this.withDefaults = Set.copyOf(withDefaults);
    roles.keySet().forEach(role -> closures.put(role, closure(role)));
  }

  /** Returns a user or role; empty when there is none of this name. */
  public Optional<Role> role(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  Map<String, Role> roles() {
    return roles;
  }

  /** Tells whether everything is allowed to the user. */
  public boolean isSuperuser(String user) {
    return user.equals(ADMIN) || role(user).filter(Role::isSuperuser).isPresent();
  }

  /** Returns the user and all roles that he is a member of, PUBLIC among them. */
  Set<String> rolesOf(String user) {
    return closures.getOrDefault(user, Set.of());
  }

  private Set<String> closure(String user) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(user, PUBLIC));
    while (!open.isEmpty()) {
      String role = open.pop();
      if (found.add(role)) {
        memberships.stream()
            .filter(membership -> membership.member().equals(role))
            .forEach(membership -> open.push(membership.role()));
      }
    }
    return Set.copyOf(found);
  }

  /** Tells whether the user is the role or a member of it. */
  boolean isMember(String user, String role) {
    return isSuperuser(user) || rolesOf(user).contains(role);
  }

  /** Tells whether the user may make others members of the role. */
  boolean mayGive(String user, String role) {
    return isSuperuser(user)
        || memberships.stream()
            .anyMatch(membership ->
                membership.admin()
                    && membership.role().equals(role)
                    && rolesOf(user).contains(membership.member()));
  }

  List<Membership> memberships() {
    return memberships;
  }

  /** Returns the owner; what nobody else owns is the first superuser's. */
  String owner(Securable thing) {
    return owners.getOrDefault(thing, ADMIN);
  }

  Map<Securable, String> owners() {
    return owners;
  }

  Map<Securable, List<Grant>> grants() {
    return grants;
  }

  /** Tells whether the user may do with it whatever its owner may. */
  public boolean owns(String user, Securable thing) {
    return isSuperuser(user) || rolesOf(user).contains(owner(thing));
  }

  /** Tells whether the user has the privilege. */
  public boolean allows(String user, Privilege privilege, Securable thing) {
    return owns(user, thing) || has(user, privilege, thing, false);
  }

  /** Tells whether the user may give the privilege to others. */
  boolean mayGrant(String user, Privilege privilege, Securable thing) {
    return owns(user, thing) || has(user, privilege, thing, true);
  }

  /** Tells whether the user has any privilege at all. */
  boolean allowsAny(String user, Securable thing) {
    Set<String> mine = rolesOf(user);
    return owns(user, thing)
        || grants.getOrDefault(thing, List.of()).stream()
            .anyMatch(grant -> mine.contains(grant.grantee()));
  }

  private boolean has(String user, Privilege privilege, Securable thing, boolean option) {
    Set<String> mine = rolesOf(user);
    return grants.getOrDefault(thing, List.of()).stream()
        .anyMatch(grant ->
            grant.privilege() == privilege
                && (grant.option() || !option)
                && mine.contains(grant.grantee()));
  }

  /** Returns the models whose functions may be meant by this name. */
  List<Securable> modelsOf(Optional<String> schema, String function) {
    return models.stream()
        .filter(model -> isFunction(model, function))
        .filter(model -> schema.isEmpty() || model.functionSchema().equalsIgnoreCase(schema.get()))
        .map(ModelRight::model)
        .toList();
  }

  private static boolean isFunction(ModelRight model, String function) {
    String name = model.functionName();
    return function.equalsIgnoreCase(name)
        || (function.length() > name.length()
            && function.regionMatches(true, 0, name, 0, name.length())
            && function.charAt(name.length()) == '_');
  }

  /** Tells whether ALTER DEFAULT PRIVILEGES was said of what the user makes. */
  boolean hasDefaults(String user) {
    return withDefaults.contains(user);
  }

  /** Tells whether anything that can be dropped has an owner of its own, or a grant. */
  boolean areGiven() {
    return !owners.isEmpty() || grants.size() > GRANTS_AT_FIRST;
  }

  /** Makes the thing for a model. */
  public static Securable model(String schema, String name) {
    return new Securable(SecurableKind.MODEL, schema, name);
  }
}
