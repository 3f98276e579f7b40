// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import java.util.ArrayList;
import java.util.List;

/** Collects the batches of a query. Not for use by several threads. */
public final class DatasetBuilder {
  private final List<Column> columns;
  private final List<ColumnBuilder> builders = new ArrayList<>();
  private int rows;

  public DatasetBuilder(List<Column> columns) {
    this.columns = List.copyOf(columns);
    for (Column column : this.columns) {
      builders.add(
          NumberUnit.isQuantity(column.type().kind()) ? new NumberBuilder() : new TextBuilder());
    }
  }

  /** Copies the rows of a batch with the columns that this builder was made for. */
  public void add(ColumnBatch batch) {
    if (batch.columns() != columns.size()) {
      throw new IllegalArgumentException(
          "%d columns instead of %d".formatted(batch.columns(), columns.size()));
    }
    for (int column = 0; column < builders.size(); column++) {
      builders.get(column).add(batch.column(column), rows, batch.rows());
    }
    rows = Math.addExact(rows, batch.rows());
  }

  /** Returns rows times columns so far, the size that limits are given in. */
  public long cells() {
    return (long) rows * columns.size();
  }

  public Dataset build() {
    List<ColumnValues> values = new ArrayList<>();
    for (ColumnBuilder builder : builders) {
      values.add(builder.build(rows));
    }
    return new Dataset(columns, values, rows);
  }
}
