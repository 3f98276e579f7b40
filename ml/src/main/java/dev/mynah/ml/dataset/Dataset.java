// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

import dev.mynah.spi.data.Column;
import java.util.List;

/** The rows of a training query, by column. Immutable; made by a {@link DatasetBuilder}. */
public record Dataset(List<Column> columns, List<ColumnValues> values, int rows) {
  /** A name that no column has. */
  public static final int ABSENT = -1;

  public Dataset {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  public ColumnValues values(int column) {
    return values.get(column);
  }

  /** Returns some rows, copied, in the given order. */
  public Dataset select(int[] rowIndexes) {
    return new Dataset(
        columns, values.stream().map(one -> one.select(rowIndexes)).toList(), rowIndexes.length);
  }

  /** Returns the place of the column of that name, compared exactly, or {@link #ABSENT}. */
  public int indexOf(String name) {
    for (int column = 0; column < columns.size(); column++) {
      if (columns.get(column).name().equals(name)) {
        return column;
      }
    }
    return ABSENT;
  }
}
