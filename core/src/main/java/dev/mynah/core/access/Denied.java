// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.SecurableKind;

/** The errors for what is not allowed: all of them 42501. */
final class Denied {
  private Denied() {}

  static DatastoreException permission(Privilege privilege, Securable thing) {
    if (thing.kind() == SecurableKind.SYSTEM) {
      return denied("permission denied to create models")
          .withDetail("It takes CREATE MODEL.")
          .withHint("A superuser can allow it with GRANT CREATE MODEL TO.");
    }
    return denied("permission denied for %s".formatted(described(thing)))
        .withDetail("It takes %s.".formatted(privilege.text()))
        .withHint("Its owner can allow it with GRANT.");
  }

  static DatastoreException ownership(Securable thing) {
    return denied("must be owner of %s".formatted(described(thing)));
  }

  static DatastoreException superuser(String what) {
    return denied("permission denied: %s is for superusers".formatted(what));
  }

  static DatastoreException denied(String message) {
    return new DatastoreException(ErrorCode.INSUFFICIENT_PRIVILEGE, message);
  }

  /** Returns the kind and name of a thing, as messages show them. */
  static String described(Securable thing) {
    return thing.kind() == SecurableKind.SYSTEM
        ? "CREATE MODEL"
        : "%s \"%s\"".formatted(thing.kind().word(), thing.name());
  }
}
