// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

import dev.mynah.ml.dataset.FeatureMatrix;

/**
 * Features with what is to be predicted from them.
 *
 * @param target shape {@code [rows]}: the value, or the class number from 0
 * @param classes how many classes there are; 0 for regression
 */
public record TrainingRows(FeatureMatrix features, double[] target, int classes) {
  public TrainingRows {
    if (target.length != features.rows()) {
      throw new IllegalArgumentException(
          "%d targets for %d rows".formatted(target.length, features.rows()));
    }
  }

  public int rows() {
    return features.rows();
  }

  /** Returns the given rows, copied, in the given order. */
  public TrainingRows select(int[] rowIndexes) {
    double[] selected = new double[rowIndexes.length];
    for (int row = 0; row < rowIndexes.length; row++) {
      selected[row] = target[rowIndexes[row]];
    }
    return new TrainingRows(features.select(rowIndexes), selected, classes);
  }
}
