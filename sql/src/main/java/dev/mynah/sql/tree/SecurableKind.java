// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import static dev.mynah.sql.tree.Privilege.CONNECT;
import static dev.mynah.sql.tree.Privilege.CREATE;
import static dev.mynah.sql.tree.Privilege.CREATE_MODEL;
import static dev.mynah.sql.tree.Privilege.DELETE;
import static dev.mynah.sql.tree.Privilege.EXECUTE;
import static dev.mynah.sql.tree.Privilege.INSERT;
import static dev.mynah.sql.tree.Privilege.REFERENCES;
import static dev.mynah.sql.tree.Privilege.SELECT;
import static dev.mynah.sql.tree.Privilege.TEMPORARY;
import static dev.mynah.sql.tree.Privilege.TRIGGER;
import static dev.mynah.sql.tree.Privilege.TRUNCATE;
import static dev.mynah.sql.tree.Privilege.UPDATE;
import static dev.mynah.sql.tree.Privilege.USAGE;

import java.util.Locale;
import java.util.Set;

/** Kinds of things that rights are about. */
public enum SecurableKind {
  /** Tables and views. */
  TABLE,
  SEQUENCE,
  SCHEMA,
  FUNCTION,
  TYPE,
  MODEL,
  CONNECTION,
  DATABASE,
  /** What is allowed in the whole datastore: CREATE MODEL. */
  SYSTEM;

  /** Returns what ALL means for this kind. */
  public Set<Privilege> privileges() {
    return switch (this) {
      case TABLE -> Set.of(SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER);
      case SEQUENCE -> Set.of(USAGE, SELECT, UPDATE);
      case SCHEMA -> Set.of(USAGE, CREATE);
      case FUNCTION, MODEL -> Set.of(EXECUTE);
      case TYPE, CONNECTION -> Set.of(USAGE);
      case DATABASE -> Set.of(CREATE, CONNECT, TEMPORARY);
      case SYSTEM -> Set.of(CREATE_MODEL);
    };
  }

  /** Returns the word that messages have, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
