// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.tree.Tree;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import java.util.List;

/**
 * Shapley values of the raw scores of trees: how much each feature moved a row's score away from
 * the expected one, averaged over all orders in which features could become known. A feature that
 * is not known sends a row both ways, by the training rows that went there (Lundberg et al.,
 * <i>From local explanations to global understanding with explainable AI for trees</i>, Nature
 * Machine Intelligence 2, 2020, algorithm 2). Takes time proportional to leaves times the square of
 * the depth.
 */
public final class TreeShap {
  private final TreeEnsemble trees;
  private final double[] expected;

  public TreeShap(TreeEnsemble trees) {
    this.trees = trees;
    this.expected = trees.baseScores();
    List<Tree> all = trees.trees();
    for (int index = 0; index < all.size(); index++) {
      expected[index % expected.length] += expected(all.get(index), 0);
    }
  }

  private static double expected(Tree tree, int node) {
    if (tree.isLeaf(node)) {
      return tree.value()[node];
    }
    int left = tree.left()[node];
    int right = tree.right()[node];
    return share(tree, node, left) * expected(tree, left)
        + share(tree, node, right) * expected(tree, right);
  }

  /** Returns the share of a node's training rows that went to one of its children. */
  private static double share(Tree tree, int node, int child) {
    double total = tree.cover()[tree.left()[node]] + tree.cover()[tree.right()[node]];
    return total > 0 ? tree.cover()[child] / total : 0.5;
  }

  /** Returns the score of a row of which nothing is known, one an output. */
  public double[] expected() {
    return expected.clone();
  }

  /**
   * Explains the score of one row; the values and the expected score add up to it.
   *
   * @return shape {@code [outputs][features]}
   */
  public double[][] explain(FeatureMatrix features, int row) {
    double[][] values = new double[expected.length][features.columns().length];
    List<Tree> all = trees.trees();
    for (int index = 0; index < all.size(); index++) {
      Tree tree = all.get(index);
      new Walk(tree, features, row, values[index % expected.length])
          .descend(0, new Path(depth(tree, 0) + 2), 1, 1, Path.NONE);
    }
    return values;
  }

  private static int depth(Tree tree, int node) {
    return tree.isLeaf(node)
        ? 0
        : 1 + Math.max(depth(tree, tree.left()[node]), depth(tree, tree.right()[node]));
  }

  /** One row's way through one tree, along all branches. */
  private record Walk(Tree tree, FeatureMatrix features, int row, double[] values) {
    /**
     * Goes on to a node.
     *
     * @param zero share of the rows that come here when the feature is not known
     * @param one 1 if this row comes here when it is, else 0
     * @param feature that was asked about above
     */
    void descend(int node, Path above, double zero, double one, int feature) {
      Path path = above.extended(zero, one, feature);
      if (tree.isLeaf(node)) {
        for (int place = 1; place < path.length(); place++) {
          values[path.feature(place)] +=
              path.unwoundSum(place) * (path.one(place) - path.zero(place)) * tree.value()[node];
        }
        return;
      }
      int asked = tree.feature()[node];
      double knownZero = 1;
      double knownOne = 1;
      int before = path.find(asked);
      if (before != Path.NONE) {
        knownZero = path.zero(before);
        knownOne = path.one(before);
        path = path.unwound(before);
      }
      int left = tree.left()[node];
      int right = tree.right()[node];
      boolean goesLeft = tree.goesLeft(node, features.columns()[asked][row]);
      double zeroLeft = knownZero * share(tree, node, left);
      double zeroRight = knownZero * share(tree, node, right);
      descend(left, path, zeroLeft, goesLeft ? knownOne : 0, asked);
      descend(right, path, zeroRight, goesLeft ? 0 : knownOne, asked);
    }
  }
}
