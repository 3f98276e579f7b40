// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.util.Arrays;

/** The best split found so far while a node's features are gone through. */
final class Candidate {
  private double score;
  private int feature;
  private int bin;
  private boolean missingLeft;
  private long leftGradient;
  private long leftHessian;
  private int[] categoryBins = {};

  /** Forgets the split; only a higher score than {@code minScore} makes another the best. */
  void clear(double minScore) {
    score = minScore;
    feature = -1;
  }

  boolean isFound() {
    return feature >= 0;
  }

  /**
   * Raises the score to {@code left² / leftWeight + right² / rightWeight} and returns true if that
   * is higher.
   */
  boolean offer(double left, double leftWeight, double right, double rightWeight) {
    double numerator = left * left * rightWeight + right * right * leftWeight;
    double denominator = leftWeight * rightWeight;
    if (!(numerator > score * denominator) || denominator <= 0) {
      return false;
    }
    score = numerator / denominator;
    return true;
  }

  void place(int newFeature, int newBin, boolean newMissingLeft, long gradient, long hessian) {
    feature = newFeature;
    bin = newBin;
    missingLeft = newMissingLeft;
    leftGradient = gradient;
    leftHessian = hessian;
  }

  /** Remembers that the first {@code count} of {@code bins} go left. */
  void keepCategories(int[] bins, int from, int to) {
    categoryBins = Arrays.copyOfRange(bins, from, to);
  }

  void markCategories(boolean[] leftBins) {
    for (int category : categoryBins) {
      leftBins[category] = true;
    }
  }

  double score() {
    return score;
  }

  int feature() {
    return feature;
  }

  int bin() {
    return bin;
  }

  boolean missingLeft() {
    return missingLeft;
  }

  long leftGradient() {
    return leftGradient;
  }

  long leftHessian() {
    return leftHessian;
  }
}
