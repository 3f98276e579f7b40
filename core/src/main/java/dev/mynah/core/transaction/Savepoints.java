// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.StatementKind;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The savepoints of a block. The engine cannot undo a part of a transaction, so what a block does
 * is logged, and to return to a savepoint the engine's transaction is begun again and the log is
 * replayed up to it. Not thread-safe.
 */
final class Savepoints {
  private static final SecureRandom SEEDS = new SecureRandom();

  private final EngineSession engine;
  private final PinnedClock clock;
  private final Replay replay;
  private final StatementLog log = new StatementLog();
  private final List<Savepoint> savepoints = new ArrayList<>();

  /** What tables held, as far as nothing was written to them since. */
  private final Map<QualifiedName, String> contents = new HashMap<>();

  private SequencePositions latest = SequencePositions.NONE;
  private boolean definesSequence;
  private boolean restarted;

  /** The client wants random values of its own, so that no other seed may be set. */
  private boolean seededByClient;

  /**
   * A place to return to.
   *
   * @param statements how many of the log come before it
   * @param isKept whether the log holds all that comes before it
   * @param contents what tables held whose content is to be compared
   * @param undoSession puts back what the session itself has changed since
   */
  record Savepoint(
      String name,
      int statements,
      boolean isKept,
      Map<QualifiedName, String> contents,
      Runnable undoSession) {}

  Savepoints(long session, EngineSession engine, ReplayedSequences sequences) {
    this.engine = engine;
    this.clock = new PinnedClock(engine);
    this.replay = new Replay(session, engine, clock, sequences);
  }

  /** Forgets everything, as a block begins or ends. */
  void clear() {
    log.cut(0);
    savepoints.clear();
    contents.clear();
    latest = SequencePositions.NONE;
    definesSequence = false;
    restarted = false;
    clock.forget();
  }

  void set(String name, Runnable undoSession) {
    clock.read();
    Map<QualifiedName, String> compared = new LinkedHashMap<>();
    for (LoggedStatement statement : log.statements()) {
      if (statement.repetition().isDoubtful() && statement.target().isPresent()) {
        QualifiedName table = statement.target().get();
        compared.put(table, contents.computeIfAbsent(table, t -> TableContents.summary(engine, t)));
      }
    }
    boolean isKept = log.isComplete() && !compared.containsValue(TableContents.TOO_LARGE);
    savepoints.add(new Savepoint(name, log.size(), isKept, compared, undoSession));
  }

  void release(String name) {
    cutFrom(savepoints.indexOf(find(name)));
  }

  private void cutFrom(int index) {
    while (savepoints.size() > index) {
      savepoints.removeLast();
    }
  }

  /** Returns the latest savepoint of this name. */
  Savepoint find(String name) {
    for (Savepoint savepoint : savepoints.reversed()) {
      if (savepoint.name().equals(name)) {
        return savepoint;
      }
    }
    throw new DatastoreException(
        ErrorCode.INVALID_SAVEPOINT_SPECIFICATION,
        "savepoint \"%s\" does not exist".formatted(name));
  }

  /** Tells whether the engine has done nothing since that must be undone. */
  boolean isAt(Savepoint savepoint) {
    return log.isComplete() && log.size() == savepoint.statements();
  }

  /** Fails if there is no way back to a savepoint. */
  void checkKept(Savepoint savepoint) {
    if (!savepoint.isKept()) {
      throw new DatastoreException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "cannot roll back to savepoint \"%s\"".formatted(savepoint.name()))
          .withDetail(
              "More was done before it than can be done again: at most %d statements and %d MB."
                  .formatted(StatementLog.MAX_STATEMENTS, StatementLog.MAX_BYTES >> 20))
          .withHint("Roll the whole transaction back.");
    }
  }

  /** Does again what came before a savepoint, in a transaction that has just begun. */
  void replay(Savepoint savepoint) {
    clock.restarted();
    restarted = true;
    replay.run(log.statements().subList(0, savepoint.statements()));
    latest.catchUp(engine);
  }

  /** Tells whether everything that was done can be done again. */
  boolean isComplete() {
    return log.isComplete();
  }

  /** Does again all that was done, in a transaction that has just begun. */
  void replayAll() {
    clock.restarted();
    replay.run(log.statements());
  }

  /** Compares what tables hold with what they held; after the session's settings are put back. */
  void compare(Savepoint savepoint) {
    savepoint
        .contents()
        .forEach((table, wanted) -> {
          if (!TableContents.summary(engine, table).equals(wanted)) {
            throw TableContents.different();
          }
        });
  }

  /** Forgets what came after a savepoint. */
  void returnedTo(Savepoint savepoint) {
    cutFrom(savepoints.lastIndexOf(savepoint) + 1);
    log.cut(savepoint.statements());
    contents.clear();
    contents.putAll(savepoint.contents());
  }

  /** Sees to it that the next statement sees the time of the block. */
  void before(Repetition repetition) {
    if (restarted && repetition.usesClock()) {
      clock.pin();
    }
  }

  /** Makes ready to commit. */
  void beforeCommit() {
    clock.unpin();
  }

  /** Pins what a write of the client's own block is about to draw. */
  LoggedWrite begin(Repetition repetition, Optional<QualifiedName> target) {
    OptionalDouble seed = OptionalDouble.empty();
    if (repetition.draws() && seededByClient) {
      log.leaveOut();
    }
    if (repetition.draws() && log.isComplete()) {
      double drawn = SEEDS.nextDouble();
      engine.execute("SELECT setseed(%s)".formatted(drawn));
      seed = OptionalDouble.of(drawn);
    }
    return new LoggedWrite(this, repetition, target, seed, positions(repetition));
  }

  /** Returns where the sequences stand if a statement may take values of them. */
  SequencePositions positions(Repetition repetition) {
    if (!repetition.draws() || !log.isComplete()) {
      return SequencePositions.NONE;
    }
    SequencePositions positions = SequencePositions.read(engine);
    latest = definesSequence ? positions : SequencePositions.NONE;
    return positions;
  }

  void add(LoggedStatement statement) {
    log.add(statement);
    if (statement.target().isPresent()) {
      contents.remove(statement.target().get());
    } else {
      contents.clear();
      if (statement.repetition().isDoubtful()) {
        log.leaveOut();
      }
    }
  }

  void clientSeeds() {
    seededByClient = true;
  }

  void leaveOut() {
    log.leaveOut();
    contents.clear();
  }

  /** Takes note of a definition; sequences that the block makes must not fall back. */
  void defines(EngineStatement statement) {
    if (statement.kind() == StatementKind.DEFINE) {
      contents.clear();
      definesSequence |= statement.tokens().stream().anyMatch(t -> t.isWord("sequence"));
    }
  }

  /** Takes note of values that a query took of the block's own sequences. */
  void read(Repetition repetition) {
    if (definesSequence && repetition.draws()) {
      positions(repetition);
    }
  }
}
