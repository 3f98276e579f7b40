// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.List;

/**
 * Scores row by row, walking eight trees at a time so that the processor overlaps them. No step has
 * a branch: a comparison is a subtraction and a shift (see {@link RowCells}), and a leaf's child is
 * the leaf itself.
 */
final class RowScorer {
  private static final int TREES_AT_ONCE = 8;

  /** Rows that visit a group of trees while the group is in the cache. */
  private static final int BLOCK_ROWS = 64;

  /** Steps before it is worth looking whether all eight trees have arrived at leaves. */
  private static final int FIRST_STEPS = 4;

  private final double[] baseScores;
  private final RowCells cells;

  /**
   * Two words a node, brothers side by side. First what {@link RowCells} compares with; then the
   * cell in the high and the left child in the low half.
   */
  private final long[] nodes;

  private final double[] values;

  /** Root of each tree; trees of one leaf fill up the last group. */
  private final int[] roots;

  private final int[] depths;

  RowScorer(List<Tree> trees, double[] baseScores) {
    this.baseScores = baseScores;
    this.cells = new RowCells(trees);
    int groups = (trees.size() + TREES_AT_ONCE - 1) / TREES_AT_ONCE;
    roots = new int[groups * TREES_AT_ONCE];
    depths = new int[groups];
    int count = 1 + trees.stream().mapToInt(Tree::nodes).sum();
    nodes = new long[2 * count];
    values = new double[count];
    int first = 1;
    for (int tree = 0; tree < trees.size(); tree++) {
      roots[tree] = 2 * first;
      place(trees.get(tree), first);
      first += trees.get(tree).nodes();
      int group = tree / TREES_AT_ONCE;
      depths[group] = Math.max(depths[group], trees.get(tree).depth());
    }
  }

  private void place(Tree tree, int first) {
    int[] position = new int[tree.nodes()];
    int next = first + 1;
    position[0] = first;
    for (int node = 0; node < tree.nodes(); node++) {
      int at = position[node];
      if (tree.isLeaf(node)) {
        // Cell 0 holds 0, and 0 less 0 is not negative: the left child, itself.
        nodes[2 * at + 1] = 2L * at;
        values[at] = tree.value()[node];
      } else {
        nodes[2 * at] = cells.operand(tree, node);
        nodes[2 * at + 1] = (long) cells.indexOf(tree, node) << 32 | 2L * next;
        position[tree.left()[node]] = next++;
        position[tree.right()[node]] = next++;
      }
    }
  }

  void addScores(FeatureMatrix matrix, double[] raw) {
    int outputs = baseScores.length;
    int block = Math.min(BLOCK_ROWS, matrix.rows());
    long[] rowCells = new long[block * cells.width()];
    double[] sums = new double[block * outputs];
    int[] leaf = new int[TREES_AT_ONCE];
    for (int from = 0; from < matrix.rows(); from += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, matrix.rows() - from);
      for (int row = 0; row < rows; row++) {
        cells.fill(matrix, from + row, rowCells, row * cells.width());
        System.arraycopy(baseScores, 0, sums, row * outputs, outputs);
      }
      for (int group = 0; group < depths.length; group++) {
        for (int row = 0; row < rows; row++) {
          walk(rowCells, row * cells.width(), group, leaf);
          addLeaves(leaf, group * TREES_AT_ONCE, sums, row * outputs);
        }
      }
      for (int i = 0; i < rows * outputs; i++) {
        raw[from * outputs + i] += sums[i];
      }
    }
  }

  private void addLeaves(int[] leaf, int firstTree, double[] sums, int from) {
    int output = firstTree % baseScores.length;
    for (int i = 0; i < TREES_AT_ONCE; i++) {
      sums[from + output] += values[leaf[i] >> 1];
      output = output + 1 == baseScores.length ? 0 : output + 1;
    }
  }

  /** Walks eight trees in local variables, which stay in registers. */
  private void walk(long[] row, int from, int group, int[] leaf) {
    int tree = group * TREES_AT_ONCE;
    int a = roots[tree];
    int b = roots[tree + 1];
    int c = roots[tree + 2];
    int d = roots[tree + 3];
    int e = roots[tree + 4];
    int f = roots[tree + 5];
    int g = roots[tree + 6];
    int h = roots[tree + 7];
    int moved = 1;
    for (int step = 0; step < depths[group] && moved != 0; step++) {
      int before = step < FIRST_STEPS ? -1 : a + b + c + d + e + f + g + h;
      a = child(a, row, from);
      b = child(b, row, from);
      c = child(c, row, from);
      d = child(d, row, from);
      e = child(e, row, from);
      f = child(f, row, from);
      g = child(g, row, from);
      h = child(h, row, from);
      // Children come after their parents, so the sum grows as long as one tree goes on.
      moved = a + b + c + d + e + f + g + h - before;
    }
    leaf[0] = a;
    leaf[1] = b;
    leaf[2] = c;
    leaf[3] = d;
    leaf[4] = e;
    leaf[5] = f;
    leaf[6] = g;
    leaf[7] = h;
  }

  private int child(int node, long[] row, int from) {
    long link = nodes[node + 1];
    int cell = from + (int) (link >>> 32);
    long difference = nodes[node] - row[cell];
    return (int) link + 2 * ((int) (difference >>> row[cell + 1]) & 1);
  }
}
