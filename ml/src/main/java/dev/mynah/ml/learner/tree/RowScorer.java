// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.List;

/**
 * Scores row by row, walking eight trees at a time without a branch: a leaf's child is the leaf
 * itself, so all eight take as many steps as the deepest needs, and the processor overlaps them.
 *
 * <p>A row is laid out twice, NaN as -infinity and as +infinity; nodes that send missing values
 * right read the second copy, so that NaN needs no test of its own. A category is looked up in bits
 * of which the last stands for "missing".
 */
final class RowScorer {
  private static final int TREES_AT_ONCE = 8;

  /** Rows that visit a group of trees while the group is in the cache. */
  private static final int BLOCK_ROWS = 64;

  private final double[] baseScores;
  private final int features;

  /** Nodes of all trees. A leaf is its own left child and no value exceeds its threshold. */
  private final int[] slot;

  private final float[] threshold;
  private final int[] left;
  private final double[] value;

  /** Where a node's bits begin in {@link #rightCategories}; word 0 is empty, for numeric nodes. */
  private final int[] firstWord;

  private final CategoryBits rightCategories;

  /** First node of each tree, padded with leaves of value 0 to a multiple of eight trees. */
  private final int[] root;

  private final int[] steps;

  RowScorer(List<Tree> trees, double[] baseScores, int features) {
    this.baseScores = baseScores;
    this.features = Math.max(1, features);
    int groups = (trees.size() + TREES_AT_ONCE - 1) / TREES_AT_ONCE;
    root = new int[groups * TREES_AT_ONCE];
    steps = new int[groups];
    int nodes = 1 + trees.stream().mapToInt(Tree::nodes).sum();
    slot = new int[nodes];
    threshold = new float[nodes];
    left = new int[nodes];
    value = new double[nodes];
    firstWord = new int[nodes];
    rightCategories = new CategoryBits(trees, this.features);
    threshold[0] = Float.MAX_VALUE;
    int first = 1;
    for (int tree = 0; tree < trees.size(); tree++) {
      root[tree] = first;
      place(trees.get(tree), first);
      first += trees.get(tree).nodes();
      int group = tree / TREES_AT_ONCE;
      steps[group] = Math.max(steps[group], trees.get(tree).depth());
    }
  }

  /** Places a tree's nodes from {@code first} on, brothers side by side. */
  private void place(Tree tree, int first) {
    int[] position = new int[tree.nodes()];
    int next = first + 1;
    position[0] = first;
    for (int node = 0; node < tree.nodes(); node++) {
      int at = position[node];
      if (tree.isLeaf(node)) {
        threshold[at] = Float.MAX_VALUE;
        left[at] = at;
        value[at] = tree.value()[node];
        continue;
      }
      left[at] = next;
      position[tree.left()[node]] = next++;
      position[tree.right()[node]] = next++;
      int feature = tree.feature()[node];
      if (tree.isCategorical(node)) {
        slot[at] = feature;
        threshold[at] = Float.MAX_VALUE;
        firstWord[at] = rightCategories.add(tree, node);
      } else {
        slot[at] = tree.missingLeft()[node] ? feature : feature + features;
        threshold[at] = tree.threshold()[node];
      }
    }
  }

  void addScores(FeatureMatrix matrix, double[] raw) {
    int outputs = baseScores.length;
    int width = 2 * features;
    int block = Math.min(BLOCK_ROWS, matrix.rows());
    float[] values = new float[block * width];
    int[] categories = new int[rightCategories.isEmpty() ? 0 : block * width];
    double[] sums = new double[block * outputs];
    for (int from = 0; from < matrix.rows(); from += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, matrix.rows() - from);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(baseScores, 0, sums, row * outputs, outputs);
      }
      layOut(matrix, from, rows, values);
      if (rightCategories.isEmpty()) {
        scoreNumeric(values, rows, sums);
      } else {
        rightCategories.layOut(matrix, from, rows, categories, width);
        scoreCategorical(values, categories, rows, sums);
      }
      for (int i = 0; i < rows * outputs; i++) {
        raw[from * outputs + i] += sums[i];
      }
    }
  }

  private void layOut(FeatureMatrix matrix, int from, int rows, float[] values) {
    int used = Math.min(features, matrix.columns().length);
    for (int feature = 0; feature < used; feature++) {
      float[] column = matrix.columns()[feature];
      int at = feature;
      for (int row = 0; row < rows; row++, at += 2 * features) {
        float x = column[from + row];
        boolean missing = Float.isNaN(x);
        float clamped = Math.min(x, Float.MAX_VALUE);
        values[at] = missing ? Float.NEGATIVE_INFINITY : clamped;
        values[at + features] = missing ? Float.POSITIVE_INFINITY : clamped;
      }
    }
  }

  private void scoreNumeric(float[] values, int rows, double[] sums) {
    int outputs = baseScores.length;
    int[] node = new int[TREES_AT_ONCE];
    for (int group = 0; group < steps.length; group++) {
      int firstTree = group * TREES_AT_ONCE;
      for (int row = 0; row < rows; row++) {
        walk(values, row * 2 * features, firstTree, steps[group], node);
        for (int i = 0; i < TREES_AT_ONCE; i++) {
          sums[row * outputs + (firstTree + i) % outputs] += value[node[i]];
        }
      }
    }
  }

  /** Walks eight trees; local variables so that the nodes stay in registers. */
  private void walk(float[] x, int from, int tree, int depth, int[] end) {
    int a = root[tree];
    int b = root[tree + 1];
    int c = root[tree + 2];
    int d = root[tree + 3];
    int e = root[tree + 4];
    int f = root[tree + 5];
    int g = root[tree + 6];
    int h = root[tree + 7];
    for (int step = 0; step < depth; step++) {
      a = left[a] + (x[from + slot[a]] > threshold[a] ? 1 : 0);
      b = left[b] + (x[from + slot[b]] > threshold[b] ? 1 : 0);
      c = left[c] + (x[from + slot[c]] > threshold[c] ? 1 : 0);
      d = left[d] + (x[from + slot[d]] > threshold[d] ? 1 : 0);
      e = left[e] + (x[from + slot[e]] > threshold[e] ? 1 : 0);
      f = left[f] + (x[from + slot[f]] > threshold[f] ? 1 : 0);
      g = left[g] + (x[from + slot[g]] > threshold[g] ? 1 : 0);
      h = left[h] + (x[from + slot[h]] > threshold[h] ? 1 : 0);
    }
    end[0] = a;
    end[1] = b;
    end[2] = c;
    end[3] = d;
    end[4] = e;
    end[5] = f;
    end[6] = g;
    end[7] = h;
  }

  private void scoreCategorical(float[] values, int[] categories, int rows, double[] sums) {
    int outputs = baseScores.length;
    int[] node = new int[TREES_AT_ONCE];
    for (int group = 0; group < steps.length; group++) {
      int firstTree = group * TREES_AT_ONCE;
      for (int row = 0; row < rows; row++) {
        int from = row * 2 * features;
        System.arraycopy(root, firstTree, node, 0, TREES_AT_ONCE);
        for (int step = 0; step < steps[group]; step++) {
          for (int i = 0; i < TREES_AT_ONCE; i++) {
            int at = node[i];
            int category = categories[from + slot[at]];
            int right = rightCategories.bit(firstWord[at], category);
            node[i] = left[at] + (values[from + slot[at]] > threshold[at] ? 1 : right);
          }
        }
        for (int i = 0; i < TREES_AT_ONCE; i++) {
          sums[row * outputs + (firstTree + i) % outputs] += value[node[i]];
        }
      }
    }
  }
}
