// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.spi.engine.EngineSession;
import org.jspecify.annotations.Nullable;

/**
 * Tells a session of the engine what its user may see in PostgreSQL's catalog. The views of the
 * catalog are read often and joined to themselves: a list that is at hand costs them nothing, a
 * look-up of rights in each would cost most of their time.
 */
final class SeenNames {
  /** Told to a session whose user sees everything. */
  private static final String ALL = "SET VARIABLE _mynah_sees = ['*']";

  private static final String ROLES =
      "SET VARIABLE _mynah_roles = (SELECT list(role_name) FROM ml._my_roles)";

  private static final String THINGS =
      "SET VARIABLE _mynah_sees = (SELECT coalesce(list(kind || ' ' || schema_name || '.' ||"
          + " object_name), []) FROM pgcatalog.pg_base._mine)";

  /** How often what exists, and rights to it, had changed when the list was made. */
  private record AsOf(long definitions, long rights) {}

  private final EngineSession session;
  private boolean toldAll;
  private @Nullable AsOf told;

  SeenNames(EngineSession session) {
    this.session = session;
  }

  /** Tells what a superuser sees. */
  void all() {
    if (!toldAll) {
      session.execute(ALL);
      toldAll = true;
      told = null;
    }
  }

  /** Tells what the session's user sees, if what it was told before may not hold any more. */
  void some(long definitions, long rights) {
    AsOf now = new AsOf(definitions, rights);
    if (!now.equals(told)) {
      session.execute(ROLES);
      session.execute(THINGS);
      told = now;
      toldAll = false;
    }
  }

  /** Forgets what was told: the session knows it no more, or its own transaction changes it. */
  void forget() {
    told = null;
    toldAll = false;
  }
}
