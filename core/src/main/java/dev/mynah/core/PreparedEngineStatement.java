// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.StatementResult;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.StatementKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that the engine has bound; bound again when a model's function was swapped. */
final class PreparedEngineStatement implements PreparedStatement {
  private final ClientSession session;
  private final EngineStatement statement;
  private PreparedQuery query;
  private long swaps;

  PreparedEngineStatement(ClientSession session, EngineStatement statement) {
    this.session = session;
    this.statement = statement;
    this.swaps = session.swaps();
    this.query = session.engineStatements().prepare(statement);
  }

  @Override
  public List<DataType> parameterTypes() {
    return query.parameterTypes();
  }

  @Override
  public Optional<List<Column>> columns() {
    return query.columns().isEmpty() ? Optional.empty() : Optional.of(query.columns());
  }

  @Override
  public StatementResult run(List<? extends @Nullable Object> parameters) {
    return session.guarded(() -> {
      session.state().block().checkUsable();
      if (statement.kind() == StatementKind.WRITE) {
        session.beginSeries();
      }
      if (swaps != session.swaps()) {
        query.close();
        swaps = session.swaps();
        query = session.engineStatements().prepare(statement);
      }
      return session
          .engineStatements()
          .run(statement, query, parameters, session::failed, () -> {});
    });
  }

  @Override
  public void close() {
    query.close();
  }
}
