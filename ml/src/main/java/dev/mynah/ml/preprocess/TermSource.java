// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.TextValues;
import dev.mynah.spi.data.ColumnVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which of some terms a text has: a whole number, a bit for each of {@link Terms#A_FEATURE} terms.
 *
 * @param part which terms: 0 for the first; the sources of a column are neighbours, and only the
 *     first of them encodes, for all
 */
public record TermSource(int input, String name, Terms terms, int part) implements FeatureSource {
  static List<TermSource> fit(int input, String name, TextValues values, int[] rowIndexes) {
    Terms terms = Terms.of(values, rowIndexes);
    List<TermSource> sources = new ArrayList<>();
    for (int part = 0; part < terms.features(); part++) {
      sources.add(new TermSource(input, name, terms, part));
    }
    return sources;
  }

  @Override
  public Feature feature() {
    return new Feature(part == 0 ? name : "%s_%d".formatted(name, part), 0);
  }

  @Override
  public void encode(ColumnValues values, int[] rowIndexes, float[] target) {
    float[][] all = new float[terms.features()][];
    Arrays.setAll(all, index -> index == part ? target : new float[rowIndexes.length]);
    encode((TextValues) values, rowIndexes, all, 0);
  }

  @Override
  public void encode(ColumnVector vector, int rows, double[] scratch, float[] target) {
    float[][] all = new float[terms.features()][];
    Arrays.setAll(all, index -> index == part ? target : new float[rows]);
    encode(vector, rows, all, 0);
  }

  /** Encodes the features of the whole column at once. */
  void encode(TextValues values, int[] rowIndexes, float[][] features, int first) {
    for (int row = 0; row < rowIndexes.length; row++) {
      int code = values.codes()[rowIndexes[row]];
      if (code == TextValues.MISSING) {
        miss(features, first, row);
      } else {
        terms.encode(values.dictionary().get(code), features, first, row);
      }
    }
  }

  /** Encodes the features of the whole column at once. */
  void encode(ColumnVector vector, int rows, float[][] features, int first) {
    for (int row = 0; row < rows; row++) {
      if (vector.isNull(row)) {
        miss(features, first, row);
      } else {
        terms.encode(vector.textAt(row), features, first, row);
      }
    }
  }

  private void miss(float[][] features, int first, int row) {
    for (int index = 0; index < terms.features(); index++) {
      features[first + index][row] = Float.NaN;
    }
  }
}
