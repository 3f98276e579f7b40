// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.recovery;

import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineHealth;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.EngineSnapshot;
import dev.mynah.spi.engine.FunctionRegistry;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An engine that outlives its database's faults: whoever finds it broken closes it, opens it again
 * and installs its functions; every session is told once and then goes on.
 *
 * <p>Calls of sessions share a lock, which opening again takes alone; the calls of a broken engine
 * are cancelled first.
 */
public final class RecoveringEngine implements Engine {
  private static final Logger LOGGER = System.getLogger(RecoveringEngine.class.getName());

  /** How long a client may take to read rows that lie in the engine's own memory. */
  private static final Duration LEASE = Duration.ofSeconds(10);

  private static final long POLL_NANOS = 2_000_000;

  private final Supplier<Engine> opening;
  private final RememberedFunctions functions;
  private final Set<RecoveringSession> sessions = ConcurrentHashMap.newKeySet();
  private final Set<EngineSnapshot> snapshots = ConcurrentHashMap.newKeySet();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile Consumer<Engine> afterOpening = engine -> {};
  private volatile Engine current;
  private volatile boolean closed;
  private volatile boolean down;
  private volatile long generation;

  /**
   * Opens the engine.
   *
   * @param opening opens it the first time and again
   */
  public RecoveringEngine(Supplier<Engine> opening) {
    this.opening = opening;
    this.current = opening.get();
    this.functions = new RememberedFunctions(current.functions());
  }

  /** Sets what is done with the engine each time it has been opened again, before others use it. */
  public void afterOpening(Consumer<Engine> work) {
    afterOpening = work;
  }

  /** Opens a session of the server itself: between its transactions it is told nothing. */
  @Override
  public EngineSession connect() {
    return connect(RecoveringSession.Told.NOTHING);
  }

  /** Opens a session of a client, who is told that his temporary tables are lost. */
  public RecoveringSession connectClient() {
    return connect(RecoveringSession.Told.EVERYTHING);
  }

  private RecoveringSession connect(RecoveringSession.Told told) {
    reopenIfBroken(generation);
    lockShared();
    try {
      RecoveringSession session = new RecoveringSession(this, told, current.connect(), generation);
      sessions.add(session);
      return session;
    } finally {
      unlockShared();
    }
  }

  void forget(RecoveringSession session) {
    sessions.remove(session);
  }

  Engine current() {
    return current;
  }

  long generation() {
    return generation;
  }

  void lockShared() {
    lock.readLock().lock();
  }

  void unlockShared() {
    lock.readLock().unlock();
  }

  private boolean isBroken() {
    return !closed && (down || current.health().isBroken());
  }

  /**
   * Opens the engine again if it is broken. Called without the lock.
   *
   * @param known the generation that the caller has seen
   * @return whether the engine is no longer the one of that generation
   */
  boolean reopenIfBroken(long known) {
    if (generation == known && isBroken()) {
      reopen(known);
    }
    return generation != known;
  }

  private void reopen(long broken) {
    sessions.forEach(RecoveringSession::cancel);
    lock.writeLock().lock();
    try {
      if (generation != broken || closed) {
        return;
      }
      LOGGER.log(
          Level.ERROR,
          "the engine refuses all work after an internal error and is opened again; temporary"
              + " tables and open transactions are lost, and all data of a datastore in memory");
      long begin = System.nanoTime();
      awaitReaders();
      down = true;
      sessions.forEach(RecoveringSession::drop);
      snapshots.forEach(RecoveringEngine::closeQuietly);
      snapshots.clear();
      closeQuietly(current);
      current = opening.get();
      functions.installInto(current.functions());
      afterOpening.accept(current);
      down = false;
      generation = broken + 1;
      LOGGER.log(
          Level.WARNING,
          "the engine is open again after {0} ms",
          (System.nanoTime() - begin) / 1_000_000);
    } catch (DatastoreException e) {
      LOGGER.log(Level.ERROR, "the engine could not be opened again", e);
      throw new DatastoreException(
              ErrorCode.CANNOT_CONNECT_NOW, "the datastore could not be opened again yet")
          .withDetail("It refuses all work after an internal error.")
          .withHint("Try again in a moment.")
          .withCause(e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Rows in the hands of a client lie in the engine's memory, which closing it would free. */
  private void awaitReaders() {
    long deadline = System.nanoTime() + LEASE.toNanos();
    while (sessions.stream().anyMatch(RecoveringSession::isRead)) {
      if (System.nanoTime() > deadline) {
        throw new DatastoreException(
            ErrorCode.CANNOT_CONNECT_NOW, "a client still reads rows of the broken engine");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static void closeQuietly(AutoCloseable broken) {
    try {
      broken.close();
    } catch (Exception e) {
      // What is broken may fail to close; it is replaced all the same.
      LOGGER.log(Level.DEBUG, "closing failed", e);
    }
  }

  /** The error that tells a session of the restart. */
  static DatastoreException restarted() {
    return new DatastoreException(
            ErrorCode.ADMIN_SHUTDOWN, "the datastore was restarted after an internal error")
        .withDetail("The transaction under way and temporary tables are lost.")
        .withHint("Run the statement again.");
  }

  @Override
  public FunctionRegistry functions() {
    return functions;
  }

  @Override
  public EngineHealth health() {
    return this::isBroken;
  }

  @Override
  public EngineSnapshot snapshot() {
    lockShared();
    try {
      EngineSnapshot snapshot = current.snapshot();
      snapshots.add(snapshot);
      return new TrackedSnapshot(snapshot, snapshots);
    } finally {
      unlockShared();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      current.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
