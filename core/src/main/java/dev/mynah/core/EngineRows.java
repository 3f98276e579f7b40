// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.ValueBatch;
import dev.mynah.spi.data.ValueVector;
import dev.mynah.spi.engine.RunningQuery;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the engine is still computing. Since the engine runs one statement at a time in a
 * session, what is left of them is read into memory when the session runs another.
 */
final class EngineRows implements StatementResult.Rows {
  /** How many values may be kept in memory for a result that is read later. */
  private static final long MAX_HELD_VALUES = 20_000_000;

  private final RunningQuery query;
  private final String command;
  private final UnaryOperator<DatastoreException> onError;
  private final Runnable onClose;
  private @Nullable MemoryRows held;
  private long rows;
  private boolean closed;
  private boolean ofCursor;

  /** Why the rows that are left cannot be had; they must not look like the end. */
  private @Nullable DatastoreException failure;

  /**
   * Wraps a statement under way.
   *
   * @param command what the tag begins with
   * @param onError told of an error while rows are fetched; returns the one to throw
   * @param onClose run once, when nothing more is wanted of the query
   */
  EngineRows(
      RunningQuery query,
      String command,
      UnaryOperator<DatastoreException> onError,
      Runnable onClose) {
    this.query = query;
    this.command = command;
    this.onError = onError;
    this.onClose = onClose;
  }

  @Override
  public List<Column> columns() {
    return query.columns();
  }

  @Override
  public @Nullable ColumnBatch next() {
    ColumnBatch batch = held != null ? held.next() : fetch();
    if (batch != null) {
      rows += batch.rows();
    }
    return batch;
  }

  private @Nullable ColumnBatch fetch() {
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      return null;
    }
    try {
      ColumnBatch batch = query.next();
      if (batch == null) {
        close();
      }
      return batch;
    } catch (DatastoreException e) {
      close();
      failure = onError.apply(e);
      throw failure;
    }
  }

  @Override
  public String tag() {
    return switch (command) {
      case "EXPLAIN", "SHOW", "DESCRIBE", "SUMMARIZE", "CALL", "PRAGMA" -> command;
      case "INSERT" -> "INSERT 0 " + rows;
      case "UPDATE", "DELETE", "MERGE" -> command + " " + rows;
      default -> "SELECT " + rows;
    };
  }

  /**
   * Frees the engine for another statement; the rows that are left can still be fetched.
   *
   * @return how many they are, if this was not done before
   */
  long hold() {
    if (closed || held != null) {
      return 0;
    }
    List<ColumnBatch> batches = new ArrayList<>();
    long values = 0;
    long left = 0;
    for (ColumnBatch batch = fetch(); batch != null; batch = fetch()) {
      values += (long) batch.rows() * batch.columns();
      if (values > MAX_HELD_VALUES) {
        close();
        failure = tooLarge();
        throw failure;
      }
      batches.add(copyOf(batch, 0, batch.rows()));
      left += batch.rows();
    }
    held = new MemoryRows(columns(), batches, "");
    return left;
  }

  private static DatastoreException tooLarge() {
    return new DatastoreException(
            ErrorCode.PROGRAM_LIMIT_EXCEEDED,
            "a result that is read beside other statements is too large")
        .withDetail("It has more than %d values.".formatted(MAX_HELD_VALUES))
        .withHint("Read it to its end first.");
  }

  /** Says that the batch which was given last is no longer looked at. */
  void release() {
    if (!closed) {
      query.release();
    }
  }

  /** Says that a cursor fetches the rows, at times that the client chooses. */
  void belongToCursor() {
    ofCursor = true;
  }

  boolean isOfCursor() {
    return ofCursor;
  }

  /** Returns rows of a batch that stay valid. */
  static ColumnBatch copyOf(ColumnBatch batch, int from, int to) {
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

  @Override
  public void close() {
    held = null;
    if (!closed) {
      closed = true;
      query.close();
      onClose.run();
    }
  }
}
