// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.StatementResult;
import dev.mynah.core.spool.RowSpool;
import dev.mynah.core.spool.Spools;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.engine.RunningQuery;
import dev.mynah.spi.error.DatastoreException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the engine is still computing. Since the engine runs one statement at a time in a
 * session, what is left of them is kept in memory or in a file when the session runs another.
 */
final class EngineRows implements StatementResult.Rows {
  private final RunningQuery query;
  private final String command;
  private final Spools spools;
  private final UnaryOperator<DatastoreException> onError;
  private final Runnable onClose;
  private @Nullable RowSpool held;
  private @Nullable HandedBatch handed;
  private long rows;
  private boolean closed;
  private boolean ofCursor;

  /** Why the rows that are left cannot be had; they must not look like the end. */
  private @Nullable DatastoreException failure;

  /**
   * Wraps a statement under way.
   *
   * @param command what the tag begins with
   * @param spools where what is left is kept
   * @param onError told of an error while rows are fetched; returns the one to throw
   * @param onClose run once, when nothing more is wanted of the query
   */
  EngineRows(
      RunningQuery query,
      String command,
      Spools spools,
      UnaryOperator<DatastoreException> onError,
      Runnable onClose) {
    this.query = query;
    this.command = command;
    this.spools = spools;
    this.onError = onError;
    this.onClose = onClose;
  }

  @Override
  public List<Column> columns() {
    return query.columns();
  }

  @Override
  public @Nullable ColumnBatch next() {
    handed = null;
    ColumnBatch batch = held != null ? held.next() : fetch();
    if (batch == null) {
      return null;
    }
    rows += batch.rows();
    if (held != null) {
      return batch;
    }
    handed = new HandedBatch(batch);
    return handed;
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
    if (handed != null) {
      handed.keep();
    }
    RowSpool kept = spools.keep(columns());
    boolean whole = false;
    try {
      for (ColumnBatch batch = fetch(); batch != null; batch = fetch()) {
        kept.add(batch);
      }
      whole = true;
    } catch (DatastoreException e) {
      failure = e;
      throw e;
    } finally {
      if (!whole) {
        kept.close();
        close();
      }
    }
    held = kept;
    return kept.rows();
  }

  /** Says that the batch which was given last is no longer looked at. */
  void release() {
    handed = null;
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

  @Override
  public void close() {
    RowSpool kept = held;
    held = null;
    if (kept != null) {
      kept.close();
    }
    if (!closed) {
      closed = true;
      query.close();
      onClose.run();
    }
  }
}
