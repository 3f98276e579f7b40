// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Tables made for tests. */
final class MadeRows {
  private MadeRows() {}

  /** Makes a table of one column. */
  static SharedTable column(String name, DataType type, @Nullable Object... values) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (@Nullable Object value : values) {
      rows.add(new ArrayList<>(Arrays.asList(value)));
    }
    return new SharedTable(List.of(new Column(name, type)), rows);
  }

  /** Makes a table of one column whose value depends on the row. */
  static SharedTable column(
      String name, DataType type, int rows, IntFunction<? extends @Nullable Object> value) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      values.add(value.apply(row));
    }
    return column(name, type, values.toArray());
  }

  /** Adds a column whose value depends on the row. */
  static SharedTable with(
      SharedTable table,
      String name,
      DataType type,
      IntFunction<? extends @Nullable Object> value) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      values.add(value.apply(row));
    }
    return table.withColumn(new Column(name, type), values);
  }

  /** Makes a table of two numbers, a text, and a target of the given type that depends on them. */
  static SharedTable learnable(int rows, DataType type) {
    Random random = new Random(rows);
    double[] a = random.doubles(rows, -1, 1).toArray();
    double[] b = random.doubles(rows, -1, 1).toArray();
    int[] c = random.ints(rows, 0, 4).toArray();
    double[] noise = random.doubles(rows, -0.5, 0.5).toArray();
    SharedTable table = column("a", DataType.DOUBLE, rows, row -> row % 17 == 0 ? null : a[row]);
    table = with(table, "b", DataType.DOUBLE, row -> b[row]);
    table = with(table, "c", DataType.TEXT, row -> row % 13 == 0 ? null : "c" + c[row]);
    return with(
        table,
        "y",
        type,
        row -> {
          double value = a[row] + b[row] * (c[row] - 1.5) + noise[row];
          return switch (type.kind()) {
            case BOOLEAN -> value > 0;
            case TEXT -> value > 0.5 ? "high" : value < -0.5 ? "low" : "middle";
            default -> value;
          };
        });
  }
}
