// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.ColumnWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;

/** Writes a function's results into a vector of DuckDB's. */
final class VectorWriter implements ColumnWriter {
  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  private final DuckDBWritableVector vector;
  private final DuckDBColumnType stored;

  VectorWriter(DuckDBWritableVector vector) {
    this.vector = vector;
    this.stored = vector.getType();
  }

  @Override
  public void setNull(int row) {
    vector.setNull(row);
  }

  @Override
  public void setBoolean(int row, boolean value) {
    vector.setBoolean(row, value);
  }

  @Override
  public void setLong(int row, long value) {
    switch (stored) {
      case SMALLINT -> vector.setShort(row, (short) value);
      case INTEGER -> vector.setInt(row, Math.toIntExact(value));
      case BIGINT -> vector.setLong(row, value);
      case DATE -> vector.setDate(row, LocalDate.ofEpochDay(value));
      case TIMESTAMP -> vector.setTimestamp(row, EPOCH.plus(value, ChronoUnit.MICROS));
      case TIMESTAMP_WITH_TIME_ZONE ->
          vector.setOffsetDateTime(
              row, Instant.EPOCH.plus(value, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
      default -> throw new IllegalStateException("no whole number fits a vector of " + stored);
    }
  }

  @Override
  public void setDouble(int row, double value) {
    if (stored == DuckDBColumnType.FLOAT) {
      vector.setFloat(row, (float) value);
    } else {
      vector.setDouble(row, value);
    }
  }

  @Override
  public void setText(int row, String value) {
    vector.setString(row, value);
  }
}
