// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import java.util.List;

/**
 * How far the truth is from a predicted value, learnt from answers to rows that had no part in
 * them. Errors are divided by the size that is expected of them, and how the quotients are
 * distributed gives intervals that hold the truth as often as is asked for, narrow where errors are
 * small (Lei et al., <i>Distribution-Free Predictive Inference for Regression</i>, JASA 113, 2018).
 *
 * @param sizes predicts the size of an error beside the mean size
 * @param share how much of an expected size comes from {@code sizes}, in [0, 1]; the rest is 1
 * @param quotients rising; none when nothing is known
 */
public record Spread(TreeEnsemble sizes, double share, double[] quotients) {
  /** Knows nothing. */
  public static final Spread UNKNOWN =
      new Spread(new TreeEnsemble(new double[] {1}, List.of()), 0, new double[0]);

  /** No error is expected to be smaller beside the mean one. */
  private static final double MIN_SIZE = 0.05;

  public Spread {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share: " + share);
    }
  }

  /** Tells whether intervals can be told. */
  public boolean isKnown() {
    return quotients.length > 0;
  }

  /** An interval beside 0, in expected sizes of errors. */
  public record Bounds(double low, double high) {}

  /**
   * Returns how far below and above an answer the truth is in a share of all cases, when the
   * expected size is 1. With few rows the largest errors of all stand for rarer ones.
   *
   * @param level in (0, 1)
   */
  public Bounds bounds(double level) {
    return bounds(quotients, level);
  }

  static Bounds bounds(double[] rising, double level) {
    double tail = (1 - level) / 2;
    // One more row than there are: the one that is asked about.
    double low = (rising.length + 1) * tail - 1;
    return new Bounds(at(rising, low), at(rising, rising.length - 1 - low));
  }

  private static double at(double[] rising, double place) {
    double held = Math.clamp(place, 0, rising.length - 1);
    int below = (int) held;
    int above = Math.min(below + 1, rising.length - 1);
    return rising[below] + (held - below) * (rising[above] - rising[below]);
  }

  /** Returns the expected size of the error of each row, in the unit of the answer. */
  double[] expectedSizes(FeatureMatrix features) {
    double[] expected = new double[features.rows()];
    sizes.addScores(features, expected);
    for (int row = 0; row < expected.length; row++) {
      expected[row] = mixed(expected[row], share);
    }
    return expected;
  }

  static double mixed(double size, double share) {
    return share * Math.max(size, MIN_SIZE) + 1 - share;
  }
}
