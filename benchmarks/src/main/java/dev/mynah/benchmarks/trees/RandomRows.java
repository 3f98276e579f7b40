// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.trees;

import dev.mynah.benchmarks.engine.EngineTable;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import dev.mynah.spi.function.Signature.Volatility;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Rows whose target depends on every column, so that trees use them all. */
record RandomRows(float[][] columns, float[] target) {
  /** Keeps scores about 1, so that XGBoost's 32-bit sums have digits to spare. */
  private static final float SCALE = 0.2f;

  static RandomRows of(int features, int count) {
    Random random = new Random(1);
    float[][] columns = new float[features][count];
    float[] target = new float[count];
    for (int row = 0; row < count; row++) {
      for (int feature = 0; feature < features; feature++) {
        float x = (float) random.nextGaussian();
        columns[feature][row] = x;
        target[row] += SCALE * (feature % 2 == 0 ? x : x * columns[feature - 1][row]);
      }
      if (random.nextInt(10) == 0) {
        columns[3][row] = Float.NaN;
      }
    }
    return new RandomRows(columns, target);
  }

  int count() {
    return target.length;
  }

  int features() {
    return columns.length;
  }

  float[] byRow(int from, int count) {
    int features = features();
    float[] values = new float[count * features];
    for (int row = 0; row < count; row++) {
      for (int feature = 0; feature < features; feature++) {
        values[row * features + feature] = columns[feature][from + row];
      }
    }
    return values;
  }

  FeatureMatrix byColumn(int from, int count) {
    List<Feature> features =
        IntStream.range(0, features()).mapToObj(i -> new Feature("f" + i, 0)).toList();
    int[] rows = IntStream.range(from, from + count).toArray();
    return new FeatureMatrix(features, columns, columns[0].length).select(rows);
  }

  float[] targets(int count) {
    return Arrays.copyOf(target, count);
  }

  /** Returns a table of the same rows, for statements of one thread. */
  EngineTable table() throws IOException {
    EngineTable table = new EngineTable(1);
    table.install(new Cells(columns));
    List<String> expressions =
        IntStream.range(0, features()).mapToObj(i -> "%s(r, %d)".formatted(Cells.NAME, i)).toList();
    table.fill(expressions, count());
    return table;
  }

  /** {@code cell(row, column)}: a value, NULL for NaN. */
  private record Cells(float[][] columns) implements ScalarFunction {
    static final String NAME = "cell";

    @Override
    public Signature signature() {
      List<Column> parameters =
          List.of(new Column("row", DataType.BIGINT), new Column("column", DataType.BIGINT));
      return new Signature(NAME, parameters, DataType.DOUBLE, Volatility.IMMUTABLE);
    }

    @Override
    public void apply(ColumnBatch arguments, ColumnWriter result) {
      for (int row = 0; row < arguments.rows(); row++) {
        int column = Math.toIntExact(arguments.column(1).longAt(row));
        float value = columns[column][Math.toIntExact(arguments.column(0).longAt(row))];
        if (Float.isNaN(value)) {
          result.setNull(row);
        } else {
          result.setDouble(row, value);
        }
      }
    }
  }
}
