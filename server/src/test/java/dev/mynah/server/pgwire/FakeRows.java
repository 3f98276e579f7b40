// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ValueBatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are given, in batches of at most ten. */
final class FakeRows implements StatementResult.Rows {
  private static final int BATCH_ROWS = 10;

  private final List<Column> columns;
  private final Iterator<ColumnBatch> batches;
  private final String tag;
  boolean closed;

  FakeRows(List<Column> columns, Iterator<ColumnBatch> batches, String tag) {
    this.columns = columns;
    this.batches = batches;
    this.tag = tag;
  }

  static FakeRows of(List<Column> columns, List<? extends List<? extends @Nullable Object>> rows) {
    List<ColumnBatch> batches = new ArrayList<>();
    for (int start = 0; start < rows.size(); start += BATCH_ROWS) {
      int end = Math.min(rows.size(), start + BATCH_ROWS);
      batches.add(ValueBatch.ofRows(columns, rows.subList(start, end)));
    }
    return new FakeRows(columns, batches.iterator(), "SELECT " + rows.size());
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public @Nullable ColumnBatch next() {
    return batches.hasNext() ? batches.next() : null;
  }

  @Override
  public String tag() {
    return tag;
  }

  @Override
  public void close() {
    closed = true;
  }
}
