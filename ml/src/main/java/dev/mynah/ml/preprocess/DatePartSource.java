// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.NumberUnit;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a point in time.
 *
 * @param column the name of the column that it comes from
 */
public record DatePartSource(int input, String column, DatePart part) implements FeatureSource {
  /** Tells whether values of the type have parts. */
  public static boolean fits(Kind kind) {
    return kind == Kind.DATE || kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMPTZ;
  }

  /** Returns the parts that differ among the given rows. */
  static List<DatePartSource> fit(int input, String column, NumberValues values, int[] rowIndexes) {
    List<DatePartSource> sources = new ArrayList<>();
    for (DatePart part : DatePart.values()) {
      double first = Double.NaN;
      boolean differs = false;
      for (int index = 0; index < rowIndexes.length && !differs; index++) {
        double value = part.of(values.values()[rowIndexes[index]]);
        differs = !Double.isNaN(first) && !Double.isNaN(value) && value != first;
        first = Double.isNaN(first) ? value : first;
      }
      if (differs) {
        sources.add(new DatePartSource(input, column, part));
      }
    }
    return sources;
  }

  @Override
  public Feature feature() {
    return new Feature(column + "_" + part.label(), 0);
  }

  @Override
  public void encode(ColumnValues values, int[] rowIndexes, float[] target) {
    double[] numbers = ((NumberValues) values).values();
    for (int row = 0; row < rowIndexes.length; row++) {
      target[row] = (float) part.of(numbers[rowIndexes[row]]);
    }
  }

  @Override
  public void encode(ColumnVector vector, int rows, double[] scratch, float[] target) {
    vector.doublesInto(scratch, rows);
    NumberUnit.convert(vector.type().kind(), scratch, rows);
    for (int row = 0; row < rows; row++) {
      target[row] = (float) part.of(scratch[row]);
    }
  }
}
