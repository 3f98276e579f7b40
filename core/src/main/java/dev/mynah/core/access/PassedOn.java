// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.access.Rights.Grant;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.Privilege;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holders of a grant option have given on: it goes with their right to do so. */
final class PassedOn {
  private final EngineSession session;
  private final Rights rights;
  private final Securable thing;
  private final Privilege privilege;
  private final Set<String> done = new HashSet<>();

  PassedOn(EngineSession session, Rights rights, Securable thing, Privilege privilege) {
    this.session = session;
    this.rights = rights;
    this.thing = thing;
    this.privilege = privilege;
  }

  /** Takes back what the role has given; fails if there is any and CASCADE was not said. */
  void take(String grantor, boolean cascade) {
    if (!done.add(grantor) || rights.owns(grantor, thing)) {
      return;
    }
    for (Grant grant : rights.grants().getOrDefault(thing, List.of())) {
      boolean passedOn = grant.privilege() == privilege && grant.grantor().equals(grantor);
      if (passedOn && !done.contains(grant.grantee())) {
        if (!cascade) {
          throw dependent(grant);
        }
        RightsStore.removeGrant(session, thing, grant.grantee(), privilege);
        take(grant.grantee(), true);
      }
    }
  }

  private DatastoreException dependent(Grant grant) {
    return new DatastoreException(
            ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST, "dependent privileges exist")
        .withDetail(
            "\"%s\" has given %s on to \"%s\"."
                .formatted(grant.grantor(), privilege.text(), grant.grantee()))
        .withHint("Use CASCADE to revoke them too.");
  }
}
