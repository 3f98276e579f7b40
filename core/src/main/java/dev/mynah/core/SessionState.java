// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.access.AccessControl;
import dev.mynah.core.access.SessionAccess;
import dev.mynah.core.notification.SessionNotifications;
import dev.mynah.core.session.Caller;
import dev.mynah.core.session.CancelSignal;
import dev.mynah.core.session.NoticeListener;
import dev.mynah.core.session.QueryGate;
import dev.mynah.core.session.Settings;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.transaction.ReplayedSequences;
import dev.mynah.core.transaction.StatementGate;
import dev.mynah.core.transaction.TransactionBlock;
import dev.mynah.core.transaction.WriteQueue;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Identifiers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a session holds between its statements. */
final class SessionState {
  private final long id;
  private final String user;
  private final EngineSession engine;
  private final SessionAccess access;
  private final NoticeListener notices;
  private QueryGate queries =
      query -> {
        throw new IllegalStateException("the session has no gate yet");
      };
  private final Settings settings = new Settings();
  private final Settings outsideBlock = new Settings();

  /** The settings that a commit of the block leaves: without those that are local to it. */
  private final Settings keptByBlock = new Settings();

  private final TransactionBlock block;
  private final Cursors cursors = new Cursors();
  private final SessionNotifications notifications;
  private volatile CancelSignal cancel = new CancelSignal();
  private volatile @Nullable EngineRows open;
  private @Nullable Future<?> timeLimit;
  private boolean localSettings;
  private Runnable environmentChanged = () -> {};
  private volatile boolean copying;
  private volatile StatementResult.@Nullable Rows fetching;

  SessionState(
      long id,
      String user,
      EngineSession engine,
      AccessControl control,
      WriteQueue queue,
      ReplayedSequences sequences,
      SessionNotifications notifications,
      NoticeListener notices) {
    this.id = id;
    this.user = user;
    this.engine = engine;
    this.access = new SessionAccess(control, user, engine);
    settings.belongTo(user, access.isSuperuser());
    this.notices = notices;
    this.notifications = notifications;
    this.block = new TransactionBlock(id, engine, queue, sequences);
    applyToEngine();
  }

  /** Sets what queries inside statements go through. */
  void gate(QueryGate gate) {
    queries = gate;
  }

  /** Says what to call when names or values mean something else to the engine. */
  void onEnvironmentChange(Runnable listener) {
    environmentChanged = listener;
  }

  /** The session's number. */
  long id() {
    return id;
  }

  EngineSession engine() {
    return engine;
  }

  SessionAccess access() {
    return access;
  }

  Settings settings() {
    return settings;
  }

  TransactionBlock block() {
    return block;
  }

  Cursors cursors() {
    return cursors;
  }

  SessionNotifications notifications() {
    return notifications;
  }

  CancelSignal cancel() {
    return cancel;
  }

  Caller caller() {
    return new Caller(user, access, engine, settings, notices, cancel, queries);
  }

  /** Makes room for a statement: the signal is fresh, and the engine is free but for a cursor. */
  void beginStatement() {
    endTimeLimit();
    fetching = null;
    cancel = new CancelSignal();
    if (!cursorIsOpen()) {
      freeEngine();
    }
  }

  private boolean cursorIsOpen() {
    EngineRows rows = open;
    return rows != null && rows.isOfCursor();
  }

  /** Remembers what stops the statement under way after statement_timeout. */
  void limitTime(Future<?> limit) {
    timeLimit = limit;
  }

  /** Says that the statement has returned; while its rows are fetched, its time still runs. */
  void endStatement() {
    if (fetching == null && (open == null || cursorIsOpen())) {
      endTimeLimit();
    }
  }

  private void endTimeLimit() {
    if (timeLimit != null) {
      timeLimit.cancel(false);
      timeLimit = null;
    }
  }

  /** Lets the engine take another statement while rows of an earlier one are still wanted. */
  void freeEngine() {
    EngineRows rows = open;
    open = null;
    if (rows != null) {
      rows.hold();
    }
  }

  /** Tells whether the client is still fetching rows, or sending them. */
  boolean isTransferring() {
    return (open != null && !cursorIsOpen()) || copying || fetching != null;
  }

  /** Says that the client begins to fetch rows of a cursor. */
  void fetching(StatementResult.Rows rows) {
    fetching = rows;
  }

  /** Says that the rows of a FETCH are over; another statement may have begun since. */
  void fetched(StatementResult.Rows rows) {
    if (rows.equals(fetching)) {
      fetching = null;
      endTimeLimit();
    }
  }

  /** Says that the client begins to send rows, or has ended. */
  void copying(boolean now) {
    copying = now;
  }

  void opened(EngineRows rows) {
    open = rows;
  }

  void closed() {
    open = null;
    endTimeLimit();
  }

  /** Keeps the settings as they are before a block, which undoes what it changes of them. */
  void blockBegins() {
    outsideBlock.restore(settings);
    keptByBlock.restore(settings);
    localSettings = false;
    setReadOnly(settings.isOn("default_transaction_read_only"));
  }

  /** Says whether the block may write; it is a setting of this block only. */
  void setReadOnly(boolean readOnly) {
    String name = "transaction_read_only";
    if (settings.isOn(name) != readOnly) {
      settings.set(name, List.of(readOnly ? "on" : "off"));
      localSettings = true;
    }
  }

  /** Ends the block and tells whether its changes were kept. */
  boolean commit() {
    boolean kept = false;
    try {
      if (block.isFailed()) {
        // The engine undoes nothing while rows of a cursor are still open.
        cursors.rolledBack();
      } else {
        cursors.beforeCommit();
        freeEngine();
        notifications.beforeCommit();
      }
      kept = block.commit(notifications::committed);
      if (kept) {
        cursors.committed();
      }
    } finally {
      if (block.isOpen()) {
        block.rollback();
      }
      blockEnded(kept);
    }
    return kept;
  }

  /** Ends statements that ran outside of a block. */
  void endAutocommit() {
    if (!block.isOpen()) {
      notifications.beforeCommit();
      notifications.committed();
    }
  }

  /** Takes note of an error; outside of a block nothing else tells what was said to be undone. */
  void failed() {
    block.fail();
    if (!block.isOpen()) {
      notifications.rolledBack();
    }
  }

  /** Undoes the block; does nothing when none is open. */
  void rollback() {
    cursors.rolledBack();
    block.rollback();
    blockEnded(false);
  }

  /** Says that a setting was changed for this block only. */
  void changedLocally() {
    localSettings = true;
  }

  /** Puts back the settings that do not outlive the block. */
  private void blockEnded(boolean kept) {
    if (!kept) {
      cursors.rolledBack();
      notifications.rolledBack();
    }
    if (!kept || localSettings) {
      settings.restore(kept ? keptByBlock : outsideBlock);
      applyToEngine();
    }
    localSettings = false;
    access.transactionEnded(block.hasTemporary());
  }

  /** A plain SET inside a block that is then committed stays. */
  void changedForGood(Consumer<Settings> change) {
    change.accept(settings);
    if (block.isOpen()) {
      change.accept(keptByBlock);
    }
  }

  /** Remembers the settings of this moment, and returns what puts them back. */
  Runnable settingsMark() {
    Settings current = settings.copy();
    Settings kept = keptByBlock.copy();
    boolean local = localSettings;
    Set<String> open = cursors.names();
    Runnable said = notifications.mark();
    return () -> {
      said.run();
      cursors.closeOthers(open);
      settings.restore(current);
      keptByBlock.restore(kept);
      localSettings = local;
      applyToEngine();
    };
  }

  /** Makes a fresh session of the engine fit: it has no transaction and no temporary tables. */
  void engineOpenedAgain() {
    block.engineOpenedAgain();
    cursors.rolledBack();
    access.engineOpenedAgain();
    applyToEngine();
  }

  /** Tells the engine the settings that it must know. */
  void applyToEngine() {
    StatementGate.admitSearchPath(settings.searchPath());
    // One call takes half the time of one for each.
    engine.execute(String.join("; ", environment()));
    environmentChanged.run();
  }

  /** Returns the statements that tell the engine what names and texts mean to this session. */
  List<String> environment() {
    List<String> path = settings.searchPath();
    return List.of(
        "SET search_path = " + Settings.enginePath(path),
        "SET VARIABLE _mynah_user = " + Identifiers.literal(user),
        "SET VARIABLE _mynah_session = " + id,
        "SET VARIABLE _mynah_search_path = "
            + path.stream().map(Identifiers::literal).collect(Collectors.joining(", ", "[", "]")),
        shownSettings(),
        "SET timezone = " + Identifiers.literal(settings.show("TimeZone")));
  }

  /** Tells the engine what {@code pg_settings} shows. */
  void showSettings() {
    engine.execute(shownSettings());
    environmentChanged.run();
  }

  private String shownSettings() {
    return settings.all().entrySet().stream()
        .map(entry ->
            Identifiers.literal(entry.getKey()) + ": " + Identifiers.literal(entry.getValue()))
        .collect(Collectors.joining(", ", "SET VARIABLE _mynah_settings = MAP {", "}"));
  }
}
