// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueVector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch in the hands of a client, who may have read only a part of it when the engine needs its
 * memory for the next: it is copied then.
 */
final class HandedBatch implements ColumnBatch {
  private final int rows;
  private final List<HandedVector> vectors = new ArrayList<>();

  HandedBatch(ColumnBatch batch) {
    this.rows = batch.rows();
    for (int index = 0; index < batch.columns(); index++) {
      vectors.add(new HandedVector(batch.column(index)));
    }
  }

  /** Makes this independent of the engine. */
  void keep() {
    vectors.forEach(vector -> vector.keep(rows));
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return vectors.size();
  }

  @Override
  public ColumnVector column(int index) {
    return vectors.get(index);
  }

  /** A column whose values may move. */
  private static final class HandedVector implements ColumnVector {
    private ColumnVector values;

    HandedVector(ColumnVector values) {
      this.values = values;
    }

    void keep(int rows) {
      List<@Nullable Object> copies = new ArrayList<>(rows);
      for (int row = 0; row < rows; row++) {
        copies.add(CatalogRow.value(values, row));
      }
      values = new ValueVector(values.type(), copies);
    }

    @Override
    public DataType type() {
      return values.type();
    }

    @Override
    public boolean isNull(int row) {
      return values.isNull(row);
    }

    @Override
    public boolean booleanAt(int row) {
      return values.booleanAt(row);
    }

    @Override
    public long longAt(int row) {
      return values.longAt(row);
    }

    @Override
    public double doubleAt(int row) {
      return values.doubleAt(row);
    }

    @Override
    public BigDecimal decimalAt(int row) {
      return values.decimalAt(row);
    }

    @Override
    public String textAt(int row) {
      return values.textAt(row);
    }

    @Override
    public byte[] bytesAt(int row) {
      return values.bytesAt(row);
    }

    @Override
    public void doublesInto(double[] target, int rows) {
      values.doublesInto(target, rows);
    }
  }
}
