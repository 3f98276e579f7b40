// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueBatch;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An EXPLAIN whose rows are as in PostgreSQL: one column, a line of the plan in each row. A plan in
 * another form than text is one row.
 */
record QueryPlan(PreparedQuery engine) implements PreparedQuery {
  private static final List<Column> COLUMNS = List.of(new Column("QUERY PLAN", DataType.TEXT));

  /** What the engine tells of a plan: which one it is, and its text. */
  private static final List<String> ENGINE_COLUMNS = List.of("explain_key", "explain_value");

  /** Returns an EXPLAIN as clients see it. */
  static PreparedQuery of(PreparedQuery explain) {
    boolean isPlan = explain.columns().stream().map(Column::name).toList().equals(ENGINE_COLUMNS);
    return isPlan ? new QueryPlan(explain) : explain;
  }

  @Override
  public String statement() {
    return engine.statement();
  }

  @Override
  public List<DataType> parameterTypes() {
    return engine.parameterTypes();
  }

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public RunningQuery run(List<? extends @Nullable Object> parameters) {
    return new Lines(engine.run(parameters));
  }

  @Override
  public void close() {
    engine.close();
  }

  private record Lines(RunningQuery plan) implements RunningQuery {
    @Override
    public List<Column> columns() {
      return COLUMNS;
    }

    @Override
    public @Nullable ColumnBatch next() {
      ColumnBatch batch = plan.next();
      if (batch == null) {
        return null;
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (int row = 0; row < batch.rows(); row++) {
        lines(batch.column(1).textAt(row)).forEach(line -> rows.add(List.of(line)));
      }
      return ValueBatch.ofRows(COLUMNS, rows);
    }

    private static Stream<String> lines(String text) {
      boolean isText = text.isEmpty() || "[{<".indexOf(text.charAt(0)) < 0;
      return isText ? text.stripTrailing().lines() : Stream.of(text);
    }

    @Override
    public long changedRows() {
      return plan.changedRows();
    }

    @Override
    public void cancel() {
      plan.cancel();
    }

    @Override
    public void close() {
      plan.close();
    }
  }
}
