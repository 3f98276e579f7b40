// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.session.Caller;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.sql.parser.Tokenizer;
import dev.mynah.sql.tree.Token;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables that only one session sees. A job has a session of its own, so what it is to learn from
 * them is read before the statement returns.
 */
final class TemporaryTables {
  private TemporaryTables() {}

  /** Returns the rows of a query that names a temporary table of the caller, else null. */
  static @Nullable Dataset readIfNamed(String query, Caller caller) {
    Set<String> temporary =
        CatalogRow.query(
                caller.engine(),
                "SELECT table_name AS name FROM duckdb_tables() WHERE temporary"
                    + " UNION ALL SELECT view_name FROM duckdb_views()"
                    + " WHERE temporary AND NOT internal")
            .stream()
            .map(row -> row.text("name").toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    if (temporary.isEmpty()) {
      return null;
    }
    for (Token token : Tokenizer.tokenize(query)) {
      if (token.isName() && temporary.contains(token.value().toLowerCase(Locale.ROOT))) {
        return TrainingRowsReader.read(caller.engine(), query);
      }
    }
    return null;
  }
}
