// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.Notice;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.DoBlock;
import dev.mynah.sql.tree.DoBlock.Handler;
import dev.mynah.sql.tree.DoBlock.Step;
import dev.mynah.sql.tree.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Carries out DO, whose steps are part of one transaction. */
final class DoBlocks {
  /** No client's savepoint is called so. */
  private static final String SAVEPOINT = "before the block of DO";

  /** Conditions that PostgreSQL's OTHERS leaves alone. */
  private static final String NO_OTHER = ErrorCode.QUERY_CANCELED.sqlState();

  private final SessionState state;
  private final StatementRouter router;

  DoBlocks(SessionState state, StatementRouter router) {
    this.state = state;
    this.router = router;
  }

  StatementResult run(DoBlock block, UnaryOperator<DatastoreException> onError) {
    boolean alone = !state.block().isOpen();
    if (alone) {
      begin();
    }
    try {
      runGuarded(block, alone, onError);
      if (alone) {
        state.commit();
      }
    } catch (DatastoreException e) {
      if (alone) {
        state.rollback();
      }
      throw e.withPosition(DatastoreException.NO_POSITION);
    }
    return new StatementResult.Done("DO");
  }

  private void begin() {
    state.blockBegins();
    state.block().begin();
  }

  /** Runs the steps, and on an error that a handler waits for, that handler's in their place. */
  private void runGuarded(DoBlock block, boolean alone, UnaryOperator<DatastoreException> onError) {
    boolean steppingBack = !alone && !block.handlers().isEmpty();
    if (steppingBack) {
      state.block().savepoint(SAVEPOINT, state.settingsMark());
    }
    try {
      runAll(block.steps(), onError);
    } catch (DatastoreException e) {
      Handler handler =
          block.handlers().stream().filter(h -> waitsFor(h, e)).findFirst().orElse(null);
      if (handler == null) {
        throw e;
      }
      if (alone) {
        state.rollback();
        begin();
      } else {
        state.failed();
        state.block().rollbackTo(SAVEPOINT);
        state.access().changedNames();
      }
      runAll(handler.steps(), onError);
    }
    if (steppingBack) {
      state.block().release(SAVEPOINT);
    }
  }

  private static boolean waitsFor(Handler handler, DatastoreException error) {
    String code = error.code().sqlState();
    String name = error.code().name().toLowerCase(Locale.ROOT);
    return handler.conditions().stream()
        .anyMatch(condition ->
            condition.equals(code)
                || condition.equals(name)
                || (condition.equals("others") && !code.equals(NO_OTHER)));
  }

  private void runAll(List<Step> steps, UnaryOperator<DatastoreException> onError) {
    for (Step step : steps) {
      switch (step) {
        case Step.Run run -> runToEnd(run.statement(), onError);
        case Step.Raise raise -> raise(raise);
        case Step.Choose choose ->
            runAll(isTrue(choose, onError) ? choose.then() : choose.otherwise(), onError);
        case Step.Nothing nothing -> {}
      }
    }
  }

  private void runToEnd(Statement statement, UnaryOperator<DatastoreException> onError) {
    try (StatementResult result = router.run(statement, onError)) {
      if (result instanceof StatementResult.Rows rows) {
        while (rows.next() != null) {
          // Nobody wants them.
        }
      }
    }
  }

  private boolean isTrue(Step.Choose choose, UnaryOperator<DatastoreException> onError) {
    try (StatementResult result = router.run(choose.condition(), onError)) {
      if (!(result instanceof StatementResult.Rows rows) || rows.columns().size() != 1) {
        throw new DatastoreException(
            ErrorCode.SYNTAX_ERROR, "the condition of IF must be one truth value");
      }
      boolean value = false;
      for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
        value |= batch.rows() > 0 && !batch.column(0).isNull(0) && batch.column(0).booleanAt(0);
      }
      return value;
    }
  }

  private void raise(Step.Raise raise) {
    switch (raise.level()) {
      case EXCEPTION -> throw new DatastoreException(ErrorCode.RAISE_EXCEPTION, raise.message());
      case WARNING -> say(Notice.Severity.WARNING, "01000", raise.message());
      case NOTICE -> say(Notice.Severity.NOTICE, "00000", raise.message());
      case INFO -> say(Notice.Severity.INFO, "00000", raise.message());
      // They go to PostgreSQL's log, and to no client that did not ask for them.
      case DEBUG, LOG -> {}
    }
  }

  private void say(Notice.Severity severity, String code, String message) {
    state
        .caller()
        .notices()
        .notice(new Notice(severity, code, message, Optional.empty(), Optional.empty()));
  }
}
