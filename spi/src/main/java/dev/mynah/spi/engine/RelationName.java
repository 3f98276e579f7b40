// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

import java.util.Locale;

/**
 * The name of a table, in lower case, as engines compare names.
 *
 * @param schema {@link #ANY_SCHEMA} when it is not known
 */
public record RelationName(String schema, String name) {
  /** Stands for a schema that depends on a search path. */
  public static final String ANY_SCHEMA = "*";

  public RelationName {
    schema = schema.toLowerCase(Locale.ROOT);
    name = name.toLowerCase(Locale.ROOT);
  }

  /** Returns a name whose schema is not known. */
  public static RelationName inAnySchema(String name) {
    return new RelationName(ANY_SCHEMA, name);
  }

  /** Tells whether both may mean one table. */
  public boolean mayBe(RelationName other) {
    return name.equals(other.name)
        && (schema.equals(other.schema)
            || schema.equals(ANY_SCHEMA)
            || other.schema.equals(ANY_SCHEMA));
  }
}
