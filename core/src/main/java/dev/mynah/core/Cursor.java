// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.ValueBatch;
import dev.mynah.spi.data.ValueVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A query whose rows are fetched some at a time, forward. */
final class Cursor {
  private final EngineRows rows;
  private final boolean isHoldable;
  private boolean committed;

  /** Rows that were taken from the engine and are still wanted; a copy, which stays valid. */
  private @Nullable ColumnBatch batch;

  private int row;

  Cursor(EngineRows rows, boolean isHoldable) {
    this.rows = rows;
    this.isHoldable = isHoldable;
  }

  List<Column> columns() {
    return rows.columns();
  }

  /** Tells whether it outlives its transaction. */
  boolean isHoldable() {
    return isHoldable;
  }

  /** Tells whether its transaction has been committed, so that no rollback can take it back. */
  boolean isCommitted() {
    return committed;
  }

  /** Keeps its rows, as its transaction is about to be committed. */
  void keep() {
    rows.hold();
  }

  /** Says that its transaction has been committed. */
  void committed() {
    committed = true;
  }

  /**
   * Returns the next rows, at most so many, as they come; empty for all that are left.
   *
   * @param onEnd told of them when they are over or nothing more is wanted of them
   */
  StatementResult.Rows fetch(Optional<Long> count, Consumer<StatementResult.Rows> onEnd) {
    return new Fetched(count.orElse(Long.MAX_VALUE), onEnd);
  }

  /** Passes rows and returns how many there were. */
  long move(Optional<Long> count) {
    long passed = 0;
    long wanted = count.orElse(Long.MAX_VALUE);
    while (passed < wanted) {
      ColumnBatch next = next(wanted - passed);
      if (next == null) {
        break;
      }
      passed += next.rows();
    }
    rows.release();
    return passed;
  }

  /** Returns at least one row and at most so many; null at the end. */
  private @Nullable ColumnBatch next(long max) {
    ColumnBatch current = batch;
    if (current == null) {
      ColumnBatch following = rows.next();
      if (following == null || following.rows() <= max) {
        return following;
      }
      current = copyOf(following, 0, following.rows());
      batch = current;
      row = 0;
      rows.release();
    }
    int from = row;
    row = from + (int) Math.min(current.rows() - from, max);
    if (row == current.rows()) {
      batch = null;
    }
    return copyOf(current, from, row);
  }

  void close() {
    batch = null;
    rows.close();
  }

  /** Rows of one FETCH. */
  private final class Fetched implements StatementResult.Rows {
    private final Consumer<StatementResult.Rows> onEnd;
    private long left;
    private long count;

    Fetched(long max, Consumer<StatementResult.Rows> onEnd) {
      this.left = max;
      this.onEnd = onEnd;
    }

    @Override
    public List<Column> columns() {
      return Cursor.this.columns();
    }

    @Override
    public @Nullable ColumnBatch next() {
      ColumnBatch next = left > 0 ? Cursor.this.next(left) : null;
      if (next == null) {
        left = 0;
        rows.release();
        onEnd.accept(this);
      } else {
        left -= next.rows();
        count += next.rows();
      }
      return next;
    }

    @Override
    public String tag() {
      return "FETCH " + count;
    }

    @Override
    public void close() {
      rows.release();
      onEnd.accept(this);
    }
  }

  /** Returns rows of a batch that stay valid. */
  private static ColumnBatch copyOf(ColumnBatch batch, int from, int to) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int index = 0; index < batch.columns(); index++) {
      ColumnVector column = batch.column(index);
      List<@Nullable Object> values = new ArrayList<>(to - from);
      for (int row = from; row < to; row++) {
        values.add(CatalogRow.value(column, row));
      }
      columns.add(new ValueVector(column.type(), values));
    }
    return ValueBatch.ofColumns(columns, to - from);
  }
}
