// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.linear.LinearModel;

/** Shapley values of a sum over features: what each adds beyond what it adds on average. */
public final class LinearShapley implements Shapley {
  private final LinearModel model;
  private final int output;
  private final double factor;
  private final Players players;
  private final double[] means;
  private final double expected;

  /**
   * Prepares for one output.
   *
   * @param factor what the output is multiplied by
   */
  public LinearShapley(
      LinearModel model, int output, double factor, FeatureMatrix background, Players players) {
    this.model = model;
    this.output = output;
    this.factor = factor;
    this.players = players;
    double[][] contributions = model.contributions(background, output);
    means = new double[contributions.length];
    double sum = model.intercept(output);
    for (int feature = 0; feature < means.length; feature++) {
      for (double contribution : contributions[feature]) {
        means[feature] += contribution / background.rows();
      }
      sum += means[feature];
    }
    expected = factor * sum;
  }

  @Override
  public double expected() {
    return expected;
  }

  @Override
  public void explain(FeatureMatrix features, int row, double[] values) {
    FeatureMatrix one = features.select(new int[] {row});
    double[][] contributions = model.contributions(one, output);
    for (int feature = 0; feature < means.length; feature++) {
      values[players.ofFeature()[feature]] += factor * (contributions[feature][0] - means[feature]);
    }
  }
}
