// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small world: tables, their references and their sequences. */
record KnownRelations(
    Set<String> existing, Map<String, String> parents, Map<String, String> sequences)
    implements Relations {
  static final Relations NONE = new KnownRelations(Set.of(), Map.of(), Map.of());

  @Override
  public String currentSchema() {
    return "public";
  }

  @Override
  public boolean exists(Kind kind, QualifiedName name) {
    return existing.contains(name.name());
  }

  @Override
  public List<QualifiedName> sequencesOf(QualifiedName table) {
    String sequence = sequences.get(table.name());
    return sequence == null ? List.of() : List.of(QualifiedName.of("public", sequence));
  }

  @Override
  public List<QualifiedName> referencesTo(QualifiedName table) {
    return parents.entrySet().stream()
        .filter(entry -> entry.getValue().equals(table.name()))
        .map(entry -> QualifiedName.of("public", entry.getKey()))
        .toList();
  }
}
