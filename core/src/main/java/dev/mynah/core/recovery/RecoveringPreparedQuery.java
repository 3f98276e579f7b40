// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.recovery;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that is bound again when its engine has been opened again. */
final class RecoveringPreparedQuery implements PreparedQuery {
  private final RecoveringSession session;
  private final String statement;
  private final List<DataType> parameterTypes;
  private final List<Column> columns;
  private PreparedQuery inner;
  private long generation;

  RecoveringPreparedQuery(
      RecoveringSession session, String statement, PreparedQuery inner, long generation) {
    this.session = session;
    this.statement = statement;
    this.inner = inner;
    this.generation = generation;
    this.parameterTypes = inner.parameterTypes();
    this.columns = inner.columns();
  }

  @Override
  public String statement() {
    return statement;
  }

  @Override
  public List<DataType> parameterTypes() {
    return parameterTypes;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public RunningQuery run(List<? extends @Nullable Object> parameters) {
    return session.callAfterTelling(() -> {
      if (generation != session.generation()) {
        inner = session.current().prepare(statement);
        generation = session.generation();
      }
      RecoveringQuery query = new RecoveringQuery(session, inner.run(parameters), generation);
      session.opened(query);
      return query;
    });
  }

  /** Frees what belongs to a broken engine. */
  void drop() {
    inner.close();
  }

  @Override
  public void close() {
    session.closed(this);
    session.ifCurrent(generation, inner::close);
  }
}
