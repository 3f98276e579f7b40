// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.core.session.CancelSignal;
import dev.mynah.core.session.Settings;
import dev.mynah.core.session.TransactionState;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session's transaction block: opened by BEGIN, or by a simple query of several statements.
 *
 * <p>It takes the writer slot at its first write and keeps it to its end. It then fails with 40001
 * if a relation that it has read, reads later or writes was changed by another commit since it
 * first read, so that blocks which write are serializable in the order of their commits.
 */
public final class TransactionBlock {
  private final EngineSession engine;
  private final Savepoints savepoints;
  private final BlockAdmission admission;
  private volatile TransactionState state = TransactionState.IDLE;
  private boolean implicit;

  /** What it does is logged: it is the client's, or must be able to step back. */
  private boolean logged;

  private boolean expired;
  private Repetition repetition = Repetition.ofRows();
  private @Nullable Transaction transaction;
  private @Nullable TransactionListener listener;

  /** Makes the blocks of one session. */
  public TransactionBlock(
      long session, EngineSession engine, WriteQueue queue, ReplayedSequences sequences) {
    this.engine = engine;
    this.savepoints = new Savepoints(session, engine, sequences);
    this.admission = new BlockAdmission(session, engine, queue, this::beginAgain);
  }

  /** Says whom to tell of the engine's transactions. */
  public void tell(TransactionListener told) {
    listener = told;
  }

  public TransactionState state() {
    return state;
  }

  public boolean isOpen() {
    return state != TransactionState.IDLE;
  }

  /** Tells whether the block was opened for a simple query and not by BEGIN. */
  public boolean isImplicit() {
    return isOpen() && implicit;
  }

  public boolean isFailed() {
    return state == TransactionState.FAILED;
  }

  /** Tells whether the block keeps others from writing. */
  public boolean isWriter() {
    return admission.isWriter();
  }

  /** Opens a block because the client says BEGIN; an implicit one becomes the client's. */
  public void begin() {
    if (!isOpen()) {
      open();
    }
    implicit = false;
    logged = true;
  }

  /** Opens a block around the statements of one simple query, or around all up to a Sync. */
  public void beginImplicit() {
    open();
    implicit = true;
  }

  private void open() {
    logged = false;
    beginEngine();
    state = TransactionState.IN_BLOCK;
    expired = false;
    admission.begins();
    savepoints.clear();
  }

  private void beginEngine() {
    transaction = engine.begin();
    if (listener != null) {
      listener.begins();
    }
  }

  /** Says that the next statement looks at the catalog of models and jobs. */
  public void beforeCatalogRead() {
    takeSnapshot();
  }

  private void takeSnapshot() {
    if (isOpen()) {
      admission.takeSnapshot();
    }
  }

  /**
   * Makes sure that a statement may run: waits for the writer slot if it writes, and fails if what
   * it touches is no longer as the block sees it.
   *
   * @param text what the engine gets: the statement with full file names
   * @return a slot that the caller gives back after the statement; null for a statement that only
   *     reads, and inside a block, which keeps its own
   */
  public WriteQueue.@Nullable Slot admit(
      EngineStatement statement, String text, Settings settings, CancelSignal cancel) {
    if (!admission.changesTemporaryRows(statement)) {
      ReadOnly.check(statement, isOpen(), settings);
    }
    if (statement.tokens().stream().anyMatch(token -> token.isWord("setseed"))) {
      savepoints.clientSeeds();
    }
    if (!isOpen()) {
      admission.rememberTemporary(statement);
      return StatementGate.writes(statement.kind()) ? slot(settings, cancel) : null;
    }
    repetition = admission.admit(statement, text, settings, cancel);
    savepoints.defines(statement);
    savepoints.before(repetition);
    return null;
  }

  /** Fails if the transaction only reads, or the next one will. */
  public void checkWritable(String command, Settings settings) {
    ReadOnly.check(command, isOpen(), settings);
  }

  /** Makes sure that rows may be stored in a table, as {@link #admit} does. */
  public WriteQueue.@Nullable Slot admitRows(
      QualifiedName table, Settings settings, CancelSignal cancel) {
    if (!admission.isTemporary(table)) {
      checkWritable("COPY FROM", settings);
    }
    if (!isOpen()) {
      return slot(settings, cancel);
    }
    admission.admitRows(table, settings, cancel);
    repetition = Repetition.ofRows();
    savepoints.before(repetition);
    return null;
  }

  /** Says that a statement is bound next, with which the engine's view of the tables begins. */
  public void beforeBinding() {
    if (isOpen()) {
      admission.hasBound();
    }
  }

  /** Waits for the writer slot for one change outside of blocks. */
  public WriteQueue.Slot slot(Settings settings, CancelSignal cancel) {
    return admission.slot(settings, cancel);
  }

  /** Makes sure that rights, or anything else that is looked up, may be changed in the block. */
  public void admitDefinition(Settings settings, CancelSignal cancel) {
    admission.admitDefinition(settings, cancel);
  }

  /** Tells whether names mean something else here than elsewhere. */
  public boolean hasTemporary() {
    return admission.hasTemporary();
  }

  /** Says that something was changed which cannot be repeated: no savepoint can be returned to. */
  public void leavesOut() {
    if (isOpen()) {
      savepoints.leaveOut();
    }
  }

  /** Begins a write that was let pass; empty when no block is open that has to remember it. */
  public Optional<LoggedWrite> begins(Optional<QualifiedName> target) {
    if (isOpen() && !logged) {
      // It has no savepoints; if it becomes the client's later, none can be returned to.
      savepoints.leaveOut();
    }
    return isOpen() && logged
        ? Optional.of(savepoints.begin(repetition, target))
        : Optional.empty();
  }

  /** Returns what to call when the query that was let pass is over: it may have taken values. */
  public Runnable endOfQuery() {
    Repetition admitted = repetition;
    return () -> {
      if (state == TransactionState.IN_BLOCK) {
        savepoints.read(admitted);
      }
    };
  }

  /**
   * Sets a savepoint.
   *
   * @param undoSession puts back what the session itself changes from now on
   */
  public void savepoint(String name, Runnable undoSession) {
    requireClients("SAVEPOINT");
    takeSnapshot();
    savepoints.set(name, undoSession);
  }

  /** Forgets a savepoint and those after it; what was done stays done. */
  public void release(String name) {
    requireClients("RELEASE SAVEPOINT");
    savepoints.release(name);
  }

  /** Undoes what was done since a savepoint, errors among it. */
  public void rollbackTo(String name) {
    requireClients("ROLLBACK TO SAVEPOINT");
    if (expired) {
      checkUsable();
    }
    Savepoints.Savepoint savepoint = savepoints.find(name);
    boolean replays = state == TransactionState.FAILED || !savepoints.isAt(savepoint);
    if (replays) {
      savepoints.checkKept(savepoint);
      state = TransactionState.FAILED;
      restart();
      savepoints.replay(savepoint);
    }
    savepoint.undoSession().run();
    if (replays) {
      savepoints.compare(savepoint);
    }
    savepoints.returnedTo(savepoint);
    state = TransactionState.IN_BLOCK;
  }

  /**
   * Sees to it that the block can step back from here on; an implicit one begins to be logged.
   *
   * @return false if what it has done cannot all be done again
   */
  public boolean keepsSteps() {
    logged |= isOpen();
    return isOpen() && savepoints.isComplete();
  }

  /**
   * Brings the engine back to where it was before the statement that has just failed, to find out
   * more of the error; the block can only be ended then, or return to a savepoint.
   */
  public void stepBack() {
    restart();
    savepoints.replayAll();
  }

  /** Tells whether rows of a table may refer to others of the same table. */
  public boolean refersToItself(QualifiedName table) {
    return admission.refersToItself(table);
  }

  private void requireClients(String what) {
    if (!isOpen() || implicit) {
      throw new DatastoreException(
          ErrorCode.NO_ACTIVE_SQL_TRANSACTION,
          "%s can only be used in transaction blocks".formatted(what));
    }
  }

  /** Begins the engine's transaction again; what was read must still be so. */
  private void restart() {
    undo();
    long commits = admission.commits();
    beginEngine();
    admission.restarted(commits);
  }

  /** Nothing was read or written yet: from here on the block sees what others have committed. */
  private void beginAgain() {
    undo();
    beginEngine();
  }

  /** Says that a statement of the block has failed. */
  public void fail() {
    if (isOpen()) {
      state = TransactionState.FAILED;
    }
  }

  /** Undoes the block because it has kept others from writing for too long. */
  public void expire() {
    try {
      undo();
    } finally {
      admission.releaseSlot();
      expired = true;
      state = TransactionState.FAILED;
    }
  }

  /** Says that the engine's transaction, temporary tables and savepoints are gone. */
  public void engineOpenedAgain() {
    admission.temporaryAreGone();
    if (listener != null) {
      listener.engineOpenedAgain();
    }
    if (isOpen()) {
      transaction = null;
      savepoints.clear();
      admission.releaseSlot();
      state = TransactionState.FAILED;
    }
  }

  /** Fails if the block can only be ended. */
  public void checkUsable() {
    if (state != TransactionState.FAILED) {
      return;
    }
    throw expired
        ? new DatastoreException(
                ErrorCode.IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
                "the transaction was rolled back because it was idle for too long")
            .withDetail("It kept others from writing.")
            .withHint("End it with ROLLBACK; idle_in_transaction_session_timeout is the limit.")
        : new DatastoreException(
                ErrorCode.IN_FAILED_SQL_TRANSACTION,
                "current transaction is aborted, commands ignored until end of transaction block")
            .withHint("End it with ROLLBACK.");
  }

  /**
   * Ends the block and tells whether its changes were kept: after an error in the block COMMIT
   * rolls back.
   *
   * @param onCommitted run before the next writer begins
   */
  public boolean commit(Runnable onCommitted) {
    Transaction open = transaction;
    if (open == null || state == TransactionState.FAILED) {
      rollback();
      return false;
    }
    try {
      savepoints.beforeCommit();
      open.commit();
      admission.committed();
      if (listener != null) {
        listener.committed();
      }
      onCommitted.run();
      return true;
    } finally {
      open.close();
      ended();
    }
  }

  /** Ends the block and undoes its changes; does nothing when none is open. */
  public void rollback() {
    try {
      undo();
    } finally {
      ended();
    }
  }

  private void undo() {
    Transaction open = transaction;
    transaction = null;
    if (open != null) {
      if (listener != null) {
        listener.undone();
      }
      open.rollback();
    }
  }

  private void ended() {
    transaction = null;
    state = TransactionState.IDLE;
    savepoints.clear();
    admission.releaseSlot();
  }
}
