// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.backup.Backups;
import dev.mynah.core.session.ClientStatements;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.StatementResult.Done;
import dev.mynah.core.session.StatementResult.Empty;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.tree.BackupStatement;
import dev.mynah.sql.tree.ChannelStatement;
import dev.mynah.sql.tree.ConnectionStatement;
import dev.mynah.sql.tree.CopyStatement.CopyFromStdin;
import dev.mynah.sql.tree.CopyStatement.CopySource;
import dev.mynah.sql.tree.CopyStatement.CopyToStdout;
import dev.mynah.sql.tree.CursorStatement;
import dev.mynah.sql.tree.CursorStatement.CloseCursor;
import dev.mynah.sql.tree.CursorStatement.Declare;
import dev.mynah.sql.tree.CursorStatement.Fetch;
import dev.mynah.sql.tree.DoBlock;
import dev.mynah.sql.tree.EmptyStatement;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.JobStatement;
import dev.mynah.sql.tree.JobStatement.WaitFor;
import dev.mynah.sql.tree.ModelStatement;
import dev.mynah.sql.tree.ModelStatement.CreateModel;
import dev.mynah.sql.tree.ModelStatement.DropModel;
import dev.mynah.sql.tree.RightsStatement;
import dev.mynah.sql.tree.SessionStatement;
import dev.mynah.sql.tree.SessionStatement.Commit;
import dev.mynah.sql.tree.SessionStatement.Rollback;
import dev.mynah.sql.tree.SessionStatement.RollbackTo;
import dev.mynah.sql.tree.Statement;
import dev.mynah.sql.tree.UnsupportedStatement;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Passes each statement of a session to whoever carries it out. */
final class StatementRouter {
  private final SessionState state;
  private final EngineStatements engineStatements;
  private final CursorStatements cursorStatements;
  private final SessionStatements sessionStatements;
  private final RightsStatements rightsStatements;
  private final StatementExecutor executor;
  private final Backups backups;

  StatementRouter(
      SessionState state,
      EngineStatements engineStatements,
      RightsStatements rightsStatements,
      StatementExecutor executor,
      Backups backups) {
    this.backups = backups;
    this.state = state;
    this.engineStatements = engineStatements;
    this.cursorStatements = new CursorStatements(state, engineStatements);
    this.sessionStatements = new SessionStatements(state, cursorStatements.prepared());
    this.rightsStatements = rightsStatements;
    this.executor = executor;
  }

  /** Fails unless the statement may run in the state of the block. */
  void checkUsable(Statement statement) {
    boolean ends =
        statement instanceof Commit
            || statement instanceof Rollback
            || statement instanceof RollbackTo;
    if (!ends && !(statement instanceof EmptyStatement)) {
      state.block().checkUsable();
    }
  }

  /**
   * Runs a statement without parameters.
   *
   * @param onError told of an error while rows are fetched; returns the one to throw
   */
  StatementResult run(Statement statement, UnaryOperator<DatastoreException> onError) {
    checkUsable(statement);
    freeEngineFor(statement);
    return switch (statement) {
      case ChannelStatement own -> new Done(state.notifications().execute(own));
      case CursorStatement own -> cursorStatements.execute(own, onError);
      case EmptyStatement empty -> new Empty();
      case EngineStatement engineStatement -> {
        BoundStatement bound = engineStatements.prepare(engineStatement);
        yield engineStatements.run(bound, List.of(), onError, bound::close);
      }
      case SessionStatement own -> sessionStatements.execute(own);
      case RightsStatement own -> {
        state.block().checkWritable("a change of rights", state.settings());
        yield rightsStatements.execute(own);
      }
      case ConnectionStatement own -> {
        state.block().checkWritable("a change of connections", state.settings());
        yield rightsStatements.execute(own);
      }
      case ModelStatement own -> {
        refuseInBlock(own);
        refuseReadOnly(own);
        state.block().beforeCatalogRead();
        yield executor.execute(own, state.caller());
      }
      case JobStatement own -> {
        refuseInBlock(own);
        state.block().beforeCatalogRead();
        yield executor.execute(own, state.caller());
      }
      case BackupStatement backup -> {
        refuseInBlock(backup);
        yield backup(backup);
      }
      case DoBlock block -> new DoBlocks(state, this).run(block, onError);
      case CopyFromStdin copy -> engineStatements.copy(copy);
      case CopyToStdout copy -> copyOut(copy, onError);
      case UnsupportedStatement later -> throw notYet(later.name()).withPosition(later.position());
    };
  }

  private StatementResult backup(BackupStatement statement) {
    state.access().requireSuperuser("BACKUP");
    try {
      Backups.Written written =
          backups.write(
              backups.named(statement.name()),
              state.id(),
              state.settings().duration("lock_timeout"),
              state.cancel());
      state
          .caller()
          .say(
              "the backup has %d bytes and lies in \"%s\""
                  .formatted(written.sizeBytes(), written.file()));
      return new Done("BACKUP");
    } catch (DatastoreException e) {
      throw e.code() == ErrorCode.INSUFFICIENT_PRIVILEGE ? e.withPosition(statement.position()) : e;
    }
  }

  /** Takes the engine from a cursor, unless the statement is about cursors or ends the block. */
  void freeEngineFor(Statement statement) {
    boolean leaves =
        statement instanceof Fetch
            || statement instanceof CloseCursor
            || statement instanceof Commit
            || statement instanceof Rollback;
    if (!leaves) {
      state.freeEngine();
    }
  }

  CursorStatements cursors() {
    return cursorStatements;
  }

  /** Declares a cursor whose query has parameters. */
  StatementResult declare(
      Declare declare,
      List<DataType> declared,
      List<? extends @Nullable Object> parameters,
      UnaryOperator<DatastoreException> onError) {
    checkUsable(declare);
    freeEngineFor(declare);
    cursorStatements.declare(declare, declared, parameters, onError);
    return new Done("DECLARE CURSOR");
  }

  /** Returns the columns of a statement's rows, without running it. */
  Optional<List<Column>> columns(CursorStatement statement) {
    freeEngineFor(statement);
    return cursorStatements.columns(statement);
  }

  /** Says who keeps the statements that the client prepares by its protocol. */
  void share(ClientStatements statements) {
    cursorStatements.prepared().share(statements);
  }

  /** Runs the query of a COPY TO STDOUT like any other. */
  private StatementResult copyOut(CopyToStdout copy, UnaryOperator<DatastoreException> onError) {
    if (!(SqlParser.parse(queryOf(copy)) instanceof EngineStatement source)) {
      throw noRows();
    }
    BoundStatement bound = prepareCopied(copy, source);
    if (bound.query().columns().isEmpty()) {
      bound.close();
      throw noRows();
    }
    StatementResult result = engineStatements.run(bound, List.of(), onError, bound::close);
    return new StatementResult.CopyOut((StatementResult.Rows) result, copy.options());
  }

  /** Binds the query; places in it are counted from the beginning of the COPY. */
  private BoundStatement prepareCopied(CopyToStdout copy, EngineStatement source) {
    try {
      return engineStatements.prepare(source);
    } catch (DatastoreException e) {
      boolean placed =
          e.position() != DatastoreException.NO_POSITION
              && copy.source() instanceof CopySource.OfQuery;
      throw e.withPosition(
          placed
              ? ((CopySource.OfQuery) copy.source()).position() + e.position() - 1
              : DatastoreException.NO_POSITION);
    }
  }

  private static DatastoreException noRows() {
    return new DatastoreException(ErrorCode.SYNTAX_ERROR, "the query of COPY returns no rows")
        .withHint("Give a SELECT, or a change with RETURNING.");
  }

  private static String queryOf(CopyToStdout copy) {
    return switch (copy.source()) {
      case CopySource.OfQuery query -> query.text();
      case CopySource.OfTable table -> {
        String columns =
            table.columns().isEmpty()
                ? "*"
                : table.columns().stream()
                    .map(Identifiers::quote)
                    .collect(Collectors.joining(", "));
        String name = Identifiers.quote(table.table().name());
        yield "SELECT %s FROM %s"
            .formatted(
                columns,
                table
                    .table()
                    .schema()
                    .map(schema -> Identifiers.quote(schema) + "." + name)
                    .orElse(name));
      }
    };
  }

  private static DatastoreException notYet(String what) {
    return new DatastoreException(
        ErrorCode.FEATURE_NOT_SUPPORTED, "%s is not supported yet".formatted(what));
  }

  private void refuseReadOnly(ModelStatement statement) {
    if (statement instanceof CreateModel || statement instanceof DropModel) {
      state
          .block()
          .checkWritable(
              statement instanceof CreateModel ? "CREATE MODEL" : "DROP MODEL", state.settings());
    }
  }

  /** What writes the catalog, or waits for a job that does, cannot be part of a transaction. */
  private void refuseInBlock(Statement statement) {
    String name =
        switch (statement) {
          case CreateModel create -> "CREATE MODEL";
          case DropModel drop -> "DROP MODEL";
          case WaitFor wait -> "WAIT FOR";
          case BackupStatement backup -> "BACKUP";
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
}
