// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.access.AccessControl;
import dev.mynah.core.access.ConnectionStatements;
import dev.mynah.core.access.FileGate;
import dev.mynah.core.access.RoleStatements;
import dev.mynah.core.backup.Backups;
import dev.mynah.core.model.ModelErrors;
import dev.mynah.core.model.ModelFunctions;
import dev.mynah.core.notification.Channels;
import dev.mynah.core.recovery.RecoveringEngine;
import dev.mynah.core.recovery.RecoveringSession;
import dev.mynah.core.session.CancelSignal;
import dev.mynah.core.session.ClientStatements;
import dev.mynah.core.session.LiveSessions;
import dev.mynah.core.session.NoticeListener;
import dev.mynah.core.session.Notification;
import dev.mynah.core.session.NotificationReceiver;
import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.SessionView;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.TransactionState;
import dev.mynah.core.spool.Spools;
import dev.mynah.core.transaction.ReplayedSequences;
import dev.mynah.core.transaction.StatementGate;
import dev.mynah.core.transaction.WriteQueue;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.parser.Redactor;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.tree.CursorStatement;
import dev.mynah.sql.tree.CursorStatement.Declare;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session: its life, its errors, its time limits, and what others see of it. */
final class ClientSession implements Session {
  private final long id;
  private final String user;
  private final String address;
  private final Engine engine;
  private final WriteQueue queue;
  private final LiveSessions live;
  private final SessionState state;
  private final EngineStatements engineStatements;
  private final StatementRouter router;
  private final ModelFunctions functions;
  private final StatementTimer timer;
  private final ReentrantLock inUse = new ReentrantLock();
  private volatile String statement = "";
  private volatile String application = "";
  private volatile @Nullable Instant startedAt;
  private long statements;
  private @Nullable Future<?> idleLimit;

  ClientSession(
      long id,
      String user,
      String address,
      RecoveringEngine engine,
      WriteQueue queue,
      AccessControl access,
      RoleStatements roles,
      ConnectionStatements connections,
      ReplayedSequences sequences,
      Channels channels,
      StatementGate gate,
      FileGate files,
      StatementExecutor executor,
      Backups backups,
      ModelFunctions functions,
      StatementTimer timer,
      LiveSessions live,
      Spools spools,
      NoticeListener notices) {
    this.id = id;
    this.user = user;
    this.address = address;
    this.engine = engine;
    this.queue = queue;
    RecoveringSession own = engine.connectClient();
    this.state =
        new SessionState(id, user, own, access, queue, sequences, channels.open(id), notices);
    own.afterReconnect(state::engineOpenedAgain);
    this.engineStatements = new EngineStatements(state, gate, files, spools, functions);
    this.router =
        new StatementRouter(
            state,
            engineStatements,
            new RightsStatements(state, roles, connections),
            executor,
            backups);
    this.functions = functions;
    this.timer = timer;
    this.live = live;
    live.opened(id, this::view);
  }

  /** Returns what others may see of this session; called from any thread. */
  private SessionView view() {
    String words =
        switch (state.block().state()) {
          case IDLE -> "idle";
          case IN_BLOCK -> "idle in transaction";
          case FAILED -> "idle in transaction (aborted)";
        };
    return new SessionView(
        id,
        user,
        application,
        address,
        inUse.isLocked() || state.isTransferring() ? "active" : words,
        Redactor.redact(statement),
        Optional.ofNullable(startedAt),
        queue.isHeldBy(id),
        queue.waitsFor(id));
  }

  /** Remembers what the session is doing. */
  void begins(String text) {
    statement = text;
    startedAt = Instant.now();
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
    ClientText client = ClientText.of(text, state.settings());
    try {
      return prepared(client.text(), parameterTypes);
    } catch (DatastoreException e) {
      throw client.placed(e);
    }
  }

  private PreparedStatement prepared(String text, List<DataType> parameterTypes) {
    return guarded(() -> {
      Statement parsed = SqlParser.parse(text);
      router.checkUsable(parsed);
      router.freeEngineFor(parsed);
      return parsed instanceof EngineStatement engineStatement
          ? new PreparedEngineStatement(this, engineStatement, parameterTypes)
          : parsed instanceof Declare declare
              ? new PreparedCursor(this, text, declare, parameterTypes)
              : new PreparedOwnStatement(this, text, parsed);
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
      application = state.settings().show("application_name");
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
        state.cursors().rolledBack();
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
    state.failed();
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

  /** Runs a statement without parameters. */
  StatementResult run(Statement parsed) {
    return router.run(parsed, this::failed);
  }

  StatementRouter router() {
    return router;
  }

  SessionState state() {
    return state;
  }

  EngineStatements engineStatements() {
    return engineStatements;
  }

  /** Returns the columns of a statement's rows, without running it. */
  Optional<List<Column>> columns(CursorStatement statement) {
    return guarded(() -> router.columns(statement));
  }

  @Override
  public void share(ClientStatements statementsOfProtocol) {
    router.share(statementsOfProtocol);
  }

  /** Counts the swaps of model functions, after which statements are prepared again. */
  long swaps() {
    return functions.swaps();
  }

  /**
   * Opens a transaction for a change that a client sends by the extended protocol: all changes up
   * to the next Sync are one transaction, and one write to disk.
   */
  void beginSeries() {
    if (!state.block().isOpen()) {
      state.blockBegins();
      state.block().beginImplicit();
    }
  }

  @Override
  public void sync() {
    if (state.block().isImplicit()) {
      inUse.lock();
      try {
        state.commit();
      } catch (DatastoreException e) {
        throw failed(e);
      } finally {
        inUse.unlock();
      }
    } else if (!state.block().isOpen()) {
      state.freeEngine();
      endAutocommit();
    }
  }

  private void endAutocommit() {
    try {
      state.endAutocommit();
    } catch (DatastoreException e) {
      throw failed(e);
    }
  }

  @Override
  public void receiveNotifications(NotificationReceiver receiver) {
    state.notifications().receiver(receiver);
  }

  @Override
  public List<Notification> takeNotifications() {
    return state.notifications().take();
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
      state.rollback();
    } else {
      state.failed();
    }
  }

  @Override
  public Map<String, String> reportedSettings() {
    return state.settings().reported();
  }

  @Override
  public void close() {
    live.closed(id);
    state.notifications().close();
    inUse.lock();
    try {
      state.cursors().closeAll();
      state.block().rollback();
    } finally {
      state.engine().close();
      inUse.unlock();
    }
  }
}
