// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineOptions;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens an engine in memory and reads results as lists of values. */
final class TestEngine {
  private static final long MEMORY = 1L << 30;

  private TestEngine() {}

  static Engine inMemory(Path folder) {
    return new DuckDbEngineFactory()
        .open(
            new EngineOptions(
                Optional.empty(),
                folder.resolve("spill"),
                List.of(folder.resolve("in")),
                MEMORY,
                2));
  }

  static Engine onDisk(Path folder) {
    return new DuckDbEngineFactory()
        .open(
            new EngineOptions(
                Optional.of(folder.resolve("mynah.db")),
                folder.resolve("spill"),
                List.of(folder.resolve("in")),
                MEMORY,
                2));
  }

  static List<List<@Nullable Object>> rows(
      EngineSession session, String statement, @Nullable Object... parameters) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (PreparedQuery query = session.prepare(statement);
        RunningQuery run = query.run(List.of(parameters))) {
      for (ColumnBatch batch = run.next(); batch != null; batch = run.next()) {
        for (int row = 0; row < batch.rows(); row++) {
          List<@Nullable Object> values = new ArrayList<>();
          for (int column = 0; column < batch.columns(); column++) {
            values.add(value(batch.column(column), row));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  private static @Nullable Object value(ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    return switch (vector.type().kind()) {
      case BOOLEAN -> vector.booleanAt(row);
      case SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> vector.longAt(row);
      case REAL, DOUBLE -> vector.doubleAt(row);
      case DECIMAL -> vector.decimalAt(row);
      case BYTES -> vector.bytesAt(row);
      case TEXT, JSON, UUID, INTERVAL, OTHER, ARRAY, UNKNOWN -> vector.textAt(row);
    };
  }
}
