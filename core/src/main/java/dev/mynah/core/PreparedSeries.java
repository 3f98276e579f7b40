// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several statements of the engine that are one of a client, run inside one transaction. */
final class PreparedSeries implements PreparedQuery {
  private final EngineSession session;
  private final List<String> steps;

  PreparedSeries(EngineSession session, List<String> steps) {
    this.session = session;
    this.steps = steps;
  }

  @Override
  public List<DataType> parameterTypes() {
    return List.of();
  }

  @Override
  public List<Column> columns() {
    return List.of();
  }

  @Override
  public RunningQuery run(List<? extends @Nullable Object> parameters) {
    steps.forEach(session::execute);
    return new Ended();
  }

  @Override
  public void close() {
    // Nothing is bound before it runs.
  }

  /** What is left when all steps are done. */
  private static final class Ended implements RunningQuery {
    @Override
    public List<Column> columns() {
      return List.of();
    }

    @Override
    public @Nullable ColumnBatch next() {
      return null;
    }

    @Override
    public long changedRows() {
      return 0;
    }

    @Override
    public void cancel() {
      // It has ended.
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
