// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.catalog.CatalogTables;
import dev.mynah.core.session.Notice;
import dev.mynah.core.session.Settings;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.StatementResult.Done;
import dev.mynah.core.transaction.TransactionBlock;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.Identifiers;
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
import dev.mynah.sql.tree.TransactionModes.Access;
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
  private final PreparedTexts prepared;

  SessionStatements(SessionState state, PreparedTexts prepared) {
    this.state = state;
    this.prepared = prepared;
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
        try {
          state.block().rollbackTo(rollback.savepoint());
        } finally {
          // What was made and granted since is gone.
          state.access().changedNames();
        }
        yield new Done("ROLLBACK");
      }
      case SetSetting set -> set(set);
      case SetTransaction set -> {
        if (state.block().isOpen()) {
          blockModes(set.modes());
        } else {
          warnOutside("SET TRANSACTION");
        }
        yield new Done("SET");
      }
      case SetSessionCharacteristics set -> {
        state.changedForGood(settings -> defaultModes(set.modes(), settings));
        yield new Done("SET");
      }
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
      warn(ErrorCode.ACTIVE_SQL_TRANSACTION, "there is already a transaction in progress");
      blockModes(modes);
      return new Done("BEGIN");
    }
    if (!block.isOpen()) {
      state.blockBegins();
    }
    block.begin();
    blockModes(modes);
    return new Done("BEGIN");
  }

  private void warn(ErrorCode code, String message) {
    state
        .caller()
        .notices()
        .notice(
            new Notice(
                Notice.Severity.WARNING,
                code.sqlState(),
                message,
                Optional.empty(),
                Optional.empty()));
  }

  private void warnOutside(String what) {
    warn(
        ErrorCode.NO_ACTIVE_SQL_TRANSACTION,
        "%s can only be used in transaction blocks".formatted(what));
  }

  private void blockModes(TransactionModes modes) {
    modes
        .isolation()
        .map(IsolationLevel::text)
        .ifPresent(level -> {
          state.changedLocally();
          state.settings().set("transaction_isolation", List.of(level));
        });
    modes.access().ifPresent(access -> state.setReadOnly(access == Access.READ_ONLY));
  }

  private static void defaultModes(TransactionModes modes, Settings settings) {
    modes
        .isolation()
        .map(IsolationLevel::text)
        .ifPresent(level -> settings.set("default_transaction_isolation", List.of(level)));
    modes
        .access()
        .ifPresent(access ->
            settings.set(
                "default_transaction_read_only",
                List.of(access == Access.READ_ONLY ? "on" : "off")));
  }

  private StatementResult end(boolean commit, boolean chain) {
    TransactionBlock block = state.block();
    if (!block.isOpen()) {
      warn(ErrorCode.NO_ACTIVE_SQL_TRANSACTION, "there is no transaction in progress");
      return new Done(commit ? "COMMIT" : "ROLLBACK");
    }
    boolean kept = commit && state.commit();
    if (!commit) {
      state.rollback();
    }
    if (chain) {
      state.blockBegins();
      block.begin();
    }
    return new Done(kept ? "COMMIT" : "ROLLBACK");
  }

  private StatementResult set(SetSetting set) {
    if (set.name().equals("transaction_read_only") && !state.block().isOpen()) {
      // It holds for one transaction, which is over with this statement.
      return new Done("SET");
    }
    if (set.local() || set.name().equals("transaction_read_only")) {
      if (state.block().isOpen()) {
        state.changedLocally();
        state.settings().set(set.name(), set.values());
        applyIfNeeded(set.name());
      } else {
        warnOutside("SET LOCAL");
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
        state.cursors().closeAll();
        state.notifications().unlistenAll();
        prepared.deallocateAll();
        dropTemporary();
        state.settings().reset();
        state.applyToEngine();
        yield new Done("DISCARD ALL");
      }
      case PLANS, SEQUENCES -> new Done("DISCARD " + discard.what());
      case TEMP -> {
        dropTemporary();
        yield new Done("DISCARD TEMP");
      }
    };
  }

  private void dropTemporary() {
    state.freeEngine();
    for (String kind : List.of("view", "table", "sequence")) {
      String names =
          "SELECT %1$s_name AS name FROM duckdb_%1$ss() WHERE database_name = 'temp'%2$s"
                  .formatted(kind, kind.equals("view") ? " AND NOT internal" : "")
              + " AND NOT starts_with(%s_name, '%s')".formatted(kind, CatalogTables.PREFIX);
      for (CatalogRow row : CatalogRow.query(state.engine(), names)) {
        state
            .engine()
            .execute("DROP %s temp.main.%s".formatted(kind, Identifiers.quote(row.text("name"))));
      }
    }
    state.block().leavesOut();
    state.access().changedNames();
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
