// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.core.session.CancelSignal;
import dev.mynah.core.session.Settings;
import dev.mynah.core.session.TransactionState;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A session's transaction block: opened by BEGIN, or by a simple query of several statements.
 *
 * <p>It takes the writer slot at its first write and keeps it to its end. If another transaction
 * has committed a write since this block first read, the write fails with 40001, so that blocks are
 * serializable in the order of their commits.
 */
public final class TransactionBlock {
  private static final long NOTHING_READ = -1;

  private final EngineSession engine;
  private final WriteQueue queue;
  private TransactionState state = TransactionState.IDLE;
  private boolean implicit;
  private long snapshot = NOTHING_READ;
  private @Nullable Transaction transaction;
  private WriteQueue.@Nullable Slot slot;

  public TransactionBlock(EngineSession engine, WriteQueue queue) {
    this.engine = engine;
    this.queue = queue;
  }

  public TransactionState state() {
    return state;
  }

  public boolean isOpen() {
    return state != TransactionState.IDLE;
  }

  /** Tells whether the block was opened for a simple query and not by BEGIN. */
  public boolean isImplicit() {
    return isOpen() && implicit;
  }

  /** Opens a block because the client says BEGIN; an implicit one becomes the client's. */
  public void begin() {
    if (!isOpen()) {
      open();
    }
    implicit = false;
  }

  /** Opens a block around the statements of one simple query. */
  public void beginImplicit() {
    open();
    implicit = true;
  }

  private void open() {
    transaction = engine.begin();
    state = TransactionState.IN_BLOCK;
    snapshot = NOTHING_READ;
  }

  /** Says that the next statement reads tables. */
  public void beforeRead() {
    if (isOpen() && snapshot == NOTHING_READ) {
      snapshot = queue.commits();
    }
  }

  /**
   * Makes sure that the next statement may write.
   *
   * @return a slot that the caller gives back after the statement; null inside a block, which keeps
   *     its own
   */
  public WriteQueue.@Nullable Slot beforeWrite(Settings settings, CancelSignal cancel) {
    if (!isOpen()) {
      return queue.acquire(settings.duration("lock_timeout"), cancel);
    }
    if (slot == null) {
      slot = queue.acquire(settings.duration("lock_timeout"), cancel);
      if (snapshot != NOTHING_READ && snapshot != queue.commits()) {
        throw new DatastoreException(
                ErrorCode.SERIALIZATION_FAILURE,
                "could not serialize access due to concurrent update")
            .withDetail("Another transaction has committed since this one first read.")
            .withHint("Roll back and run the transaction again.");
      }
      beforeRead();
    }
    return null;
  }

  /** Says that a statement of the block has failed. */
  public void fail() {
    if (isOpen()) {
      state = TransactionState.FAILED;
    }
  }

  /** Fails with 25P02 if the block can only be ended. */
  public void checkUsable() {
    if (state == TransactionState.FAILED) {
      throw new DatastoreException(
              ErrorCode.IN_FAILED_SQL_TRANSACTION,
              "current transaction is aborted, commands ignored until end of transaction block")
          .withHint("End it with ROLLBACK.");
    }
  }

  /**
   * Ends the block and tells whether its changes were kept: after an error in the block COMMIT
   * rolls back.
   */
  public boolean commit() {
    Transaction open = transaction;
    if (open == null || state == TransactionState.FAILED) {
      rollback();
      return false;
    }
    try {
      open.commit();
      if (slot != null) {
        slot.committed();
      }
      return true;
    } finally {
      ended();
    }
  }

  /** Ends the block and undoes its changes; does nothing when none is open. */
  public void rollback() {
    try {
      if (transaction != null) {
        transaction.rollback();
      }
    } finally {
      ended();
    }
  }

  private void ended() {
    transaction = null;
    state = TransactionState.IDLE;
    if (slot != null) {
      slot.close();
      slot = null;
    }
  }
}
