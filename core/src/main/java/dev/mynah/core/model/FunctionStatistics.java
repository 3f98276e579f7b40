// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.TableFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much the functions of models were used, as rows for the view {@code ml.function_stats}. */
public final class FunctionStatistics implements TableFunction {
  private final ModelFunctions functions;

  public FunctionStatistics(ModelFunctions functions) {
    this.functions = functions;
  }

  @Override
  public String name() {
    return "_mynah_function_use";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("model_id", DataType.BIGINT),
        new Column("version", DataType.BIGINT),
        new Column("suffix", DataType.TEXT),
        new Column("calls", DataType.BIGINT),
        new Column("row_count", DataType.BIGINT),
        new Column("cache_hits", DataType.BIGINT),
        new Column("seconds", DataType.DOUBLE));
  }

  @Override
  public List<List<@Nullable Object>> rows() {
    return functions.uses();
  }
}
