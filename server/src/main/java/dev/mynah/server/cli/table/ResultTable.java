// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as text.
 *
 * @param rows each with one text a column, null for NULL
 */
public record ResultTable(List<Column> columns, List<List<@Nullable String>> rows) {
  public ResultTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * A column's heading.
   *
   * @param alignment where its values stand
   */
  public record Column(String name, Alignment alignment) {
    /** Makes a column of a type by its number in {@code pg_type}: numbers stand right. */
    public static Column of(String name, int typeId) {
      return new Column(
          name,
          switch (typeId) {
            case 20, 21, 23, 26, 28, 29, 700, 701, 790, 1700 -> Alignment.RIGHT;
            default -> Alignment.LEFT;
          });
    }
  }

  /** Where values stand in their column. */
  public enum Alignment {
    LEFT,
    RIGHT
  }
}
