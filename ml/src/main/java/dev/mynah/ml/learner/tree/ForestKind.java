// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

/** What makes the trees of a forest differ. */
public enum ForestKind {
  /**
   * Each tree is grown on all rows; a node draws one cut for each feature that it looks at (Geurts,
   * Ernst and Wehenkel, <i>Extremely randomized trees</i>, Machine Learning 63, 2006).
   */
  EXTRA_TREES,
  /**
   * Each tree is grown on rows drawn with repetition; a node compares every cut (Breiman, <i>Random
   * Forests</i>, Machine Learning 45, 2001).
   */
  RANDOM_FOREST
}
