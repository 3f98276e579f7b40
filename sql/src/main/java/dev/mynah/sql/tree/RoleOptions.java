// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;
import java.util.Optional;

/**
 * What CREATE USER and ALTER USER say of a user; what is not said is empty.
 *
 * @param password as written, a plain one or a SCRAM verifier; never shown
 * @param noPassword whether PASSWORD NULL was said: nobody can log in with a password
 * @param validUntil a time as text, after which the password is refused
 * @param connectionLimit how many sessions he may have at once; -1 for any number
 * @param inRoles roles that he becomes a member of
 * @param members roles that become his members
 */
public record RoleOptions(
    Optional<Boolean> superuser,
    Optional<Boolean> login,
    Optional<String> password,
    boolean noPassword,
    Optional<String> validUntil,
    Optional<Integer> connectionLimit,
    List<String> inRoles,
    List<String> members) {
  public RoleOptions {
    inRoles = List.copyOf(inRoles);
    members = List.copyOf(members);
  }

  /** Says everything but the password, so that no message can show it. */
  @Override
  public String toString() {
    return "RoleOptions[superuser=%s, login=%s]".formatted(superuser, login);
  }
}
