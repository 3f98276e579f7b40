// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.session.Caller;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.sql.parser.Tokenizer;
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

  /**
   * Returns the rows of a query that reads a temporary table of the caller, by its name or through
   * a view, or that names a temporary view; else null. What PostgreSQL's catalog shows is in such
   * tables, too.
   */
  static @Nullable Dataset readIfOwn(String query, Caller caller) {
    Set<String> temporary =
        CatalogRow.query(
                caller.engine(),
                "SELECT table_name AS name FROM duckdb_tables() WHERE temporary"
                    + " UNION ALL SELECT view_name FROM duckdb_views()"
                    + " WHERE temporary AND NOT internal")
            .stream()
            .map(row -> row.text("name").toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return !temporary.isEmpty() && (names(query, temporary) || reads(query, temporary, caller))
        ? TrainingRowsReader.read(caller.engine(), query)
        : null;
  }

  private static boolean names(String query, Set<String> temporary) {
    return Tokenizer.tokenize(query).stream()
        .anyMatch(
            token -> token.isName() && temporary.contains(token.value().toLowerCase(Locale.ROOT)));
  }

  private static boolean reads(String query, Set<String> temporary, Caller caller) {
    return caller.engine().facts(query).reads().stream()
        .anyMatch(table ->
            table.schema().equals("main")
                && temporary.contains(table.name().toLowerCase(Locale.ROOT)));
  }
}
