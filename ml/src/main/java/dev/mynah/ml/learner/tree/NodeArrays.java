// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.util.Arrays;

/** The arrays of a {@link Tree} while nodes are still added. */
final class NodeArrays {
  private int count;
  private int[] feature;
  private float[] threshold;
  private long[][] categories;
  private boolean[] missingLeft;
  private int[] left;
  private int[] right;
  private double[] value;
  private double[] cover;
  private double[] gain;

  NodeArrays(int capacity) {
    feature = new int[capacity];
    threshold = new float[capacity];
    categories = new long[capacity][];
    missingLeft = new boolean[capacity];
    left = new int[capacity];
    right = new int[capacity];
    value = new double[capacity];
    cover = new double[capacity];
    gain = new double[capacity];
  }

  void ensureCapacity(int nodes) {
    if (nodes > feature.length) {
      resize(Math.max(nodes, 2 * feature.length));
    }
  }

  private void resize(int length) {
    feature = Arrays.copyOf(feature, length);
    threshold = Arrays.copyOf(threshold, length);
    categories = Arrays.copyOf(categories, length);
    missingLeft = Arrays.copyOf(missingLeft, length);
    left = Arrays.copyOf(left, length);
    right = Arrays.copyOf(right, length);
    value = Arrays.copyOf(value, length);
    cover = Arrays.copyOf(cover, length);
    gain = Arrays.copyOf(gain, length);
  }

  /** Appends a leaf and returns its node; {@link #split} may make it an inner node. */
  int addLeaf(double leafValue, double leafCover) {
    int node = count++;
    feature[node] = Tree.LEAF;
    categories[node] = Tree.NO_CATEGORIES;
    value[node] = leafValue;
    cover[node] = leafCover;
    return node;
  }

  void split(
      int node,
      int splitFeature,
      float splitThreshold,
      long[] leftCategories,
      boolean missingGoesLeft,
      int leftChild,
      int rightChild,
      double splitGain) {
    feature[node] = splitFeature;
    threshold[node] = splitThreshold;
    categories[node] = leftCategories;
    missingLeft[node] = missingGoesLeft;
    left[node] = leftChild;
    right[node] = rightChild;
    value[node] = 0;
    gain[node] = splitGain;
  }

  Tree toTree() {
    resize(count);
    return new Tree(feature, threshold, categories, missingLeft, left, right, value, cover, gain);
  }
}
