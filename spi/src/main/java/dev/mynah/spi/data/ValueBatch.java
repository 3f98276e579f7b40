// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch over Java values, for small results and tests. */
public final class ValueBatch implements ColumnBatch {
  private final List<ColumnVector> columns;
  private final int rows;

  private ValueBatch(List<? extends ColumnVector> columns, int rows) {
    this.columns = List.copyOf(columns);
    this.rows = rows;
  }

  /**
   * Makes a batch of rows.
   *
   * @param rows each with one value a column, of the classes that {@link ValueVector} takes
   */
  public static ValueBatch ofRows(
      List<Column> schema, List<? extends List<? extends @Nullable Object>> rows) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int index = 0; index < schema.size(); index++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (List<? extends @Nullable Object> row : rows) {
        values.add(row.get(index));
      }
      columns.add(new ValueVector(schema.get(index).type(), values));
    }
    return new ValueBatch(columns, rows.size());
  }

  /** Makes a batch of columns of {@code rows} values each. */
  public static ValueBatch ofColumns(List<? extends ColumnVector> columns, int rows) {
    return new ValueBatch(columns, rows);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns.size();
  }

  @Override
  public ColumnVector column(int index) {
    return columns.get(index);
  }
}
