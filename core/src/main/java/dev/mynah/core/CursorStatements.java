// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.StatementResult.Done;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.tree.CursorStatement;
import dev.mynah.sql.tree.CursorStatement.CloseCursor;
import dev.mynah.sql.tree.CursorStatement.Deallocate;
import dev.mynah.sql.tree.CursorStatement.Declare;
import dev.mynah.sql.tree.CursorStatement.Execute;
import dev.mynah.sql.tree.CursorStatement.Fetch;
import dev.mynah.sql.tree.CursorStatement.Prepare;
import dev.mynah.sql.tree.CursorStatement.Use;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.StatementKind;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Carries out what a session says of its prepared statements and cursors. */
final class CursorStatements {
  private final SessionState state;
  private final EngineStatements engineStatements;
  private final PreparedTexts prepared;

  CursorStatements(SessionState state, EngineStatements engineStatements) {
    this.state = state;
    this.engineStatements = engineStatements;
    this.prepared = new PreparedTexts(engineStatements);
  }

  PreparedTexts prepared() {
    return prepared;
  }

  /**
   * Carries out a statement.
   *
   * @param onError told of an error while rows are fetched; returns the one to throw
   */
  StatementResult execute(CursorStatement statement, UnaryOperator<DatastoreException> onError) {
    return switch (statement) {
      case Prepare prepare -> {
        prepared.prepare(prepare);
        yield new Done("PREPARE");
      }
      case Execute execute -> {
        EngineStatement bound = prepared.bound(execute);
        BoundStatement query = engineStatements.prepare(bound);
        yield engineStatements.run(query, List.of(), onError, query::close);
      }
      case Deallocate deallocate -> {
        prepared.deallocate(deallocate);
        yield new Done(deallocate.name().isPresent() ? "DEALLOCATE" : "DEALLOCATE ALL");
      }
      case Declare declare -> {
        declare(declare, List.of(), List.of(), onError);
        yield new Done("DECLARE CURSOR");
      }
      case Fetch fetch -> fetch(fetch, state.cursors().named(fetch.name()));
      case CloseCursor close -> {
        close.name().ifPresentOrElse(state.cursors()::close, state.cursors()::closeAll);
        yield new Done(close.name().isPresent() ? "CLOSE CURSOR" : "CLOSE CURSOR ALL");
      }
    };
  }

  private StatementResult fetch(Fetch fetch, Cursor cursor) {
    if (fetch.use() == Use.MOVE) {
      return new Done("MOVE " + cursor.move(fetch.count()));
    }
    StatementResult.Rows rows = cursor.fetch(fetch.count(), state::fetched);
    state.fetching(rows);
    return rows;
  }

  /** Returns the types of the parameters of a cursor's query. */
  List<DataType> parameterTypes(Declare declare, List<DataType> declared) {
    try (BoundStatement query = bind(declare, query(declare), declared)) {
      return query.query().parameterTypes();
    }
  }

  void declare(
      Declare declare,
      List<DataType> declared,
      List<? extends @Nullable Object> parameters,
      UnaryOperator<DatastoreException> onError) {
    if (!declare.hold() && !state.block().isOpen()) {
      throw new DatastoreException(
          ErrorCode.NO_ACTIVE_SQL_TRANSACTION,
          "DECLARE CURSOR can only be used in transaction blocks");
    }
    state.cursors().checkFree(declare.name());
    BoundStatement query = bind(declare, query(declare), declared);
    EngineRows rows =
        (EngineRows)
            engineStatements.run(query, parameters, e -> onError.apply(placeless(e)), query::close);
    rows.belongToCursor();
    Cursor cursor = new Cursor(rows, declare.hold());
    if (!state.block().isOpen()) {
      cursor.keep();
      cursor.committed();
    }
    state.cursors().add(declare.name(), cursor);
  }

  /** When rows are fetched, the client's text is that of FETCH. */
  private static DatastoreException placeless(DatastoreException error) {
    return error.withPosition(DatastoreException.NO_POSITION);
  }

  private static EngineStatement query(Declare declare) {
    if (SqlParser.parse(declare.query()) instanceof EngineStatement statement
        && statement.kind() == StatementKind.READ
        && statement.command().equals("SELECT")) {
      return statement;
    }
    throw new DatastoreException(ErrorCode.SYNTAX_ERROR, "a cursor needs a query")
        .withHint("Give a SELECT.")
        .withPosition(declare.position());
  }

  private BoundStatement bind(Declare declare, EngineStatement statement, List<DataType> declared) {
    try {
      return engineStatements.prepare(statement, declared);
    } catch (DatastoreException e) {
      throw e.position() == DatastoreException.NO_POSITION
          ? e
          : e.withPosition(declare.position() + e.position() - 1);
    }
  }

  /** Returns the columns of the statement's rows, without running it. */
  Optional<List<Column>> columns(CursorStatement statement) {
    return switch (statement) {
      case Execute execute -> prepared.columns(execute);
      case Fetch fetch ->
          fetch.use() == Use.FETCH
              ? Optional.of(state.cursors().named(fetch.name()).columns())
              : Optional.empty();
      case Prepare s -> Optional.empty();
      case Deallocate s -> Optional.empty();
      case Declare s -> Optional.empty();
      case CloseCursor s -> Optional.empty();
    };
  }
}
