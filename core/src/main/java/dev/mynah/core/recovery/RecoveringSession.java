// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.recovery;

import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.ForeignKey;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.StatementFacts;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A session that connects again when its engine has been opened again. */
public final class RecoveringSession implements EngineSession {
  /** What a session is told of a restart while it is in no transaction. */
  enum Told {
    NOTHING,
    EVERYTHING
  }

  private final RecoveringEngine engine;
  private final Told told;

  /** What must be closed for the engine to end. */
  private final Set<RecoveringQuery> queries = ConcurrentHashMap.newKeySet();

  private final Set<RecoveringPreparedQuery> prepared = ConcurrentHashMap.newKeySet();
  private volatile Runnable afterReconnect = () -> {};
  private volatile EngineSession current;
  private volatile long generation;
  private boolean inTransaction;
  private boolean reconnecting;

  RecoveringSession(RecoveringEngine engine, Told told, EngineSession current, long generation) {
    this.engine = engine;
    this.told = told;
    this.current = current;
    this.generation = generation;
  }

  /** Sets what makes a fresh session of the engine fit this one, such as its search path. */
  public void afterReconnect(Runnable work) {
    afterReconnect = work;
  }

  EngineSession current() {
    return current;
  }

  long generation() {
    return generation;
  }

  /** Runs work with the engine as it is, after telling of a restart. */
  <T> T callAfterTelling(Supplier<T> work) {
    return call(
        () -> {
          if (generation != engine.generation()) {
            boolean lost = told == Told.EVERYTHING || inTransaction;
            reconnect();
            if (lost) {
              throw RecoveringEngine.restarted();
            }
          }
          return work.get();
        },
        generation);
  }

  /**
   * Runs work with what belongs to the engine of a generation; fails if that is gone, or goes
   * meanwhile.
   */
  <T> T callOf(long owned, Supplier<T> work) {
    return call(
        () -> {
          if (owned != engine.generation()) {
            if (generation != engine.generation()) {
              reconnect();
            }
            throw RecoveringEngine.restarted();
          }
          return work.get();
        },
        owned);
  }

  /** Runs work unless the engine of a generation is gone. */
  void ifCurrent(long owned, Runnable work) {
    engine.lockShared();
    try {
      if (owned == engine.generation()) {
        work.run();
      }
    } finally {
      engine.unlockShared();
    }
  }

  private <T> T call(Supplier<T> work, long owned) {
    engine.reopenIfBroken(owned);
    DatastoreException failure;
    engine.lockShared();
    try {
      return work.get();
    } catch (DatastoreException e) {
      failure = e;
    } finally {
      engine.unlockShared();
    }
    boolean same = generation == engine.generation() && !engine.reopenIfBroken(generation);
    if (reconnecting || same) {
      throw failure;
    }
    engine.lockShared();
    try {
      reconnect();
    } finally {
      engine.unlockShared();
    }
    throw RecoveringEngine.restarted().withCause(failure);
  }

  /** Called with the shared lock. */
  private void reconnect() {
    current = engine.current().connect();
    generation = engine.generation();
    inTransaction = false;
    reconnecting = true;
    try {
      afterReconnect.run();
    } finally {
      reconnecting = false;
    }
  }

  /** Tells whether somebody holds rows that lie in the engine's memory. */
  boolean isRead() {
    return queries.stream().anyMatch(RecoveringQuery::isRead);
  }

  /** Gives up everything of a broken engine. Called while nobody else uses it. */
  void drop() {
    queries.forEach(query -> quietly(query::drop));
    queries.clear();
    prepared.forEach(query -> quietly(query::drop));
    quietly(current::close);
  }

  private static void quietly(Runnable closing) {
    try {
      closing.run();
    } catch (DatastoreException e) {
      // What is broken may fail to close.
      return;
    }
  }

  void opened(RecoveringQuery query) {
    queries.add(query);
  }

  void closed(RecoveringQuery query) {
    queries.remove(query);
  }

  void closed(RecoveringPreparedQuery query) {
    prepared.remove(query);
  }

  @Override
  public PreparedQuery prepare(String statement) {
    return callAfterTelling(() -> {
      RecoveringPreparedQuery query =
          new RecoveringPreparedQuery(this, statement, current.prepare(statement), generation);
      prepared.add(query);
      return query;
    });
  }

  @Override
  public StatementFacts facts(String statement) {
    return callAfterTelling(() -> current.facts(statement));
  }

  @Override
  public List<ForeignKey> foreignKeys() {
    return callAfterTelling(() -> current.foreignKeys());
  }

  @Override
  public long execute(String statement) {
    return callAfterTelling(() -> current.execute(statement));
  }

  @Override
  public Transaction begin() {
    return callAfterTelling(() -> {
      Transaction transaction = current.begin();
      inTransaction = true;
      return new OwnTransaction(transaction, generation);
    });
  }

  @Override
  public void cancel() {
    current.cancel();
  }

  @Override
  public void close() {
    engine.lockShared();
    try {
      engine.forget(this);
      if (generation == engine.generation()) {
        current.close();
      }
    } finally {
      engine.unlockShared();
    }
  }

  /** A transaction of one generation of the engine; another generation has rolled it back. */
  private final class OwnTransaction implements Transaction {
    private final Transaction inner;
    private final long owned;

    OwnTransaction(Transaction inner, long owned) {
      this.inner = inner;
      this.owned = owned;
    }

    @Override
    public void commit() {
      callOf(
          owned,
          () -> {
            inner.commit();
            return true;
          });
      inTransaction = false;
    }

    @Override
    public void rollback() {
      if (owned == engine.generation()) {
        callOf(
            owned,
            () -> {
              inner.rollback();
              return true;
            });
        inTransaction = false;
      }
    }
  }
}
