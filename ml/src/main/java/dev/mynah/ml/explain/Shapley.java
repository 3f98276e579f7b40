// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

import dev.mynah.ml.dataset.FeatureMatrix;

/**
 * Shapley values of an answer: how much each player moved a row's answer away from the expected
 * one, averaged over all orders in which the players could become known (Lundberg and Lee, <i>A
 * Unified Approach to Interpreting Model Predictions</i>, NIPS 2017). The features of a player that
 * is not known are those of background rows, and the answer is the mean over these.
 */
public sealed interface Shapley permits TreeShapley, LinearShapley, PermutationShapley {
  /** Returns the answer when nothing is known: its mean over the background rows. */
  double expected();

  /**
   * Adds the values of one row, which together with the expected answer add up to the row's.
   *
   * @param values one a player
   */
  void explain(FeatureMatrix features, int row, double[] values);
}
