// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

import java.util.List;

/**
 * Encoded features, by column: what every learner trains on and every model scores.
 *
 * <p>A numeric feature holds values, NaN where missing. A categorical feature of cardinality k
 * holds whole numbers from 0 to k - 1, and NaN where the category is missing or was not seen in
 * training. Values are 32-bit so that models exported to other formats branch alike. The arrays may
 * be longer than {@link #rows}; what lies behind is not read.
 *
 * @param columns shape {@code [features][>= rows]}
 */
public record FeatureMatrix(List<Feature> features, float[][] columns, int rows) {
  public FeatureMatrix {
    features = List.copyOf(features);
    if (columns.length != features.size()) {
      throw new IllegalArgumentException(
          "%d columns for %d features".formatted(columns.length, features.size()));
    }
  }

  /** Returns a matrix of the given rows, copied, in the given order. */
  public FeatureMatrix select(int[] rowIndexes) {
    float[][] selected = new float[columns.length][rowIndexes.length];
    for (int feature = 0; feature < columns.length; feature++) {
      float[] from = columns[feature];
      float[] to = selected[feature];
      for (int row = 0; row < rowIndexes.length; row++) {
        to[row] = from[rowIndexes[row]];
      }
    }
    return new FeatureMatrix(features, selected, rowIndexes.length);
  }
}
