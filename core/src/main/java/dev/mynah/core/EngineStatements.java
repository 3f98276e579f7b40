// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.access.FileGate;
import dev.mynah.core.access.Ownership;
import dev.mynah.core.model.ModelFunctions;
import dev.mynah.core.session.Notice;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.StatementResult.Done;
import dev.mynah.core.spool.Spools;
import dev.mynah.core.transaction.LoggedWrite;
import dev.mynah.core.transaction.StatementGate;
import dev.mynah.core.transaction.WriteQueue;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.rewrite.RewriteNotice;
import dev.mynah.sql.rewrite.Rewriting;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes statements through the gate to the engine, and their rows back. */
final class EngineStatements {
  /** Statements that read, and whose rows are no table. */
  private static final Set<String> NO_QUERIES =
      Set.of("COPY", "EXPLAIN", "SHOW", "DESCRIBE", "SUMMARIZE");

  private final SessionState state;
  private final StatementDoor door;
  private final KeptQueries kept;
  private final Spools spools;
  private final SkipNotices skips;
  private final CopyStatements copies;

  EngineStatements(
      SessionState state,
      StatementGate gate,
      FileGate files,
      Spools spools,
      ModelFunctions functions) {
    this.state = state;
    this.kept = new KeptQueries(() -> List.of(state.access().world(), functions.swaps()));
    state.onEnvironmentChange(kept::forget);
    CatalogReads catalog = new CatalogReads(state, functions::swaps);
    state.block().tell(catalog);
    this.door = new StatementDoor(state, gate, files, kept, catalog, functions);
    state.gate(this::admitQuery);
    this.spools = spools;
    this.skips = new SkipNotices(state);
    this.copies = new CopyStatements(state, spools);
  }

  /** Lets a query inside a statement pass if it only reads. */
  private String admitQuery(String text) {
    if (!(SqlParser.parse(text) instanceof EngineStatement query)
        || query.kind() != StatementKind.READ
        || NO_QUERIES.contains(query.command())) {
      throw new DatastoreException(ErrorCode.SYNTAX_ERROR, "only a query can stand here")
          .withHint("Give a SELECT.")
          .withPosition(1);
    }
    return door.admittedQuery(query);
  }

  /** Binds a statement after the gate has let it pass. */
  BoundStatement prepare(EngineStatement statement) {
    return door.prepare(statement, List.of());
  }

  /**
   * Binds a statement after the gate has let it pass.
   *
   * @param declared what the client says of its parameters; may be shorter than they are
   */
  BoundStatement prepare(EngineStatement statement, List<DataType> declared) {
    return door.prepare(statement, declared);
  }

  /**
   * Runs a prepared statement.
   *
   * @param onError told of an error while rows are fetched
   * @param onClose run when nothing more is wanted of the query
   */
  StatementResult run(
      BoundStatement bound,
      List<? extends @Nullable Object> parameters,
      UnaryOperator<DatastoreException> onError,
      Runnable onClose) {
    EngineStatement statement = bound.statement();
    bound.rewriting().notices().forEach(this::say);
    if (StatementGate.writes(statement.kind())) {
      try {
        return write(bound, parameters);
      } finally {
        onClose.run();
      }
    }
    admitRead(bound, onClose);
    RunningQuery run = start(bound.query(), parameters, onClose);
    if (run.columns().isEmpty()) {
      finish(run);
      if (statement.kind() == StatementKind.SESSION) {
        kept.forget();
        remember(state.block().begins(statement.target()), bound.query(), parameters, 0);
      }
      onClose.run();
      return new Done(tag(statement.command(), run.changedRows()));
    }
    Runnable ended = state.block().endOfQuery();
    EngineRows rows =
        new EngineRows(
            run,
            statement.command(),
            spools,
            onError,
            () -> {
              state.closed();
              onClose.run();
              ended.run();
            });
    state.opened(rows);
    return rows;
  }

  private void say(RewriteNotice notice) {
    state
        .caller()
        .notices()
        .notice(
            new Notice(
                notice.isWarning() ? Notice.Severity.WARNING : Notice.Severity.NOTICE,
                notice.sqlState(),
                notice.message(),
                Optional.empty(),
                Optional.empty()));
  }

  private void admitRead(BoundStatement bound, Runnable onClose) {
    try {
      door.check(bound);
      state.block().admit(bound.statement(), bound.text(), state.settings(), state.cancel());
    } catch (DatastoreException e) {
      onClose.run();
      throw e;
    }
  }

  private static RunningQuery start(
      PreparedQuery query, List<? extends @Nullable Object> parameters, Runnable onClose) {
    try {
      return query.run(parameters);
    } catch (DatastoreException e) {
      onClose.run();
      throw e;
    }
  }

  private StatementResult write(BoundStatement bound, List<? extends @Nullable Object> parameters) {
    EngineStatement statement = bound.statement();
    WriteQueue.Slot slot =
        state.block().admit(statement, bound.text(), state.settings(), state.cancel());
    try {
      door.check(bound);
      skips.before(bound.rewriting());
      List<Ownership> ownerships = ownerships(bound.rewriting());
      // Rows that cannot be kept undo what they tell of.
      boolean answers = statement.kind() == StatementKind.WRITE && bound.answers();
      boolean several = answers || !ownerships.isEmpty() || !bound.rewriting().isSingle();
      StatementResult result =
          several && slot != null
              ? inTransaction(() -> change(bound, parameters, ownerships))
              : change(bound, parameters, ownerships);
      if (slot != null) {
        slot.committed(statement);
      }
      return result;
    } finally {
      if (slot != null) {
        slot.close();
      }
      if (statement.kind() == StatementKind.DEFINE) {
        defined();
      }
    }
  }

  /** Returns what is to be remembered of the definitions among a statement's steps. */
  private List<Ownership> ownerships(Rewriting rewriting) {
    List<Ownership> ownerships = new ArrayList<>();
    if (rewriting.statement().kind() == StatementKind.DEFINE) {
      for (Rewriting.Step step : rewriting.steps()) {
        if (SqlParser.parse(step.text()) instanceof EngineStatement definition) {
          Ownership.of(definition, state.access(), state.engine(), state.settings().searchPath())
              .ifPresent(ownerships::add);
        }
      }
    }
    return ownerships;
  }

  /** Names may mean something else now, and rights may be those of something else. */
  private void defined() {
    if (state.block().isOpen() || state.block().hasTemporary()) {
      state.access().changedNames();
    }
  }

  /** Runs a definition and what is to be remembered of it, both or none. */
  private StatementResult inTransaction(Supplier<StatementResult> work) {
    try (Transaction transaction = state.engine().begin()) {
      StatementResult result = work.get();
      commit(transaction, result);
      return result;
    } finally {
      state.access().transactionEnded(state.block().hasTemporary());
    }
  }

  private static void commit(Transaction transaction, StatementResult result) {
    boolean committed = false;
    try {
      transaction.commit();
      committed = true;
    } finally {
      if (!committed && result instanceof StatementResult.Rows rows) {
        rows.close();
      }
    }
  }

  private StatementResult change(
      BoundStatement bound,
      List<? extends @Nullable Object> parameters,
      List<Ownership> ownerships) {
    String command = bound.statement().command();
    if (!bound.rewriting().isSingle()) {
      bound.rewriting().steps().forEach(step -> runStep(bound, step));
      ownerships.forEach(this::record);
      return new Done(tag(command, 0));
    }
    Optional<LoggedWrite> logged = state.block().begins(bound.statement().target());
    RunningQuery run = bound.query().run(parameters);
    if (run.columns().isEmpty()) {
      finish(run);
      remember(logged, bound.query(), parameters, run.changedRows());
      ownerships.forEach(this::record);
      return new Done(tag(command, run.changedRows()));
    }
    // The write is over when its rows are in hand, and the next writer need not wait.
    EngineRows rows = new EngineRows(run, command, spools, e -> e, () -> {});
    remember(logged, bound.query(), parameters, rows.hold());
    return rows;
  }

  private void runStep(BoundStatement bound, Rewriting.Step step) {
    Optional<LoggedWrite> logged = state.block().begins(bound.statement().target());
    try {
      long rows = state.engine().execute(step.text());
      logged.ifPresent(write -> write.done(step.text(), List.of(), state.environment(), rows));
    } catch (DatastoreException e) {
      throw bound.rewriting().placed(e, step);
    }
  }

  /** What is remembered of rights is not repeated, so no savepoint can be returned to. */
  private void record(Ownership ownership) {
    state.block().leavesOut();
    ownership.record();
  }

  private void remember(
      Optional<LoggedWrite> logged,
      PreparedQuery query,
      List<? extends @Nullable Object> parameters,
      long rows) {
    logged.ifPresent(write -> write.done(query.statement(), parameters, state.environment(), rows));
  }

  private static void finish(RunningQuery run) {
    try (run) {
      while (run.next() != null) {
        // It has no rows that anybody wants.
      }
    }
  }

  private static String tag(String command, long rows) {
    return switch (command) {
      case "INSERT" -> "INSERT 0 " + rows;
      case "UPDATE", "DELETE", "MERGE", "COPY" -> command + " " + rows;
      case "CREATE TABLE AS" -> "SELECT " + rows;
      default -> command;
    };
  }

  /** Begins a COPY FROM STDIN. */
  StatementResult copy(CopyFromStdin copy) {
    return copies.begin(copy);
  }
}
