// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.Feature;

/**
 * Divides a feature's values into at most 255 bins, numbered from 0; one more bin, numbered {@link
 * #count}, takes what is missing.
 */
sealed interface FeatureBins permits NumericBins, CategoryBins {
  int MAX_BINS = 255;

  static FeatureBins of(Feature feature, float[] column, int rows) {
    return feature.isCategorical()
        ? CategoryBins.of(column, rows, feature.cardinality())
        : NumericBins.of(column, rows);
  }

  /** How many bins hold values. */
  int count();

  /** Writes each row's bin. */
  void assign(float[] column, byte[] bins);
}
