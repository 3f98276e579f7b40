// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.FeatureMatrix;

/**
 * A binary decision tree as parallel arrays, one entry a node; node 0 is the root and children come
 * after their parent.
 *
 * <p>At a numeric node a row goes left when {@code x <= threshold}; at a categorical node when the
 * bit of its category is set. NaN, and a category that the node's bits do not reach, goes where
 * {@code missingLeft} says. An infinite value counts as the largest float of its sign. The arrays
 * must not be changed.
 *
 * @param feature index of the feature compared at a node; -1 marks a leaf
 * @param threshold finite; read at numeric nodes only
 * @param categories bits of the categories that go left, 64 a word; empty at numeric nodes and
 *     leaves
 * @param left left children; read at inner nodes only, as is {@code right}
 * @param value what a leaf adds to the score; read at leaves only
 * @param cover sum of the hessians of the training rows that reached a node (for squared error:
 *     their number)
 * @param gain by how much a node's split lowered the training loss, twice over; 0 at leaves
 */
public record Tree(
    int[] feature,
    float[] threshold,
    long[][] categories,
    boolean[] missingLeft,
    int[] left,
    int[] right,
    double[] value,
    double[] cover,
    double[] gain)
    implements TreeNodes {

  /** The {@link #categories} of a node that compares no category. */
  static final long[] NO_CATEGORIES = {};

  /**
   * @throws IllegalArgumentException if the arrays differ in length, a child is missing, shared or
   *     before its parent, or a number is not finite
   */
  public Tree {
    int nodes = feature.length;
    require(nodes > 0, "a tree has at least one node");
    require(
        threshold.length == nodes
            && categories.length == nodes
            && missingLeft.length == nodes
            && left.length == nodes
            && right.length == nodes
            && value.length == nodes
            && cover.length == nodes
            && gain.length == nodes,
        "the arrays of a tree have equal lengths");
    boolean[] reached = new boolean[nodes];
    reached[0] = true;
    for (int node = 0; node < nodes; node++) {
      require(reached[node], "every node is the child of an earlier one");
      if (feature[node] == LEAF) {
        require(Double.isFinite(value[node]), "the value of a leaf is finite");
      } else {
        require(feature[node] >= 0, "a feature index is not negative");
        require(Float.isFinite(threshold[node]), "a threshold is finite");
        reach(reached, node, left[node]);
        reach(reached, node, right[node]);
      }
    }
  }

  private static void reach(boolean[] reached, int parent, int child) {
    require(
        child > parent && child < reached.length && !reached[child],
        "a child comes after its parent and has no other");
    reached[child] = true;
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(rule);
    }
  }

  public int nodes() {
    return feature.length;
  }

  public int leaves() {
    return (feature.length + 1) / 2;
  }

  public boolean isLeaf(int node) {
    return feature[node] == LEAF;
  }

  @Override
  public int root() {
    return 0;
  }

  @Override
  public int feature(int node) {
    return feature[node];
  }

  @Override
  public int left(int node) {
    return left[node];
  }

  @Override
  public int right(int node) {
    return right[node];
  }

  @Override
  public boolean missingLeft(int node) {
    return missingLeft[node];
  }

  @Override
  public float threshold(int node) {
    return threshold[node];
  }

  @Override
  public double answer(int node, int output) {
    return value[node];
  }

  /** Tells whether an inner node compares categories rather than quantities. */
  @Override
  public boolean isCategorical(int node) {
    return categories[node].length > 0;
  }

  @Override
  public boolean goesLeft(int node, float x) {
    if (!isCategorical(node)) {
      return Float.isNaN(x) ? missingLeft[node] : Math.min(x, Float.MAX_VALUE) <= threshold[node];
    }
    return goesLeft(categories[node], missingLeft[node], x);
  }

  static boolean goesLeft(long[] leftCategories, boolean missingLeft, float x) {
    if (!(x >= 0 && x < 64f * leftCategories.length)) {
      return missingLeft;
    }
    int category = (int) x;
    return (leftCategories[category >> 6] >>> category & 1) != 0;
  }

  /** Returns the leaf that a row falls into. */
  public int leafOf(FeatureMatrix features, int row) {
    float[][] columns = features.columns();
    int node = 0;
    while (feature[node] != LEAF) {
      node = goesLeft(node, columns[feature[node]][row]) ? left[node] : right[node];
    }
    return node;
  }

  /** Returns the longest way from the root to a leaf; 0 for a tree that is one leaf. */
  int depth() {
    int[] depth = new int[nodes()];
    int deepest = 0;
    for (int node = 0; node < nodes(); node++) {
      if (!isLeaf(node)) {
        depth[left[node]] = depth[node] + 1;
        depth[right[node]] = depth[node] + 1;
        deepest = Math.max(deepest, depth[node] + 1);
      }
    }
    return deepest;
  }
}
