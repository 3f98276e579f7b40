// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement under way. Batches arrive in order; closing it early cancels it. */
public interface RunningQuery extends AutoCloseable {
  /** The columns of its rows; empty for a statement that returns none. */
  List<Column> columns();

  /**
   * Returns the next batch, or null when there are no more. Blocks the calling thread. A batch is
   * valid until the next call.
   */
  @Nullable ColumnBatch next();

  /** Says that the batch which was given last is no longer looked at. */
  default void release() {}

  /** How many rows an INSERT, UPDATE, DELETE, MERGE or COPY changed; known once it has ended. */
  long changedRows();

  /** Stops the statement from any thread; {@link #next} then fails with QUERY_CANCELED. */
  void cancel();

  @Override
  void close();
}
