// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.StatementResult;
import dev.mynah.core.spool.Spools;
import dev.mynah.core.transaction.LoggedWrite;
import dev.mynah.core.transaction.StatementGate;
import dev.mynah.core.transaction.WriteQueue;
import dev.mynah.core.transfer.CopyFromClient;
import dev.mynah.core.transfer.CopyTarget;
import dev.mynah.core.transfer.CsvDialect;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Stores the rows that a client sends. */
final class CopyStatements {
  private final SessionState state;
  private final Spools spools;

  CopyStatements(SessionState state, Spools spools) {
    this.state = state;
    this.spools = spools;
  }

  /** Begins a COPY FROM STDIN. */
  StatementResult begin(CopyFromStdin copy) {
    copy.table().schema().ifPresent(StatementGate::admitSchema);
    state.access().checkInsert(copy.table(), state.settings().searchPath());
    StatementResult started = new CopyFromClient(copy, new Target(columnsOf(copy)), spools);
    state.copying(true);
    return started;
  }

  private List<Column> columnsOf(CopyFromStdin copy) {
    String columns =
        copy.columns().isEmpty()
            ? "*"
            : copy.columns().stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    String table =
        copy.table()
            .schema()
            .map(schema -> Identifiers.quote(schema, copy.table().name()))
            .orElseGet(() -> Identifiers.quote(copy.table().name()));
    try (PreparedQuery query =
        state.engine().prepare("SELECT %s FROM %s".formatted(columns, table))) {
      return query.columns();
    } catch (DatastoreException e) {
      throw e.withPosition(DatastoreException.NO_POSITION);
    }
  }

  /** Keeps the rows of a COPY, in case the block returns to a savepoint behind it. */
  private void remember(
      LoggedWrite write, CopyFromStdin copy, Path file, CsvDialect dialect, long rows) {
    Path kept = file.resolveSibling(file.getFileName() + ".kept.csv");
    try {
      Files.createLink(kept, file);
      write.done(dialect.statement(copy, kept), state.environment(), rows, kept);
    } catch (IOException | UnsupportedOperationException e) {
      write.doneForGood();
    }
  }

  /** The table of a COPY, loaded under the writer slot. */
  private final class Target implements CopyTarget {
    private final List<Column> columns;

    Target(List<Column> columns) {
      this.columns = columns;
    }

    @Override
    public List<Column> columns() {
      return columns;
    }

    @Override
    public void ended() {
      state.copying(false);
    }

    @Override
    public long load(CopyFromStdin copy, Path file, CsvDialect dialect) {
      state.freeEngine();
      WriteQueue.Slot slot =
          state.block().admitRows(copy.table(), state.settings(), state.cancel());
      try {
        Optional<LoggedWrite> logged = state.block().begins(Optional.of(copy.table()));
        long rows = state.engine().execute(dialect.statement(copy, file));
        logged.ifPresent(write -> remember(write, copy, file, dialect, rows));
        if (slot != null) {
          slot.committed(copy.table());
        }
        return rows;
      } catch (DatastoreException e) {
        state.block().fail();
        throw e;
      } finally {
        if (slot != null) {
          slot.close();
        }
      }
    }
  }
}
