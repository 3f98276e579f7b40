// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

/**
 * Sums over the rows of a node and over those that a cut would send left. Used by one thread.
 *
 * <p>The purity of a set of rows is its number of rows times what they agree: a cut is the better
 * the higher the purity of its two sides together.
 */
sealed interface NodeStatistics permits ClassStatistics, ValueStatistics {
  static NodeStatistics of(double[] target, int classes) {
    return classes == 0 ? new ValueStatistics(target) : new ClassStatistics(target, classes);
  }

  /** Makes {@code rows[from]} to {@code rows[to - 1]} the node, all of them on the right. */
  void begin(int[] rows, int from, int to);

  /** Tells whether all rows of the node have the same target. */
  boolean isPure();

  /** Returns the purity of the whole node. */
  double purity();

  /** Sends all rows right again. */
  void clearLeft();

  /** Sends a row of the node left. */
  void moveLeft(int row);

  int leftRows();

  /** Returns the purity of both sides together, none of them empty. */
  double splitPurity();

  /** Returns a number to order rows by, so that categories of like rows become neighbours. */
  double order(int row);

  /** Appends a leaf for the node. */
  int addLeaf(ForestNodes nodes);
}
