// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ValueBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result that is already in memory. */
final class MemoryRows implements StatementResult.Rows {
  private final List<Column> columns;
  private final Deque<ColumnBatch> batches = new ArrayDeque<>();
  private final String tag;

  MemoryRows(List<Column> columns, List<? extends ColumnBatch> batches, String tag) {
    this.columns = List.copyOf(columns);
    this.batches.addAll(batches);
    this.tag = tag;
  }

  /** Makes a result of few rows, each with one value a column. */
  static MemoryRows of(List<Column> columns, List<List<@Nullable Object>> rows, String tag) {
    return new MemoryRows(
        columns, rows.isEmpty() ? List.of() : List.of(ValueBatch.ofRows(columns, rows)), tag);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public @Nullable ColumnBatch next() {
    return batches.pollFirst();
  }

  @Override
  public String tag() {
    return tag;
  }

  @Override
  public void close() {
    batches.clear();
  }
}
