// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.function.TableFunction;
import java.util.Iterator;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;

/** Lets DuckDB scan the rows of a {@link TableFunction}. */
final class TableFunctionScan
    implements DuckDBTableFunction<Object, Iterator<List<@Nullable Object>>, Object> {
  private final TableFunction function;

  TableFunctionScan(TableFunction function) {
    this.function = function;
  }

  @Override
  public Object bind(DuckDBTableFunctionBindInfo info) {
    for (Column column : function.columns()) {
      info.addResultColumn(column.name(), TypeMapping.registered(column.type()));
    }
    return function;
  }

  @Override
  public Iterator<List<@Nullable Object>> init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    return function.rows().iterator();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
    Iterator<List<@Nullable Object>> rows = info.getInitData();
    VectorWriter[] writers = new VectorWriter[function.columns().size()];
    for (int index = 0; index < writers.length; index++) {
      writers[index] = new VectorWriter(chunk.vector(index));
    }
    int row = 0;
    for (; row < chunk.capacity() && rows.hasNext(); row++) {
      List<@Nullable Object> values = rows.next();
      for (int index = 0; index < writers.length; index++) {
        write(writers[index], row, values.get(index));
      }
    }
    return row;
  }

  private static void write(VectorWriter writer, int row, @Nullable Object value) {
    switch (value) {
      case null -> writer.setNull(row);
      case Boolean flag -> writer.setBoolean(row, flag);
      case Double number -> writer.setDouble(row, number);
      case Long number -> writer.setLong(row, number);
      case String text -> writer.setText(row, text);
      default ->
          throw new IllegalArgumentException("no column takes a " + value.getClass().getName());
    }
  }
}
