// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.List;
import java.util.Set;

/** Runs logged statements once more, under the clock, the random seeds and sequences of then. */
final class Replay {
  /** Errors that say nothing about the statement. */
  private static final Set<ErrorCode> NOT_ITS_OWN =
      Set.of(ErrorCode.QUERY_CANCELED, ErrorCode.OUT_OF_MEMORY, ErrorCode.DISK_FULL);

  private final long session;
  private final EngineSession engine;
  private final PinnedClock clock;
  private final ReplayedSequences sequences;

  Replay(long session, EngineSession engine, PinnedClock clock, ReplayedSequences sequences) {
    this.session = session;
    this.engine = engine;
    this.clock = clock;
    this.sequences = sequences;
  }

  /** Runs them in order; fails with FEATURE_NOT_SUPPORTED if one does not do the same. */
  void run(List<LoggedStatement> statements) {
    List<String> environment = List.of();
    for (LoggedStatement statement : statements) {
      if (!statement.environment().equals(environment)) {
        environment = statement.environment();
        environment.forEach(engine::execute);
      }
      if (statement.repetition().usesClock()) {
        clock.pin();
      }
      if (repeat(statement) != statement.rows()) {
        throw TableContents.different();
      }
    }
  }

  private long repeat(LoggedStatement statement) {
    if (!statement.repetition().draws()) {
      return execute(statement);
    }
    if (statement.seed().isPresent()) {
      engine.execute("SELECT setseed(%s)".formatted(statement.seed().getAsDouble()));
    }
    engine.execute(ReplayedSequences.macro(session));
    sequences.set(session, statement.before());
    SequencePositions end = SequencePositions.NONE;
    long rows;
    try {
      rows = execute(statement);
    } finally {
      end = sequences.end(session);
    }
    engine.execute(ReplayedSequences.dropMacro());
    if (!isIn(end, statement.after())) {
      throw TableContents.different();
    }
    return rows;
  }

  /** Tells whether all sequences stand where they stood; the statement may have made some. */
  private static boolean isIn(SequencePositions end, SequencePositions wanted) {
    return wanted.positions().containsAll(end.positions());
  }

  private long execute(LoggedStatement statement) {
    try (PreparedQuery query = engine.prepare(statement.text());
        RunningQuery run = query.run(statement.parameters())) {
      long rows = 0;
      for (ColumnBatch batch = run.next(); batch != null; batch = run.next()) {
        rows += batch.rows();
      }
      return query.columns().isEmpty() ? run.changedRows() : rows;
    } catch (DatastoreException e) {
      throw NOT_ITS_OWN.contains(e.code()) ? e : TableContents.different().withCause(e);
    }
  }
}
