// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.sql.tree.SecurableKind;
import java.util.Locale;

/**
 * A thing that rights are about. Names are compared without case, as the engine does.
 *
 * @param schema in lower case; empty for what lies in no schema
 * @param name in lower case
 */
public record Securable(SecurableKind kind, String schema, String name) {
  public Securable {
    schema = schema.toLowerCase(Locale.ROOT);
    name = name.toLowerCase(Locale.ROOT);
  }

  /** What is allowed in the whole datastore. */
  public static final Securable SYSTEM = new Securable(SecurableKind.SYSTEM, "", "");

  /** The only database. */
  static final Securable DATABASE = new Securable(SecurableKind.DATABASE, "", "mynah");

  /** Makes the thing for a schema. */
  static Securable ofSchema(String name) {
    return new Securable(SecurableKind.SCHEMA, "", name);
  }

  /** Makes the thing for a table or a view. */
  static Securable ofTable(String schema, String name) {
    return new Securable(SecurableKind.TABLE, schema, name);
  }
}
