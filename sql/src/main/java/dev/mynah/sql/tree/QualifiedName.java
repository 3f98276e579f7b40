// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.Optional;

/** {@code [schema.]name}, each part as {@link Name} has it. */
public record QualifiedName(Optional<String> schema, String name) {
  /** Makes a name without a schema. */
  public static QualifiedName of(String name) {
    return new QualifiedName(Optional.empty(), name);
  }

  /** Makes a name in a schema. */
  public static QualifiedName of(String schema, String name) {
    return new QualifiedName(Optional.of(schema), name);
  }

  /** Returns the parts joined by a dot, without quotes, as messages show them. */
  @Override
  public String toString() {
    return schema.map(prefix -> prefix + '.' + name).orElse(name);
  }
}
