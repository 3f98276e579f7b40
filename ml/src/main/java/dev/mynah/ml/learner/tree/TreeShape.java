// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.util.List;

/**
 * How far a tree grows and what a split must achieve.
 *
 * @param maxLeaves at least 2; the leaf whose split gains most is split next
 * @param maxDepth at least 1
 * @param minRows rows that each side of a split keeps, at least 1
 * @param minHessian sum of hessians that each side keeps
 * @param minGain what a split must lower the loss by, in the unit of {@link Tree#gain}
 * @param l1 penalty on the absolute value of a leaf
 * @param l2 penalty on the square of a leaf
 * @param constraints per feature 1 or -1 when answers may only rise or fall with it, else 0; empty
 *     when no feature is held to anything
 */
public record TreeShape(
    int maxLeaves,
    int maxDepth,
    int minRows,
    double minHessian,
    double minGain,
    double l1,
    double l2,
    SplitSearch search,
    CategorySplits categories,
    List<Integer> constraints) {
  public TreeShape {
    constraints = List.copyOf(constraints);
    if (maxLeaves < 2 || maxDepth < 1 || minRows < 1) {
      throw new IllegalArgumentException(
          "a tree has at least 2 leaves, depth 1 and 1 row a leaf, not %d, %d and %d"
              .formatted(maxLeaves, maxDepth, minRows));
    }
    if (!(minHessian >= 0 && minGain >= 0 && l1 >= 0 && l2 >= 0)) {
      throw new IllegalArgumentException("limits and penalties of a tree are at least 0");
    }
  }

  public static TreeShape defaults() {
    return new TreeShape(
        31, 64, 20, 1e-3, 0, 0, 1, SplitSearch.EVERY_SPLIT, CategorySplits.defaults(), List.of());
  }

  public TreeShape withMaxLeaves(int leaves) {
    return new TreeShape(
        leaves, maxDepth, minRows, minHessian, minGain, l1, l2, search, categories, constraints);
  }

  public TreeShape withMaxDepth(int depth) {
    return new TreeShape(
        maxLeaves, depth, minRows, minHessian, minGain, l1, l2, search, categories, constraints);
  }

  public TreeShape withMinRows(int rows) {
    return new TreeShape(
        maxLeaves, maxDepth, rows, minHessian, minGain, l1, l2, search, categories, constraints);
  }

  public TreeShape withMinHessian(double hessian) {
    return new TreeShape(
        maxLeaves, maxDepth, minRows, hessian, minGain, l1, l2, search, categories, constraints);
  }

  public TreeShape withMinGain(double gain) {
    return new TreeShape(
        maxLeaves, maxDepth, minRows, minHessian, gain, l1, l2, search, categories, constraints);
  }

  public TreeShape withPenalties(double newL1, double newL2) {
    return new TreeShape(
        maxLeaves,
        maxDepth,
        minRows,
        minHessian,
        minGain,
        newL1,
        newL2,
        search,
        categories,
        constraints);
  }

  public TreeShape withSearch(SplitSearch newSearch) {
    return new TreeShape(
        maxLeaves,
        maxDepth,
        minRows,
        minHessian,
        minGain,
        l1,
        l2,
        newSearch,
        categories,
        constraints);
  }

  public TreeShape withCategories(CategorySplits newCategories) {
    return new TreeShape(
        maxLeaves,
        maxDepth,
        minRows,
        minHessian,
        minGain,
        l1,
        l2,
        search,
        newCategories,
        constraints);
  }

  public TreeShape withConstraints(List<Integer> newConstraints) {
    return new TreeShape(
        maxLeaves,
        maxDepth,
        minRows,
        minHessian,
        minGain,
        l1,
        l2,
        search,
        categories,
        newConstraints);
  }

  /** Returns what answers are held to along a feature: 1, 0 or -1. */
  int constraint(int feature) {
    return constraints.isEmpty() ? 0 : constraints.get(feature);
  }
}
