// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.spi.engine.RelationName;
import java.util.HashSet;
import java.util.Set;

/**
 * A set of tables that only grows; it may come to mean all of them. Not thread-safe.
 *
 * <p>What cannot be told for sure counts as touched, so that a conflict is never missed.
 */
final class Touched {
  private final Set<RelationName> relations = new HashSet<>();
  private boolean everything;

  void add(RelationName relation) {
    relations.add(relation);
  }

  void add(Touched other) {
    everything |= other.everything;
    relations.addAll(other.relations);
  }

  void addEverything() {
    everything = true;
  }

  boolean isEmpty() {
    return !everything && relations.isEmpty();
  }

  boolean isEverything() {
    return everything;
  }

  Set<RelationName> relations() {
    return relations;
  }

  /** Tells whether both may hold one table. */
  boolean meets(Touched other) {
    if (isEmpty() || other.isEmpty()) {
      return false;
    }
    return everything
        || other.everything
        || relations.stream().anyMatch(mine -> other.relations.stream().anyMatch(mine::mayBe));
  }
}
