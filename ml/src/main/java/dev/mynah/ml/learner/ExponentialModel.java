// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

import dev.mynah.ml.dataset.FeatureMatrix;

/**
 * Answers with a factor times the exponential of another model's answer.
 *
 * @param inner of one output, the logarithm of a value
 */
public record ExponentialModel(Model inner, double factor) implements Model {
  /** Keeps answers finite, whatever the logarithm is. */
  private static final double MAX_LOGARITHM = 700;

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public void addScores(FeatureMatrix features, double[] raw) {
    double[] logarithms = new double[features.rows()];
    inner.addScores(features, logarithms);
    for (int row = 0; row < logarithms.length; row++) {
      raw[row] += factor * StrictMath.exp(Math.min(logarithms[row], MAX_LOGARITHM));
    }
  }

  @Override
  public double[] importance(FeatureMatrix features) {
    return inner.importance(features);
  }
}
