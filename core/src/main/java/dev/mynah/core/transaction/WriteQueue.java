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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  /** The server itself, as a holder of the slot. */
  private static final long SERVER = 0;

  private static final long NOBODY = -1;

  private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
  private final CommitLog log = new CommitLog();
  private final StatementRelations relations = new StatementRelations(log);
  private final Set<Long> waitingSessions = ConcurrentHashMap.newKeySet();
  private volatile long holder = NOBODY;
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

    /** Says that a change of rights is committed, or of anything else that statements look up. */
    public void committedDefinition() {
      Touched changed = new Touched();
      changed.addEverything();
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

  /** Counts the commits that may have changed what exists. */
  public long definitions() {
    return log.definitions();
  }

  /** Says that the engine was opened again: anything may have changed, or be as it was. */
  public void engineOpenedAgain() {
    Touched changed = new Touched();
    changed.addEverything();
    log.committed(changed);
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
    return acquire(SERVER, Duration.ZERO, new CancelSignal());
  }

  /** Returns the session that holds the slot which this one waits for; 0 is the server itself. */
  public OptionalLong waitsFor(long session) {
    long current = holder;
    return waitingSessions.contains(session) && current != NOBODY
        ? OptionalLong.of(current)
        : OptionalLong.empty();
  }

  /** Tells whether a session holds the slot. */
  public boolean isHeldBy(long session) {
    return holder == session;
  }

  /**
   * Waits for the slot.
   *
   * @param session the number of the session that wants it
   * @param limit zero for no limit
   * @throws DatastoreException LOCK_NOT_AVAILABLE after the limit, QUERY_CANCELED when cancelled
   */
  public Slot acquire(long session, Duration limit, CancelSignal cancel) {
    CountDownLatch turn = queue();
    waitingSessions.add(session);
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
      holder = session;
      return new Slot();
    } catch (InterruptedException e) {
      giveUp(turn);
      Thread.currentThread().interrupt();
      throw cancel.error();
    } catch (DatastoreException e) {
      giveUp(turn);
      throw e;
    } finally {
      waitingSessions.remove(session);
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
    holder = NOBODY;
    CountDownLatch next = waiting.pollFirst();
    if (next == null) {
      taken = false;
    } else {
      next.countDown();
    }
  }
}
