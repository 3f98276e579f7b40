// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.model.ModelErrors;
import dev.mynah.core.model.ModelFunctions;
import dev.mynah.core.session.CancelSignal;
import dev.mynah.core.session.NoticeListener;
import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.StatementResult.Empty;
import dev.mynah.core.session.TransactionState;
import dev.mynah.core.transaction.StatementGate;
import dev.mynah.core.transaction.WriteQueue;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import dev.mynah.sql.tree.CopyStatement.CopyToStdout;
import dev.mynah.sql.tree.EmptyStatement;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.JobStatement;
import dev.mynah.sql.tree.JobStatement.WaitFor;
import dev.mynah.sql.tree.ModelStatement;
import dev.mynah.sql.tree.ModelStatement.CreateModel;
import dev.mynah.sql.tree.ModelStatement.DropModel;
import dev.mynah.sql.tree.SessionStatement;
import dev.mynah.sql.tree.SessionStatement.Commit;
import dev.mynah.sql.tree.SessionStatement.Rollback;
import dev.mynah.sql.tree.SessionStatement.RollbackTo;
import dev.mynah.sql.tree.Statement;
import dev.mynah.sql.tree.UnsupportedStatement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session: reads each statement, and passes it to whoever carries it out. */
final class ClientSession implements Session {
  private final long id;
  private final Engine engine;
  private final SessionState state;
  private final EngineStatements engineStatements;
  private final SessionStatements sessionStatements;
  private final StatementExecutor executor;
  private final ModelFunctions functions;
  private final StatementTimer timer;
  private final ReentrantLock inUse = new ReentrantLock();
  private long statements;
  private @Nullable Future<?> idleLimit;

  ClientSession(
      long id,
      String user,
      Engine engine,
      WriteQueue queue,
      StatementGate gate,
      StatementExecutor executor,
      ModelFunctions functions,
      StatementTimer timer,
      Path temporaryFolder,
      NoticeListener notices) {
    this.id = id;
    this.engine = engine;
    this.state = new SessionState(user, engine.connect(), queue, notices);
    this.engineStatements = new EngineStatements(state, gate, temporaryFolder);
    this.sessionStatements = new SessionStatements(state);
    this.executor = executor;
    this.functions = functions;
    this.timer = timer;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public TransactionState transactionState() {
    return state.block().isImplicit() ? TransactionState.IDLE : state.block().state();
  }

  @Override
  public Script script(String text) {
    return new ClientScript(this, text);
  }

  @Override
  public PreparedStatement prepare(String text, List<DataType> parameterTypes) {
    return guarded(() -> {
      Statement statement = SqlParser.parse(text);
      checkUsable(statement);
      return statement instanceof EngineStatement engineStatement
          ? new PreparedEngineStatement(this, engineStatement)
          : new PreparedOwnStatement(this, statement);
    });
  }

  /** Runs work for a client: an error aborts the block, and is said in words of models. */
  <T> T guarded(Supplier<T> work) {
    inUse.lock();
    try {
      statements++;
      if (idleLimit != null) {
        idleLimit.cancel(false);
        idleLimit = null;
      }
      state.beginStatement();
      startTimer();
      return work.get();
    } catch (DatastoreException e) {
      throw failed(e);
    } finally {
      state.endStatement();
      limitIdleness();
      inUse.unlock();
    }
  }

  /** A client that has written and then says nothing must not keep others from writing. */
  private void limitIdleness() {
    Duration limit = state.settings().duration("idle_in_transaction_session_timeout");
    if (state.block().isWriter() && !limit.isZero()) {
      long statement = statements;
      idleLimit = timer.after(limit, () -> expireIfIdleSince(statement));
    }
  }

  private void expireIfIdleSince(long statement) {
    if (!inUse.tryLock()) {
      return;
    }
    try {
      if (statement != statements || !state.block().isWriter()) {
        return;
      }
      if (state.isTransferring()) {
        limitIdleness();
      } else {
        state.block().expire();
      }
    } finally {
      inUse.unlock();
    }
  }

  private void startTimer() {
    Duration limit = state.settings().duration("statement_timeout");
    if (limit.isZero()) {
      return;
    }
    CancelSignal signal = state.cancel();
    state.limitTime(
        timer.after(
            limit,
            () -> {
              signal.raise(CancelSignal.Reason.TIMEOUT);
              state.engine().cancel();
            }));
  }

  /** Takes note of an error, and returns it as the client is to see it. */
  DatastoreException failed(DatastoreException error) {
    state.block().fail();
    if (error.code() == ErrorCode.QUERY_CANCELED && state.cancel().isRaised()) {
      return state.cancel().error();
    }
    if (error.code() != ErrorCode.UNDEFINED_FUNCTION) {
      return error;
    }
    try (EngineSession session = engine.connect()) {
      return ModelErrors.explain(error, session);
    }
  }

  /** Fails unless the statement may run in the state of the block. */
  private void checkUsable(Statement statement) {
    boolean ends =
        statement instanceof Commit
            || statement instanceof Rollback
            || statement instanceof RollbackTo;
    if (!ends && !(statement instanceof EmptyStatement)) {
      state.block().checkUsable();
    }
  }

  /** Runs a statement without parameters. */
  StatementResult run(Statement statement) {
    checkUsable(statement);
    return switch (statement) {
      case EmptyStatement empty -> new Empty();
      case EngineStatement engineStatement -> {
        PreparedQuery query = engineStatements.prepare(engineStatement);
        yield engineStatements.run(engineStatement, query, List.of(), this::failed, query::close);
      }
      case SessionStatement own -> sessionStatements.execute(own);
      case ModelStatement own -> {
        refuseInBlock(own);
        state.block().beforeCatalogRead();
        yield executor.execute(own, state.caller());
      }
      case JobStatement own -> {
        refuseInBlock(own);
        state.block().beforeCatalogRead();
        yield executor.execute(own, state.caller());
      }
      case CopyFromStdin copy -> engineStatements.copy(copy);
      case CopyToStdout copy -> throw notYet("COPY TO STDOUT");
      case UnsupportedStatement later -> throw notYet(later.name()).withPosition(later.position());
    };
  }

  private static DatastoreException notYet(String what) {
    return new DatastoreException(
        ErrorCode.FEATURE_NOT_SUPPORTED, "%s is not supported yet".formatted(what));
  }

  /** What writes the catalog, or waits for a job that does, cannot be part of a transaction. */
  private void refuseInBlock(Statement statement) {
    String name =
        switch (statement) {
          case CreateModel create -> "CREATE MODEL";
          case DropModel drop -> "DROP MODEL";
          case WaitFor wait -> "WAIT FOR";
          default -> "";
        };
    if (!name.isEmpty() && state.block().isOpen()) {
      throw new DatastoreException(
              ErrorCode.ACTIVE_SQL_TRANSACTION,
              state.block().isImplicit()
                  ? "%s cannot run beside other statements in one query".formatted(name)
                  : "%s cannot run inside a transaction block".formatted(name))
          .withHint("Send it by itself, in autocommit.");
    }
  }

  SessionState state() {
    return state;
  }

  EngineStatements engineStatements() {
    return engineStatements;
  }

  /** Counts the swaps of model functions, after which statements are prepared again. */
  long swaps() {
    return functions.swaps();
  }

  @Override
  public void sync() {
    if (!state.block().isOpen()) {
      state.freeEngine();
    }
  }

  @Override
  public void cancel() {
    stop(CancelSignal.Reason.USER);
  }

  @Override
  public void abandon() {
    stop(CancelSignal.Reason.CLIENT_GONE);
  }

  private void stop(CancelSignal.Reason reason) {
    state.cancel().raise(reason);
    state.engine().cancel();
  }

  @Override
  public void fail() {
    if (state.block().isImplicit()) {
      state.block().rollback();
      state.blockEnded(false);
    } else {
      state.block().fail();
    }
  }

  @Override
  public Map<String, String> reportedSettings() {
    return state.settings().reported();
  }

  @Override
  public void close() {
    inUse.lock();
    try {
      state.block().rollback();
    } finally {
      state.engine().close();
      inUse.unlock();
    }
  }
}
