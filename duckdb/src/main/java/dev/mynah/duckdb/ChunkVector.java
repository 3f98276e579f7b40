// SPDX-License-Identifier: Apache-2.0
package dev.mynah.duckdb;

import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBReadableVector;

/** A vector of DuckDB's, read in place. */
final class ChunkVector implements ColumnVector {
  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  private final DuckDBReadableVector vector;
  private final DuckDBColumnType stored;
  private final DataType type;

  ChunkVector(DuckDBReadableVector vector, DataType type) {
    this.vector = vector;
    this.stored = vector.getType();
    this.type = type;
  }

  /** Tells whether DuckDB's driver can read vectors of this type. */
  static boolean reads(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE, DATE -> true;
      case TIMESTAMP, TIMESTAMPTZ -> true;
      case TEXT, JSON -> !type.engineName().startsWith("ENUM");
      case BYTES, TIME, UUID, INTERVAL, OTHER, ARRAY, UNKNOWN -> false;
    };
  }

  @Override
  public DataType type() {
    return type;
  }

  @Override
  public boolean isNull(int row) {
    return vector.isNull(row);
  }

  @Override
  public boolean booleanAt(int row) {
    return vector.getBoolean(row);
  }

  @Override
  public long longAt(int row) {
    return switch (stored) {
      case TINYINT -> vector.getByte(row);
      case UTINYINT -> vector.getUint8(row);
      case SMALLINT -> vector.getShort(row);
      case USMALLINT -> vector.getUint16(row);
      case INTEGER -> vector.getInt(row);
      case UINTEGER -> vector.getUint32(row);
      case BIGINT -> vector.getLong(row);
      case DATE -> vector.getLocalDate(row).toEpochDay();
      case TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS ->
          micros(vector.getLocalDateTime(row));
      case TIMESTAMP_WITH_TIME_ZONE ->
          ChronoUnit.MICROS.between(
              EPOCH,
              vector
                  .getOffsetDateTime(row)
                  .withOffsetSameInstant(ZoneOffset.UTC)
                  .toLocalDateTime());
      default -> throw new IllegalStateException("no whole number in a vector of " + stored);
    };
  }

  private static long micros(LocalDateTime time) {
    return ChronoUnit.MICROS.between(EPOCH, time);
  }

  @Override
  public double doubleAt(int row) {
    return switch (stored) {
      case DOUBLE -> vector.getDouble(row);
      case FLOAT -> vector.getFloat(row);
      case DECIMAL, HUGEINT, UHUGEINT, UBIGINT -> decimalAt(row).doubleValue();
      default -> longAt(row);
    };
  }

  @Override
  public BigDecimal decimalAt(int row) {
    return switch (stored) {
      case DECIMAL -> vector.getBigDecimal(row);
      case HUGEINT -> new BigDecimal(vector.getHugeInt(row));
      case UHUGEINT -> new BigDecimal(vector.getUHugeInt(row));
      case UBIGINT -> new BigDecimal(vector.getUint64(row));
      default -> throw new IllegalStateException("no decimal in a vector of " + stored);
    };
  }

  @Override
  public String textAt(int row) {
    try {
      return vector.getString(row);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // The driver throws an SQLException, which it does not declare, when the heap is full.
      throw new DatastoreException(ErrorCode.OUT_OF_MEMORY, "out of memory")
          .withDetail("A value does not fit into the memory of the server.")
          .withCause(e);
    }
  }

  @Override
  public byte[] bytesAt(int row) {
    throw new IllegalStateException("no bytes in a vector of " + stored);
  }

  @Override
  public void doublesInto(double[] target, int rows) {
    switch (stored) {
      case DOUBLE -> {
        for (int row = 0; row < rows; row++) {
          target[row] = vector.getDouble(row, Double.NaN);
        }
      }
      case BOOLEAN -> {
        for (int row = 0; row < rows; row++) {
          target[row] = vector.isNull(row) ? Double.NaN : vector.getBoolean(row) ? 1 : 0;
        }
      }
      default -> {
        for (int row = 0; row < rows; row++) {
          target[row] = vector.isNull(row) ? Double.NaN : doubleAt(row);
        }
      }
    }
  }
}
