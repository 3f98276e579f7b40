// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a statement that is several of the engine, which are bound as they run. It has neither
 * parameters nor columns.
 */
record UnboundQuery(String statement) implements PreparedQuery {
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
    throw new IllegalStateException("its steps run one by one");
  }

  @Override
  public void close() {
    // Nothing is bound.
  }
}
