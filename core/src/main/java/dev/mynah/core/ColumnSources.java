// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.Column.Origin;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.sql.rewrite.ColumnOrigins;
import dev.mynah.sql.rewrite.ColumnOrigins.Item;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Knows which columns of tables the columns of queries are. What a table is called and has is
 * looked up once, and forgotten when something is defined. Not thread-safe.
 */
final class ColumnSources {
  /** Of so many tables the columns are remembered. */
  private static final int MAX_TABLES = 256;

  private static final String COLUMNS =
      """
      SELECT database_name = 'temp' AS temporary, lower(schema_name) AS schema_name, table_oid,
        lower(column_name) AS column_name, column_index
      FROM duckdb_columns()
      WHERE NOT internal AND database_name IN ('mynah', 'temp') AND lower(table_name) = lower($1)
      ORDER BY table_oid, column_index
      """;

  private final SessionState state;
  private final Map<QualifiedName, Map<String, Origin>> tables = new HashMap<>();
  private Object asOf = List.of();

  ColumnSources(SessionState state) {
    this.state = state;
  }

  /** Returns a query, bound from a statement, whose columns tell where they come from. */
  PreparedQuery traced(EngineStatement statement, PreparedQuery query) {
    if (query.columns().isEmpty()) {
      return query;
    }
    List<Item> items = ColumnOrigins.of(statement);
    Object world = state.access().world();
    // In a transaction that defines tables, names may mean something else at any time.
    if (items.isEmpty() || !world.equals(state.access().world())) {
      return query;
    }
    Object now = List.of(world, state.settings().searchPath());
    if (!now.equals(asOf) || tables.size() > MAX_TABLES) {
      tables.clear();
      asOf = now;
    }
    List<Column> columns = origins(items, query.columns());
    return columns.equals(query.columns()) ? query : new TracedQuery(query, columns);
  }

  private List<Column> origins(List<Item> items, List<Column> columns) {
    List<Origin> origins = new ArrayList<>();
    for (Item item : items) {
      switch (item) {
        case Item.Computed computed -> origins.add(Origin.NONE);
        case Item.OfTable ofTable -> origins.add(origin(ofTable));
        case Item.All all -> {
          if (!addAll(all, columns, origins)) {
            return columns;
          }
        }
      }
    }
    if (origins.size() != columns.size()) {
      return columns;
    }
    List<Column> traced = new ArrayList<>();
    for (int index = 0; index < columns.size(); index++) {
      traced.add(columns.get(index).from(origins.get(index)));
    }
    return traced;
  }

  /** Adds the columns that a star stands for; false when they are not those of the result. */
  private boolean addAll(Item.All all, List<Column> columns, List<Origin> origins) {
    for (QualifiedName table : all.tables()) {
      for (Map.Entry<String, Origin> column : columnsOf(table).entrySet()) {
        int index = origins.size();
        if (index >= columns.size()
            || !columns.get(index).name().equalsIgnoreCase(column.getKey())) {
          return false;
        }
        origins.add(column.getValue());
      }
    }
    return all.tables().stream().noneMatch(table -> columnsOf(table).isEmpty());
  }

  private Origin origin(Item.OfTable item) {
    Origin found = Origin.NONE;
    for (QualifiedName table : item.tables()) {
      Map<String, Origin> known = columnsOf(table);
      Origin origin = known.get(item.column().toLowerCase(Locale.ROOT));
      if (known.isEmpty() || (origin != null && !found.equals(Origin.NONE))) {
        return Origin.NONE;
      }
      found = origin == null ? found : origin;
    }
    return found;
  }

  /** Returns a table's columns by their names in lower case, in order; none if it is not known. */
  private Map<String, Origin> columnsOf(QualifiedName table) {
    return tables.computeIfAbsent(table, this::lookUp);
  }

  private Map<String, Origin> lookUp(QualifiedName table) {
    Map<String, Map<String, Origin>> bySchema = new HashMap<>();
    state.freeEngine();
    for (CatalogRow row : CatalogRow.query(state.engine(), COLUMNS, table.name())) {
      if (row.flag("temporary")) {
        return Map.of();
      }
      bySchema
          .computeIfAbsent(row.text("schema_name"), schema -> new LinkedHashMap<>())
          .put(
              row.text("column_name"),
              new Origin(
                  Math.toIntExact(row.number("table_oid")), (int) row.number("column_index")));
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
