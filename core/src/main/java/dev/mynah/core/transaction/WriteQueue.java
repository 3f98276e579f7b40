// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.core.session.CancelSignal;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets one transaction write at a time, in the order in which they asked.
 *
 * <p>DuckDB loses updates between concurrent writers; with one writer none is lost, and writes that
 * stand alone never fail for concurrency.
 */
public final class WriteQueue {
  private static final long POLL_MILLIS = 20;

  private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
  private final CommitLog log = new CommitLog();
  private final StatementRelations relations = new StatementRelations(log);
  private boolean taken;

  /**
   * The right to write. Held by a transaction and not by a thread; closing it twice is harmless.
   */
  public final class Slot implements AutoCloseable {
    private boolean held = true;

    /** Says that a statement of its own is committed. */
    public void committed(EngineStatement statement) {
      committed(StatementRelations.writes(statement));
    }

    /** Says that rows of a table are committed. */
    public void committed(QualifiedName table) {
      Touched changed = new Touched();
      changed.add(StatementRelations.relation(table));
      committed(changed);
    }

    /** Says that the catalog of models and jobs is changed, which disturbs no client's block. */
    public void committedCatalog() {
      committed(new Touched());
    }

    /** Says what is committed, so that older snapshots of it no longer hold. */
    void committed(Touched changed) {
      log.committed(changed);
    }

    @Override
    public void close() {
      if (held) {
        held = false;
        release();
      }
    }
  }

  /** What the writing transactions so far have changed. */
  CommitLog log() {
    return log;
  }

  /** Finds what statements touch. */
  StatementRelations relations() {
    return relations;
  }

  /** Waits for the slot without limit; for the server's own short writes. */
  public Slot acquire() {
    return acquire(Duration.ZERO, new CancelSignal());
  }

  /**
   * Waits for the slot.
   *
   * @param limit zero for no limit
   * @throws DatastoreException LOCK_NOT_AVAILABLE after the limit, QUERY_CANCELED when cancelled
   */
  public Slot acquire(Duration limit, CancelSignal cancel) {
    CountDownLatch turn = queue();
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (!turn.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        cancel.check();
        if (!limit.isZero() && System.nanoTime() > deadline) {
          throw new DatastoreException(
                  ErrorCode.LOCK_NOT_AVAILABLE, "canceling statement due to lock timeout")
              .withDetail("Another transaction has been writing for longer than lock_timeout.")
              .withHint("Try again, or raise it with SET lock_timeout.");
        }
      }
      return new Slot();
    } catch (InterruptedException e) {
      giveUp(turn);
      Thread.currentThread().interrupt();
      throw cancel.error();
    } catch (DatastoreException e) {
      giveUp(turn);
      throw e;
    }
  }

  private synchronized CountDownLatch queue() {
    CountDownLatch turn = new CountDownLatch(1);
    if (taken) {
      waiting.addLast(turn);
    } else {
      taken = true;
      turn.countDown();
    }
    return turn;
  }

  /** Leaves the queue; a turn that came in the meantime goes to the next. */
  private synchronized void giveUp(CountDownLatch turn) {
    if (!waiting.remove(turn)) {
      release();
    }
  }

  private synchronized void release() {
    CountDownLatch next = waiting.pollFirst();
    if (next == null) {
      taken = false;
    } else {
      next.countDown();
    }
  }
}
