// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

import dev.mynah.ml.dataset.FeatureMatrix;

/** What a learner has learnt. Immutable, so any number of threads may score with it. */
public interface Model {
  /** Raw scores a row: 1 for regression and two classes, else one a class. */
  int outputs();

  /**
   * Adds the raw score of each row to {@code raw}; see {@link Loss} for what raw scores mean.
   *
   * @param raw shape {@code [rows * outputs]}, row by row; what is there is added to
   */
  void addScores(FeatureMatrix features, double[] raw);

  /**
   * Returns the share of each feature in what was learnt, adding up to 1 unless all are 0.
   *
   * @param features rows like those learnt from
   */
  double[] importance(FeatureMatrix features);
}
