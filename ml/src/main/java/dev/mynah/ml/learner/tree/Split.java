// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

/**
 * A way to divide the rows of a node.
 *
 * @param lastLeftBin bins up to this one go left; read for numeric features only
 * @param leftBins shape {@code [bins]}, which bins go left, the missing one included
 * @param leftGradient sum over the left rows, as are {@code leftHessian} and its count
 */
record Split(
    int feature,
    double gain,
    int lastLeftBin,
    boolean[] leftBins,
    long leftGradient,
    long leftHessian) {
  boolean missingLeft() {
    return leftBins[leftBins.length - 1];
  }
}
