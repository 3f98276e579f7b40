// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.data.Column.Origin;
import dev.mynah.sql.tree.QualifiedName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The columns of tables and views as a session sees them. What was looked up is kept until
 * something is defined. Not thread-safe.
 */
final class KnownColumns {
  /** Of so many tables the columns are kept. */
  private static final int MAX_TABLES = 256;

  private static final String COLUMNS =
      """
      SELECT database_name = 'temp' AS temporary, lower(schema_name) AS schema_name, table_oid,
        lower(column_name) AS column_name, column_index, data_type
      FROM duckdb_columns()
      WHERE NOT internal AND database_name IN ('mynah', 'temp') AND lower(table_name) = lower($1)
      ORDER BY table_oid, column_index
      """;

  private static final String TEMPORARY = "temp";

  /**
   * A column.
   *
   * @param type in the engine's words
   */
  record Known(Origin origin, String type, boolean isTemporary) {}

  private final SessionState state;
  private final Map<QualifiedName, Map<String, Known>> tables = new HashMap<>();
  private Object asOf = List.of();

  KnownColumns(SessionState state) {
    this.state = state;
  }

  /** Tells whether names mean the same until something is defined. */
  boolean areLasting() {
    return state.access().world().equals(state.access().world());
  }

  /**
   * Returns a table's columns by their names in lower case, in order; none if there is no such
   * table.
   */
  Map<String, Known> of(QualifiedName table) {
    if (!areLasting()) {
      return lookUp(table);
    }
    Object now = List.of(state.access().world(), state.settings().searchPath());
    if (!now.equals(asOf) || tables.size() > MAX_TABLES) {
      tables.clear();
      asOf = now;
    }
    return tables.computeIfAbsent(table, this::lookUp);
  }

  private Map<String, Known> lookUp(QualifiedName table) {
    Map<String, Map<String, Known>> bySchema = new HashMap<>();
    state.freeEngine();
    for (CatalogRow row : CatalogRow.query(state.engine(), COLUMNS, table.name())) {
      boolean isTemporary = row.flag("temporary");
      Origin origin =
          new Origin(Math.toIntExact(row.number("table_oid")), (int) row.number("column_index"));
      bySchema
          .computeIfAbsent(
              isTemporary ? TEMPORARY : row.text("schema_name"), schema -> new LinkedHashMap<>())
          .put(row.text("column_name"), new Known(origin, row.text("data_type"), isTemporary));
    }
    if (table.schema().isEmpty() && bySchema.containsKey(TEMPORARY)) {
      return bySchema.get(TEMPORARY);
    }
    List<String> schemas =
        table.schema().map(List::of).orElseGet(() -> state.settings().searchPath());
    return schemas.stream()
        .map(schema -> bySchema.getOrDefault(schema.toLowerCase(Locale.ROOT), Map.of()))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(Map.of());
  }
}
