// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.FeatureMatrix;

/**
 * Training features as bin numbers, one byte a value, by column.
 *
 * @param bins shape {@code [features][rows]}, unsigned
 * @param starts where the bins of each feature begin in a histogram of all features; one more entry
 *     is the number of bins
 */
record BinnedRows(FeatureBins[] features, byte[][] bins, int[] starts) {
  static BinnedRows of(FeatureMatrix matrix) {
    int count = matrix.columns().length;
    FeatureBins[] features = new FeatureBins[count];
    byte[][] bins = new byte[count][matrix.rows()];
    int[] starts = new int[count + 1];
    for (int feature = 0; feature < count; feature++) {
      float[] column = matrix.columns()[feature];
      features[feature] = FeatureBins.of(matrix.features().get(feature), column, matrix.rows());
      features[feature].assign(column, bins[feature]);
      starts[feature + 1] = starts[feature] + features[feature].count() + 1;
    }
    return new BinnedRows(features, bins, starts);
  }

  int featureCount() {
    return features.length;
  }

  /** How many bins all features have, with those for missing values. */
  int binCount() {
    return starts[features.length];
  }
}
