// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.StatementKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that the engine has bound; bound again when a model's function was swapped. */
final class PreparedEngineStatement implements PreparedStatement {
  private final ClientSession session;
  private final EngineStatement statement;
  private final List<DataType> declared;
  private BoundStatement bound;
  private long swaps;

  PreparedEngineStatement(
      ClientSession session, EngineStatement statement, List<DataType> declared) {
    this.session = session;
    this.statement = statement;
    this.declared = declared;
    this.swaps = session.swaps();
    this.bound = session.engineStatements().prepare(statement, declared);
  }

  @Override
  public List<DataType> parameterTypes() {
    return bound.query().parameterTypes();
  }

  @Override
  public Optional<List<Column>> columns() {
    List<Column> columns = bound.query().columns();
    return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
  }

  @Override
  public StatementResult run(List<? extends @Nullable Object> parameters) {
    return session.guarded(() -> {
      session.state().block().checkUsable();
      session.state().freeEngine();
      if (bound.statement().kind() == StatementKind.WRITE) {
        session.beginSeries();
      }
      if (swaps != session.swaps()) {
        bound.close();
        swaps = session.swaps();
        bound = session.engineStatements().prepare(statement, declared);
      }
      return session.engineStatements().run(bound, parameters, session::failed, () -> {});
    });
  }

  @Override
  public void close() {
    bound.close();
  }
}
