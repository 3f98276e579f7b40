// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.core.session.CancelSignal;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets one transaction write at a time, in the order in which they asked.
 *
 * <p>DuckDB loses updates between concurrent writers; with one writer none is lost, and writes that
 * stand alone never fail for concurrency.
 */
public final class WriteQueue {
  private static final long POLL_MILLIS = 20;

  private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
  private final AtomicLong commits = new AtomicLong();
  private boolean taken;

  /**
   * The right to write. Held by a transaction and not by a thread; closing it twice is harmless.
   */
  public final class Slot implements AutoCloseable {
    private boolean held = true;

    /** Says that what was written is committed, so that older snapshots no longer hold. */
    public void committed() {
      commits.incrementAndGet();
    }

    @Override
    public void close() {
      if (held) {
        held = false;
        release();
      }
    }
  }

  /** Returns how many writing transactions have been committed. */
  public long commits() {
    return commits.get();
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
