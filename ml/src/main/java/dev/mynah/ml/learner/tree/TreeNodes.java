// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

/**
 * A binary tree, however it is kept: what explains trees or writes them in other formats reads.
 *
 * <p>At a numeric node a row goes left when {@code x <= threshold}, at a categorical one when its
 * category is among those that go left. NaN goes where {@link #missingLeft} says, and so does a
 * category that the node does not know.
 */
public interface TreeNodes {
  /** The {@link #feature} of a leaf. */
  int LEAF = -1;

  int root();

  /** Returns the feature that a node asks about, or {@link #LEAF}. */
  int feature(int node);

  int left(int node);

  int right(int node);

  /** Tells whether {@code x} goes left at an inner node. */
  boolean goesLeft(int node, float x);

  boolean missingLeft(int node);

  boolean isCategorical(int node);

  /** Returns what a numeric node compares with. */
  float threshold(int node);

  /**
   * Returns the answer of a leaf.
   *
   * @param output which of them, from 0; a tree with one answer a leaf gives it for any
   */
  double answer(int node, int output);
}
