// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.recovery;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.engine.RunningQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement under way in one generation of the engine, with which it ends. */
final class RecoveringQuery implements RunningQuery {
  private final RecoveringSession session;
  private final RunningQuery inner;
  private final long generation;
  private volatile boolean read;

  RecoveringQuery(RecoveringSession session, RunningQuery inner, long generation) {
    this.session = session;
    this.inner = inner;
    this.generation = generation;
  }

  /** Tells whether a batch is in somebody's hands. */
  boolean isRead() {
    return read;
  }

  @Override
  public List<Column> columns() {
    return inner.columns();
  }

  @Override
  public @Nullable ColumnBatch next() {
    read = false;
    Fetched fetched =
        session.callOf(
            generation,
            () -> {
              ColumnBatch batch = inner.next();
              read = batch != null;
              return new Fetched(batch);
            });
    return fetched.batch();
  }

  /** Nothing more, or a batch. */
  private record Fetched(@Nullable ColumnBatch batch) {}

  @Override
  public void release() {
    read = false;
    inner.release();
  }

  @Override
  public long changedRows() {
    return inner.changedRows();
  }

  @Override
  public void cancel() {
    inner.cancel();
  }

  /** Frees what belongs to a broken engine. */
  void drop() {
    inner.close();
  }

  @Override
  public void close() {
    read = false;
    session.closed(this);
    session.ifCurrent(generation, inner::close);
  }
}
