// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.catalog;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of a small query over the catalog, its values by column name. */
public final class CatalogRow {
  private final Map<String, @Nullable Object> values;

  private CatalogRow(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /** Runs a query and reads all its rows. */
  public static List<CatalogRow> query(
      EngineSession session, String statement, @Nullable Object... parameters) {
    List<CatalogRow> rows = new ArrayList<>();
    try (PreparedQuery query = session.prepare(statement);
        RunningQuery run = query.run(Arrays.asList(parameters))) {
      List<Column> columns = run.columns();
      for (ColumnBatch batch = run.next(); batch != null; batch = run.next()) {
        for (int row = 0; row < batch.rows(); row++) {
          Map<String, @Nullable Object> values = new LinkedHashMap<>();
          for (int column = 0; column < columns.size(); column++) {
            values.put(columns.get(column).name(), value(batch.column(column), row));
          }
          rows.add(new CatalogRow(values));
        }
      }
    }
    return rows;
  }

  /** Runs a statement that changes rows. */
  public static void execute(
      EngineSession session, String statement, @Nullable Object... parameters) {
    try (PreparedQuery query = session.prepare(statement);
        RunningQuery run = query.run(Arrays.asList(parameters))) {
      while (run.next() != null) {
        // Nothing is expected of a statement that changes rows.
      }
    }
  }

  /** Reads a value as {@link dev.mynah.spi.data.ValueVector} holds it. */
  public static @Nullable Object value(ColumnVector vector, int row) {
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

  public String text(String column) {
    return (String) required(column);
  }

  public Optional<String> optionalText(String column) {
    return Optional.ofNullable((String) values.get(column));
  }

  public long number(String column) {
    return ((Number) required(column)).longValue();
  }

  public Optional<Long> optionalNumber(String column) {
    return Optional.ofNullable((Number) values.get(column)).map(Number::longValue);
  }

  public Optional<Double> optionalDouble(String column) {
    return Optional.ofNullable((Number) values.get(column)).map(Number::doubleValue);
  }

  public boolean flag(String column) {
    return (Boolean) required(column);
  }

  public byte[] bytes(String column) {
    return (byte[]) required(column);
  }

  private Object required(String column) {
    return Objects.requireNonNull(values.get(column), column);
  }
}
