// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;
import java.util.Set;

/** Statements about users, roles and what they may do. */
public sealed interface RightsStatement extends Statement {
  /** {@code CREATE {USER | ROLE | GROUP} name [WITH] option...}; USER means LOGIN. */
  record CreateRole(String name, RoleOptions options) implements RightsStatement {}

  /** {@code ALTER {USER | ROLE} name [WITH] option...}. */
  record AlterRole(String name, RoleOptions options) implements RightsStatement {}

  /** {@code ALTER {USER | ROLE | GROUP} name RENAME TO name}. */
  record RenameRole(String name, String newName) implements RightsStatement {}

  /** {@code DROP {USER | ROLE | GROUP} [IF EXISTS] name, ...}. */
  record DropRole(List<String> names, boolean ifExists) implements RightsStatement {
    public DropRole {
      names = List.copyOf(names);
    }
  }

  /**
   * {@code GRANT privilege, ... ON object, ... TO role, ... [WITH GRANT OPTION]}, and REVOKE.
   *
   * @param grant whether it gives; else it takes away
   * @param privileges never empty; ALL is spelled out
   * @param option WITH GRANT OPTION, or GRANT OPTION FOR
   */
  record ChangePrivileges(
      boolean grant,
      Set<Privilege> privileges,
      Securables on,
      List<String> grantees,
      boolean option,
      boolean cascade)
      implements RightsStatement {
    public ChangePrivileges {
      privileges = Set.copyOf(privileges);
      grantees = List.copyOf(grantees);
    }
  }

  /**
   * {@code GRANT role, ... TO role, ... [WITH ADMIN OPTION]}, and REVOKE.
   *
   * @param option WITH ADMIN OPTION, or ADMIN OPTION FOR
   */
  record ChangeMembership(boolean grant, List<String> roles, List<String> members, boolean option)
      implements RightsStatement {
    public ChangeMembership {
      roles = List.copyOf(roles);
      members = List.copyOf(members);
    }
  }

  /**
   * {@code ALTER DEFAULT PRIVILEGES [FOR ROLE owner, ...] [IN SCHEMA schema, ...] {GRANT | REVOKE}
   * privilege, ... ON {TABLES | SEQUENCES | SCHEMAS | MODELS} {TO | FROM} role, ...}.
   *
   * @param owners whose later objects it is about; empty for those of who says it
   * @param schemas empty for all
   */
  record ChangeDefaults(
      List<String> owners,
      List<String> schemas,
      boolean grant,
      Set<Privilege> privileges,
      SecurableKind kind,
      List<String> grantees,
      boolean option)
      implements RightsStatement {
    public ChangeDefaults {
      owners = List.copyOf(owners);
      schemas = List.copyOf(schemas);
      privileges = Set.copyOf(privileges);
      grantees = List.copyOf(grantees);
    }
  }

  /**
   * {@code ALTER {TABLE | VIEW | SEQUENCE | SCHEMA | FUNCTION | MODEL} name OWNER TO role}.
   *
   * @param command the command tag, such as {@code ALTER VIEW}
   */
  record ChangeOwner(
      String command, SecurableKind kind, QualifiedName name, boolean ifExists, String owner)
      implements RightsStatement {}

  /** {@code REASSIGN OWNED BY role, ... TO role}. */
  record ReassignOwned(List<String> from, String to) implements RightsStatement {
    public ReassignOwned {
      from = List.copyOf(from);
    }
  }

  /** {@code DROP OWNED BY role, ...}. */
  record DropOwned(List<String> roles) implements RightsStatement {
    public DropOwned {
      roles = List.copyOf(roles);
    }
  }

  /**
   * What GRANT is about.
   *
   * @param names the objects, or the schemas whose objects are all meant; empty for SYSTEM
   * @param allInSchemas {@code ALL TABLES IN SCHEMA}
   */
  record Securables(SecurableKind kind, List<QualifiedName> names, boolean allInSchemas) {
    public Securables {
      names = List.copyOf(names);
    }
  }
}
