// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * Scores 64 rows at a time, one bit a row.
 *
 * <p>First every distinct comparison of the ensemble is made for the whole block, giving a word
 * whose bit r tells whether row r goes right. Then a tree is no longer walked: from the root down
 * each node hands the word of rows that reached it to its children with two logical operations, for
 * all 64 rows together. What remains in the leaves says which rows fell into which; the leaf
 * numbers are put together bit by bit and turned from planes into one byte a row. (Bit vectors
 * instead of walks: <i>QuickScorer</i>, SIGIR 2015; here the bits are rows, not leaves.)
 */
final class BlockScorer {
  static final int BLOCK_ROWS = 64;

  /** A leaf's number is one byte. */
  private static final int MAX_LEAVES = 256;

  private static final int MAX_PLANES = 8;

  /** Entry b has bit i of b as the lowest bit of byte i. */
  private static final long[] SPREAD = spread();

  private final double[] baseScores;
  private final BlockComparisons comparisons;
  private final boolean fits;

  /** Where the nodes and leaves of tree t begin; one more entry marks the end. */
  private final int[] firstNode;

  private final int[] firstLeaf;

  /** Comparison of each inner node, and where in the tree's words its rows stand. */
  private final int[] comparison;

  private final int[] position;

  /** Where the rows of each leaf stand, and what it adds. */
  private final int[] leafPosition;

  private final double[] leafValue;

  BlockScorer(List<Tree> trees, double[] baseScores, int features) {
    this.baseScores = baseScores;
    fits = trees.stream().allMatch(tree -> tree.leaves() <= MAX_LEAVES);
    List<Tree> placed = fits ? trees : List.of();
    comparisons = new BlockComparisons(placed, features);
    firstNode = new int[placed.size() + 1];
    firstLeaf = new int[placed.size() + 1];
    int leaves = placed.stream().mapToInt(Tree::leaves).sum();
    comparison = new int[leaves];
    position = new int[leaves];
    leafPosition = new int[leaves];
    leafValue = new double[leaves];
    for (int tree = 0; tree < placed.size(); tree++) {
      place(placed.get(tree), tree);
    }
  }

  /**
   * Lists a tree's nodes by breadth, so that inner node k has its children at 2k + 1 and 2k + 2.
   */
  private void place(Tree tree, int index) {
    int[] queue = new int[tree.nodes()];
    int queued = 1;
    int node = firstNode[index];
    int leaf = firstLeaf[index];
    for (int at = 0; at < queued; at++) {
      int from = queue[at];
      if (tree.isLeaf(from)) {
        leafPosition[leaf] = at;
        leafValue[leaf++] = tree.value()[from];
      } else {
        position[node] = at;
        comparison[node++] = comparisons.indexOf(tree, from);
        queue[queued++] = tree.left()[from];
        queue[queued++] = tree.right()[from];
      }
    }
    firstNode[index + 1] = node;
    firstLeaf[index + 1] = leaf;
  }

  /** Tells whether the trees are small enough. */
  boolean fits() {
    return fits;
  }

  void addScores(FeatureMatrix matrix, double[] raw) {
    int outputs = baseScores.length;
    Scratch scratch = new Scratch(comparisons.count());
    double[][] sums = new double[outputs][BLOCK_ROWS];
    for (int from = 0; from < matrix.rows(); from += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, matrix.rows() - from);
      for (int output = 0; output < outputs; output++) {
        Arrays.fill(sums[output], baseScores[output]);
      }
      comparisons.compare(matrix, from, rows, scratch.right);
      for (int tree = 0; tree < firstNode.length - 1; tree++) {
        addTree(tree, scratch, sums[tree % outputs]);
      }
      for (int row = 0; row < rows; row++) {
        for (int output = 0; output < outputs; output++) {
          raw[(from + row) * outputs + output] += sums[output][row];
        }
      }
    }
  }

  private void addTree(int tree, Scratch scratch, double[] sums) {
    distribute(tree, scratch.right, scratch.reached);
    int planes = numberLeaves(tree, scratch);
    addLeaves(firstLeaf[tree], scratch.planes, planes, sums);
  }

  /** Hands the rows down from the root to the leaves. */
  private void distribute(int tree, long[] right, long[] reached) {
    reached[0] = -1L;
    int child = 1;
    int end = firstNode[tree + 1];
    for (int node = firstNode[tree]; node < end; node++) {
      long rows = reached[position[node]];
      long goRight = rows & right[comparison[node]];
      reached[child] = rows ^ goRight;
      reached[child + 1] = goRight;
      child += 2;
    }
  }

  /** Turns rows by leaf into the bits of each row's leaf number, and returns how many bits. */
  private int numberLeaves(int tree, Scratch scratch) {
    long[] leaves = scratch.leaves;
    long[] reached = scratch.reached;
    int first = firstLeaf[tree];
    int count = firstLeaf[tree + 1] - first;
    for (int leaf = 0; leaf < count; leaf++) {
      leaves[leaf] = reached[leafPosition[first + leaf]];
    }
    leaves[count] = 0;
    int planes = 0;
    while (count > 1) {
      int pairs = (count + 1) >> 1;
      long odd = 0;
      for (int pair = 0; pair < pairs; pair++) {
        long high = leaves[2 * pair + 1];
        odd |= high;
        leaves[pair] = leaves[2 * pair] | high;
      }
      leaves[pairs] = 0;
      scratch.planes[planes++] = odd;
      count = pairs;
    }
    return planes;
  }

  /**
   * Turns bit planes into a leaf number a row, eight rows at a time, and adds the leaves' values.
   */
  private void addLeaves(int first, long[] planes, int count, double[] sums) {
    double[] values = leafValue;
    for (int group = 0; group < BLOCK_ROWS; group += 8) {
      long numbers = 0;
      for (int plane = 0; plane < count; plane++) {
        numbers |= SPREAD[(int) (planes[plane] >>> group) & 0xff] << plane;
      }
      sums[group] += values[first + ((int) numbers & 0xff)];
      sums[group + 1] += values[first + ((int) (numbers >>> 8) & 0xff)];
      sums[group + 2] += values[first + ((int) (numbers >>> 16) & 0xff)];
      sums[group + 3] += values[first + ((int) (numbers >>> 24) & 0xff)];
      sums[group + 4] += values[first + ((int) (numbers >>> 32) & 0xff)];
      sums[group + 5] += values[first + ((int) (numbers >>> 40) & 0xff)];
      sums[group + 6] += values[first + ((int) (numbers >>> 48) & 0xff)];
      sums[group + 7] += values[first + ((int) (numbers >>> 56) & 0xff)];
    }
  }

  private static long[] spread() {
    long[] spread = new long[256];
    for (int b = 0; b < 256; b++) {
      for (int bit = 0; bit < 8; bit++) {
        spread[b] |= (b >>> bit & 1L) << (8 * bit);
      }
    }
    return spread;
  }

  /** Words that one call works on. */
  private static final class Scratch {
    final long[] right;
    final long[] reached = new long[2 * MAX_LEAVES];
    final long[] leaves = new long[MAX_LEAVES + 1];
    final long[] planes = new long[MAX_PLANES];

    Scratch(int comparisons) {
      right = new long[comparisons];
    }
  }
}
