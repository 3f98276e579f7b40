// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.util.List;

/** The distinct comparisons of one feature. */
sealed interface FeatureComparisons permits NumericComparisons, CategoricalComparisons {
  /** An inner node of a tree. */
  record Node(Tree tree, int node) {
    boolean isCategorical() {
      return tree.isCategorical(node);
    }

    float threshold() {
      return tree.threshold()[node];
    }

    long[] categories() {
      return tree.categories()[node];
    }
  }

  static FeatureComparisons of(List<Node> nodes) {
    boolean categorical = nodes.stream().anyMatch(Node::isCategorical);
    return categorical ? CategoricalComparisons.of(nodes) : NumericComparisons.of(nodes);
  }

  int count();

  int indexOf(Tree tree, int node);

  /**
   * Sets bit r of {@code right[first + c]} if row {@code from + r} goes right at comparison c.
   *
   * @param rows at most 64
   * @param right 0 where this feature's comparisons stand
   * @return the rows whose value is missing; no comparison sends them right
   */
  long compare(float[] column, int from, int rows, long[] right, int first);
}
