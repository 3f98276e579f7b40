// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.access.Words.Occurrence;
import dev.mynah.spi.engine.RelationName;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.SecurableKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Functions and tables that would slip into tables and views of others. What one of these names
 * without a schema, the engine looks for where the reader looks, also among what is temporary; but
 * a view reads with its owner's rights, and a check decides which rows he lets in.
 */
final class ForeignNames {
  private final Rights rights;
  private final Existing existing;
  private final List<String> searchPath;

  ForeignNames(Rights rights, Existing existing, List<String> searchPath) {
    this.rights = rights;
    this.existing = existing;
    this.searchPath = searchPath;
  }

  /**
   * Fails if a name in the table or view would mean what neither its owner nor a superuser made.
   *
   * @param reads what the view reads here; nothing for a table
   */
  void refuse(Securable table, Set<RelationName> reads) {
    for (Occurrence word : new Words(existing.bodyOf(table), existing).occurrences()) {
      if (word.token().isName() && word.qualifier().filter(existing::isSchema).isEmpty()) {
        meanings(table, word, reads)
            .filter(meaning -> isForeign(meaning, table))
            .findFirst()
            .ifPresent(meaning -> {
              throw refused(meaning, table);
            });
      }
    }
  }

  private Stream<Securable> meanings(Securable table, Occurrence word, Set<RelationName> reads) {
    if (word.isCall()) {
      return existing.macrosNamed(word.name()).stream().map(Existing.Macro::thing);
    }
    if (!existing.isView(table)) {
      return Stream.of();
    }
    boolean isView = !existing.temporaryView(word.name()).isEmpty();
    return Stream.concat(
        Stream.of(Securable.ofTable(Existing.TEMPORARY, word.name())).filter(view -> isView),
        reads.stream()
            .filter(read -> read.name().equalsIgnoreCase(word.name()))
            .map(read ->
                Securable.ofTable(
                    existing.isTemporary(read) ? Existing.TEMPORARY : read.schema(), read.name())));
  }

  private boolean isForeign(Securable thing, Securable table) {
    if (thing.schema().equals(Existing.TEMPORARY)) {
      return true;
    }
    boolean found = searchPath.stream().anyMatch(thing.schema()::equalsIgnoreCase);
    if (!found || thing.schema().equals(table.schema())) {
      return false;
    }
    // The owner needs EXECUTE on each model whose function the name may mean.
    boolean ofModel =
        thing.kind() == SecurableKind.FUNCTION
            && !rights.modelsOf(Optional.of(thing.schema()), thing.name()).isEmpty();
    String maker = rights.owner(thing);
    return !ofModel
        && !rights.isSuperuser(maker)
        && !rights.rolesOf(rights.owner(table)).contains(maker);
  }

  private static DatastoreException refused(Securable thing, Securable table) {
    return Denied.denied(
            "\"%s\" names a %s \"%s\" that is not its owner's"
                .formatted(table.name(), thing.kind().word(), thing.name()))
        .withDetail("Here the name means the one in schema \"%s\".".formatted(thing.schema()))
        .withHint("Its owner can write the name with its schema.");
  }
}
