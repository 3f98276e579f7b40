// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.KnownColumns.Known;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.Column.Origin;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.sql.rewrite.ColumnOrigins;
import dev.mynah.sql.rewrite.ColumnOrigins.Item;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Knows which columns of tables the columns of queries are. */
final class ColumnSources {
  private final KnownColumns tables;

  ColumnSources(KnownColumns tables) {
    this.tables = tables;
  }

  /** Returns a query, bound from a statement, whose columns tell where they come from. */
  PreparedQuery traced(EngineStatement statement, PreparedQuery query) {
    if (query.columns().isEmpty()) {
      return query;
    }
    List<Item> items = ColumnOrigins.of(statement);
    // In a transaction that defines tables, names may mean something else at any time.
    if (items.isEmpty() || !tables.areLasting()) {
      return query;
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
      for (Map.Entry<String, Known> column : tables.of(table).entrySet()) {
        int index = origins.size();
        if (index >= columns.size()
            || !columns.get(index).name().equalsIgnoreCase(column.getKey())) {
          return false;
        }
        origins.add(originOf(column.getValue()));
      }
    }
    return all.tables().stream().noneMatch(table -> tables.of(table).isEmpty());
  }

  private Origin origin(Item.OfTable item) {
    Known found = null;
    for (QualifiedName table : item.tables()) {
      Map<String, Known> known = tables.of(table);
      Known column = known.get(item.column().toLowerCase(Locale.ROOT));
      if (known.isEmpty() || (column != null && found != null)) {
        return Origin.NONE;
      }
      found = column == null ? found : column;
    }
    return found == null ? Origin.NONE : originOf(found);
  }

  /** A temporary table and a lasting one may have the same number. */
  private static Origin originOf(Known column) {
    return column.isTemporary() ? Origin.NONE : column.origin();
  }
}
