// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.StatementKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the engine has bound; bound again when names or functions mean something else.
 */
final class PreparedEngineStatement implements PreparedStatement {
  private final ClientSession session;
  private final EngineStatement statement;
  private final List<DataType> declared;

  /** What the client was told of the rows, and reads them by. */
  private final List<Column> described;

  private BoundStatement bound;
  private Optional<RepeatedRows> repeated;
  private long swaps;
  private long rightsChanges;
  private List<String> searchPath;

  PreparedEngineStatement(
      ClientSession session, EngineStatement statement, List<DataType> declared) {
    this.session = session;
    this.statement = statement;
    this.declared = declared;
    this.swaps = session.swaps();
    this.searchPath = searchPath();
    this.rightsChanges = rightsChanges();
    this.bound = session.engineStatements().prepare(statement, declared);
    this.described = bound.query().columns();
    this.repeated = RepeatedRows.of(session, bound);
  }

  @Override
  public List<DataType> parameterTypes() {
    return bound.query().parameterTypes();
  }

  @Override
  public Optional<List<Column>> columns() {
    List<Column> columns = bound.query().columns();
    // Of what it changes the engine may know nothing before it has the parameters.
    boolean isOpen =
        bound.statement().kind() == StatementKind.WRITE
            && columns.stream().allMatch(column -> column.type().equals(DataType.UNKNOWN));
    return columns.isEmpty() || isOpen ? Optional.empty() : Optional.of(columns);
  }

  @Override
  public StatementResult run(List<? extends @Nullable Object> parameters) {
    return session.guarded(() -> {
      begin();
      return session.engineStatements().run(bound, parameters, session::failed, () -> {});
    });
  }

  /** Makes ready to run. */
  private void begin() {
    session.state().block().checkUsable();
    session.state().freeEngine();
    if (bound.statement().kind() == StatementKind.WRITE) {
      session.beginSeries();
    }
    if (swaps != session.swaps()
        || rightsChanges != rightsChanges()
        || !searchPath.equals(searchPath())) {
      close();
      rightsChanges = rightsChanges();
      swaps = session.swaps();
      searchPath = searchPath();
      bound = session.engineStatements().prepare(statement, declared);
      repeated = RepeatedRows.of(session, bound);
    }
    checkColumns();
  }

  /** A table may have got other columns since. */
  private void checkColumns() {
    List<Column> columns = bound.query().columns();
    boolean same = columns.size() == described.size();
    for (int index = 0; same && index < columns.size(); index++) {
      DataType type = described.get(index).type();
      same = type.equals(DataType.UNKNOWN) || type.equals(columns.get(index).type());
    }
    if (!same) {
      throw DatastoreException.stalePlan();
    }
  }

  private long rightsChanges() {
    return session.state().access().rightsChanges();
  }

  private List<String> searchPath() {
    return List.copyOf(session.state().settings().searchPath());
  }

  @Override
  public boolean isRepeatable() {
    return repeated.isPresent();
  }

  @Override
  public Repeated runSome(List<? extends List<? extends @Nullable Object>> rows) {
    try {
      return session.guarded(() -> {
        begin();
        // Bound again, it may be another table's.
        return repeated.isPresent()
            ? repeated.get().run(bound, rows)
            : RepeatedRows.runOne(session, bound, rows.getFirst());
      });
    } catch (DatastoreException e) {
      return new Repeated(0, Optional.of(e));
    }
  }

  @Override
  public void close() {
    bound.close();
    repeated.ifPresent(RepeatedRows::close);
  }
}
