// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.PreparedStatement.Repeated;
import dev.mynah.core.transaction.TransactionBlock;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.parser.RepeatedInsert;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs an INSERT of one row many times, many rows in one statement of the engine: one such
 * statement costs about as much as one row. When it fails, the block steps back and runs the rows
 * one by one, so that the client hears which it was; where it could not, rows never run together.
 */
final class RepeatedRows {
  /** How many rows statements of the engine take; binding more costs more than it saves. */
  private static final int[] SIZES = {64, 16, 4};

  /** More parameters than this are not worth it. */
  private static final int MAX_PARAMETERS = 4_000;

  /** Errors that a statement has whatever its rows are. */
  private static final Set<ErrorCode> NOT_OF_ONE_ROW =
      Set.of(
          ErrorCode.QUERY_CANCELED,
          ErrorCode.OUT_OF_MEMORY,
          ErrorCode.DISK_FULL,
          ErrorCode.IO_ERROR,
          ErrorCode.SERIALIZATION_FAILURE,
          ErrorCode.LOCK_NOT_AVAILABLE,
          ErrorCode.READ_ONLY_SQL_TRANSACTION,
          ErrorCode.INSUFFICIENT_PRIVILEGE);

  private final ClientSession session;
  private final RepeatedInsert insert;
  private final List<DataType> types;
  private final Map<Integer, BoundStatement> bounds = new HashMap<>();

  private RepeatedRows(ClientSession session, RepeatedInsert insert, List<DataType> types) {
    this.session = session;
    this.insert = insert;
    this.types = types;
  }

  /** Looks at a statement; empty when many rows cannot be one statement. */
  static Optional<RepeatedRows> of(ClientSession session, BoundStatement bound) {
    if (!bound.rewriting().isSingle()
        || !bound.rewriting().notices().isEmpty()
        || !bound.query().columns().isEmpty()) {
      return Optional.empty();
    }
    List<DataType> types = bound.query().parameterTypes();
    return RepeatedInsert.of(bound.original())
        .filter(insert -> insert.parameters() == types.size())
        .filter(insert -> insert.parameters() * SIZES[0] <= MAX_PARAMETERS)
        .map(insert -> new RepeatedRows(session, insert, types));
  }

  /** Runs a statement for one list of parameters; the session is guarded. */
  static Repeated runOne(
      ClientSession session, BoundStatement bound, List<? extends @Nullable Object> parameters) {
    session.engineStatements().run(bound, parameters, e -> e, () -> {}).close();
    return new Repeated(1, Optional.empty());
  }

  /**
   * Runs the statement for the first of the lists of parameters, for as many as one statement of
   * the engine takes; the session is guarded.
   */
  Repeated run(BoundStatement one, List<? extends List<? extends @Nullable Object>> rows) {
    int size = size(one, rows.size());
    if (size == 1) {
      return runOne(session, one, rows.getFirst());
    }
    List<? extends List<? extends @Nullable Object>> first = rows.subList(0, size);
    List<@Nullable Object> parameters = new ArrayList<>();
    first.forEach(parameters::addAll);
    try {
      runOne(session, bound(size), parameters);
      return new Repeated(size, Optional.empty());
    } catch (DatastoreException e) {
      return NOT_OF_ONE_ROW.contains(e.code()) ? failed(0, e) : failing(one, first, e);
    }
  }

  /** Returns how many rows to run together. */
  private int size(BoundStatement one, int left) {
    TransactionBlock block = session.state().block();
    Optional<QualifiedName> target = one.statement().target();
    if (left < SIZES[SIZES.length - 1]
        || target.isEmpty()
        || block.refersToItself(target.get())
        || !block.keepsSteps()) {
      return 1;
    }
    for (int size : SIZES) {
      if (size <= left && isBoundAlike(size)) {
        return size;
      }
    }
    return 1;
  }

  /** Finds out which row it was, from where the block stood before these. */
  private Repeated failing(
      BoundStatement one,
      List<? extends List<? extends @Nullable Object>> rows,
      DatastoreException error) {
    try {
      session.state().block().stepBack();
      session.state().applyToEngine();
    } catch (DatastoreException e) {
      return failed(0, e.code() == ErrorCode.QUERY_CANCELED ? e : error);
    }
    int done = 0;
    try {
      for (List<? extends @Nullable Object> row : rows) {
        runOne(session, one, row);
        done++;
      }
    } catch (DatastoreException e) {
      return failed(done, e);
    }
    return failed(0, error);
  }

  private Repeated failed(int done, DatastoreException error) {
    return new Repeated(done, Optional.of(session.failed(error)));
  }

  private BoundStatement bound(int size) {
    BoundStatement bound = bounds.get(size);
    if (bound == null) {
      if (!(SqlParser.parse(insert.text(size)) instanceof EngineStatement statement)) {
        throw new IllegalStateException("an INSERT of many rows is no INSERT");
      }
      List<DataType> declared = new ArrayList<>();
      Collections.nCopies(size, types).forEach(declared::addAll);
      bound = session.engineStatements().prepare(statement, declared);
      bounds.put(size, bound);
    }
    return bound;
  }

  /** The values must be taken for the same types as in a statement of one row. */
  private boolean isBoundAlike(int size) {
    List<DataType> bound = bound(size).query().parameterTypes();
    for (int index = 0; index < bound.size(); index++) {
      if (!bound.get(index).equals(types.get(index % types.size()))) {
        return false;
      }
    }
    return bound.size() == types.size() * size;
  }

  void close() {
    bounds.values().forEach(BoundStatement::close);
    bounds.clear();
  }
}
