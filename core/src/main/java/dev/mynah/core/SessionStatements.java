// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.Notice;
import dev.mynah.core.session.Settings;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.StatementResult.Done;
import dev.mynah.core.transaction.StatementGate;
import dev.mynah.core.transaction.TransactionBlock;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.SessionStatement;
import dev.mynah.sql.tree.SessionStatement.Begin;
import dev.mynah.sql.tree.SessionStatement.Commit;
import dev.mynah.sql.tree.SessionStatement.Discard;
import dev.mynah.sql.tree.SessionStatement.ReleaseSavepoint;
import dev.mynah.sql.tree.SessionStatement.ResetAllSettings;
import dev.mynah.sql.tree.SessionStatement.ResetSetting;
import dev.mynah.sql.tree.SessionStatement.Rollback;
import dev.mynah.sql.tree.SessionStatement.RollbackTo;
import dev.mynah.sql.tree.SessionStatement.Savepoint;
import dev.mynah.sql.tree.SessionStatement.SetSessionCharacteristics;
import dev.mynah.sql.tree.SessionStatement.SetSetting;
import dev.mynah.sql.tree.SessionStatement.SetTransaction;
import dev.mynah.sql.tree.SessionStatement.ShowAllSettings;
import dev.mynah.sql.tree.SessionStatement.ShowSetting;
import dev.mynah.sql.tree.TransactionModes;
import dev.mynah.sql.tree.TransactionModes.IsolationLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out what a session says of its transaction and its settings. */
final class SessionStatements {
  private static final Set<String> FOR_THE_ENGINE = Set.of("search_path", "timezone");

  private final SessionState state;

  SessionStatements(SessionState state) {
    this.state = state;
  }

  StatementResult execute(SessionStatement statement) {
    return switch (statement) {
      case Begin begin -> begin(begin.modes());
      case Commit commit -> end(true, commit.chain());
      case Rollback rollback -> end(false, rollback.chain());
      case Savepoint savepoint -> {
        state.block().savepoint(savepoint.name(), state.settingsMark());
        yield new Done("SAVEPOINT");
      }
      case ReleaseSavepoint release -> {
        state.block().release(release.name());
        yield new Done("RELEASE");
      }
      case RollbackTo rollback -> {
        state.block().rollbackTo(rollback.savepoint());
        yield new Done("ROLLBACK");
      }
      case SetSetting set -> set(set);
      case SetTransaction set -> modes(set.modes(), "transaction_");
      case SetSessionCharacteristics set -> modes(set.modes(), "default_transaction_");
      case ResetSetting reset -> {
        change(reset.name(), settings -> settings.set(reset.name(), List.of()));
        yield new Done("RESET");
      }
      case ResetAllSettings reset -> {
        state.changedForGood(Settings::reset);
        state.applyToEngine();
        yield new Done("RESET");
      }
      case ShowSetting show ->
          StatementExecutor.oneText(show.name(), state.settings().show(show.name()));
      case ShowAllSettings all -> showAll();
      case Discard discard -> discard(discard);
    };
  }

  private StatementResult begin(TransactionModes modes) {
    TransactionBlock block = state.block();
    if (block.isOpen() && !block.isImplicit()) {
      state
          .caller()
          .notices()
          .notice(
              new Notice(
                  Notice.Severity.WARNING,
                  ErrorCode.ACTIVE_SQL_TRANSACTION.sqlState(),
                  "there is already a transaction in progress",
                  Optional.empty(),
                  Optional.empty()));
      return new Done("BEGIN");
    }
    refuseReadOnly(modes);
    if (!block.isOpen()) {
      state.blockBegins();
    }
    block.begin();
    modes(modes, "transaction_");
    return new Done("BEGIN");
  }

  private static void refuseReadOnly(TransactionModes modes) {
    if (modes.access().filter(TransactionModes.Access.READ_ONLY::equals).isPresent()) {
      throw new DatastoreException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "READ ONLY transactions are not supported yet");
    }
  }

  private StatementResult modes(TransactionModes modes, String prefix) {
    refuseReadOnly(modes);
    if (prefix.startsWith("transaction") && state.block().isOpen()) {
      state.changedLocally();
    }
    modes
        .isolation()
        .map(IsolationLevel::text)
        .ifPresent(level -> state.settings().set(prefix + "isolation", List.of(level)));
    return new Done("SET");
  }

  private StatementResult end(boolean commit, boolean chain) {
    TransactionBlock block = state.block();
    if (!block.isOpen()) {
      state
          .caller()
          .notices()
          .notice(
              new Notice(
                  Notice.Severity.WARNING,
                  ErrorCode.NO_ACTIVE_SQL_TRANSACTION.sqlState(),
                  "there is no transaction in progress",
                  Optional.empty(),
                  Optional.empty()));
      return new Done(commit ? "COMMIT" : "ROLLBACK");
    }
    boolean kept = false;
    try {
      if (commit) {
        kept = block.commit();
      } else {
        block.rollback();
      }
    } finally {
      state.blockEnded(kept);
    }
    if (chain) {
      state.blockBegins();
      block.begin();
    }
    return new Done(kept ? "COMMIT" : "ROLLBACK");
  }

  private StatementResult set(SetSetting set) {
    if (set.name().equals("search_path")) {
      StatementGate.admitSearchPath(set.values());
    }
    if (set.local()) {
      if (state.block().isOpen()) {
        state.changedLocally();
        state.settings().set(set.name(), set.values());
        applyIfNeeded(set.name());
      }
      return new Done("SET");
    }
    change(set.name(), settings -> settings.set(set.name(), set.values()));
    return new Done("SET");
  }

  private void change(String name, Consumer<Settings> change) {
    Settings before = state.settings().copy();
    state.changedForGood(change);
    try {
      applyIfNeeded(name);
    } catch (DatastoreException e) {
      state.settings().restore(before);
      throw e;
    }
  }

  private void applyIfNeeded(String name) {
    if (FOR_THE_ENGINE.contains(name.toLowerCase(Locale.ROOT))) {
      state.applyToEngine();
    } else {
      state.showSettings();
    }
  }

  private StatementResult showAll() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    state.settings().all().forEach((name, value) -> rows.add(List.of(name, value)));
    return MemoryRows.of(
        List.of(new Column("name", DataType.TEXT), new Column("setting", DataType.TEXT)),
        rows,
        "SHOW");
  }

  private StatementResult discard(Discard discard) {
    return switch (discard.what()) {
      case ALL -> {
        if (state.block().isOpen()) {
          throw new DatastoreException(
              ErrorCode.ACTIVE_SQL_TRANSACTION,
              "DISCARD ALL cannot run inside a transaction block");
        }
        state.settings().reset();
        state.applyToEngine();
        yield new Done("DISCARD ALL");
      }
      case PLANS, SEQUENCES -> new Done("DISCARD " + discard.what());
      case TEMP ->
          throw new DatastoreException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "DISCARD TEMP is not supported yet");
    };
  }

  /** Returns the columns of the statement's rows, without running it. */
  static Optional<List<Column>> columns(SessionStatement statement) {
    return switch (statement) {
      case ShowSetting show -> Optional.of(List.of(new Column(show.name(), DataType.TEXT)));
      case ShowAllSettings all ->
          Optional.of(
              List.of(new Column("name", DataType.TEXT), new Column("setting", DataType.TEXT)));
      case Begin s -> Optional.empty();
      case Commit s -> Optional.empty();
      case Rollback s -> Optional.empty();
      case Savepoint s -> Optional.empty();
      case ReleaseSavepoint s -> Optional.empty();
      case RollbackTo s -> Optional.empty();
      case SetSetting s -> Optional.empty();
      case SetTransaction s -> Optional.empty();
      case SetSessionCharacteristics s -> Optional.empty();
      case ResetSetting s -> Optional.empty();
      case ResetAllSettings s -> Optional.empty();
      case Discard s -> Optional.empty();
    };
  }
}
