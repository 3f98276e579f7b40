// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bound query of which is known where its columns come from.
 *
 * @param columns those of the query, with their origins
 */
record TracedQuery(PreparedQuery query, List<Column> columns) implements PreparedQuery {
  TracedQuery {
    columns = List.copyOf(columns);
  }

  @Override
  public String statement() {
    return query.statement();
  }

  @Override
  public List<DataType> parameterTypes() {
    return query.parameterTypes();
  }

  @Override
  public RunningQuery run(List<? extends @Nullable Object> parameters) {
    return new Run(query.run(parameters));
  }

  @Override
  public void close() {
    query.close();
  }

  /** A run of it. */
  private final class Run implements RunningQuery {
    private final RunningQuery running;

    Run(RunningQuery running) {
      this.running = running;
    }

    @Override
    public List<Column> columns() {
      // A parameter's value may tell more of a type than was known.
      List<Column> known = running.columns();
      List<Column> traced = new ArrayList<>();
      for (int index = 0; index < known.size(); index++) {
        traced.add(known.get(index).from(columns.get(index).origin()));
      }
      return traced;
    }

    @Override
    public @Nullable ColumnBatch next() {
      return running.next();
    }

    @Override
    public void release() {
      running.release();
    }

    @Override
    public long changedRows() {
      return running.changedRows();
    }

    @Override
    public void cancel() {
      running.cancel();
    }

    @Override
    public void close() {
      running.close();
    }
  }
}
