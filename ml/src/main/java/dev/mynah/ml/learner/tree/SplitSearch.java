// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

/** How a node chooses among the possible splits of a feature. */
public enum SplitSearch {
  /** Compares them all. */
  EVERY_SPLIT,
  /**
   * Draws one for each feature and compares those: weaker trees that differ more from each other,
   * worth having in an ensemble (<i>Extremely randomized trees</i>, Machine Learning 2006).
   */
  RANDOM_SPLIT
}
