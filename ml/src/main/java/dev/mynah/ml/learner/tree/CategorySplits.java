// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

/**
 * How categories are divided in two. Up to four are split off one by one. More are sorted by their
 * mean gradient, after which the best division is a cut (<i>On Grouping for Maximum
 * Homogeneity</i>, JASA 1958).
 *
 * @param smoothing added to each category's hessian in that order, so that rare categories stay in
 *     the middle
 * @param l2 added to the penalty on leaves, because a choice among many sets fits noise
 * @param maxCategories how many categories the smaller set may have
 * @param minRowsPerCategory categories with fewer rows in the node are not told apart
 * @param minRowsPerGroup how many more rows a set needs before the next cut is considered
 */
public record CategorySplits(
    double smoothing, double l2, int maxCategories, int minRowsPerCategory, int minRowsPerGroup) {
  /** Categories up to which each is tried alone. */
  static final int ONE_BY_ONE = 4;

  public CategorySplits {
    if (!(smoothing >= 0 && l2 >= 0)) {
      throw new IllegalArgumentException("smoothing and l2 of categories are at least 0");
    }
    if (maxCategories < 1 || minRowsPerCategory < 1 || minRowsPerGroup < 1) {
      throw new IllegalArgumentException("limits of category splits are at least 1");
    }
  }

  public static CategorySplits defaults() {
    return new CategorySplits(10, 10, 32, 10, 50);
  }
}
