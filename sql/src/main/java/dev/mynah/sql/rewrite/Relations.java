// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rewriting must know of what exists. Asked only by statements that define or empty tables, or
 * use what means something else for other types, so that others cost no look-up.
 */
public interface Relations {
  /** Returns the schema of things whose name has none. */
  String currentSchema();

  /** Tells whether something of this kind exists. */
  boolean exists(Kind kind, QualifiedName name);

  /** Returns the sequences that were made for columns of a table. */
  List<QualifiedName> sequencesOf(QualifiedName table);

  /** Returns the tables, other than itself, whose foreign keys point to a table. */
  List<QualifiedName> referencesTo(QualifiedName table);

  /** Returns the tables, in lower case, that have a column of JSON of this name in lower case. */
  default Set<String> tablesWithJson(String column) {
    return Set.of();
  }

  /**
   * Returns the types of a table's columns in the engine's words, by names in lower case and in
   * order; none if there is no such table.
   */
  default Map<String, String> columnTypes(QualifiedName table) {
    return Map.of();
  }

  /** Returns the arguments of a model's function, in order; none if it is no such function. */
  default List<String> modelArguments(QualifiedName function) {
    return List.of();
  }

  /** What can exist. */
  enum Kind {
    TABLE,
    VIEW,
    SEQUENCE,
    INDEX,
    SCHEMA,
    TYPE,
    /** A function of one value that somebody has made. */
    FUNCTION
  }
}
