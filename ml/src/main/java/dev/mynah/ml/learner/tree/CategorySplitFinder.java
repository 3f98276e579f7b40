// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.learner.SeededRandom;

/** Finds the best set of categories to go left at a node; see {@link CategorySplits}. */
final class CategorySplitFinder {
  private final TreeShape shape;
  private final CategorySplits settings;
  private final SeededRandom random;

  /** Bins in the order of their mean gradient, and the means. */
  private final int[] order = new int[FeatureBins.MAX_BINS];

  private final double[] mean = new double[FeatureBins.MAX_BINS];

  CategorySplitFinder(TreeShape shape, SeededRandom random) {
    this.shape = shape;
    this.settings = shape.categories();
    this.random = random;
  }

  /** Offers this feature's splits to {@code best} and tells whether there are two categories. */
  boolean scan(long[] histogram, int start, int feature, int bins, NodeSums node, Candidate best) {
    int present = 0;
    int frequent = 0;
    for (int bin = 0; bin < bins; bin++) {
      int rows = Gradients.count(histogram[start + 2 * bin + 1]);
      present += rows > 0 ? 1 : 0;
      if (rows >= settings.minRowsPerCategory()) {
        order[frequent++] = bin;
      }
    }
    long missingGradient = histogram[start + 2 * bins];
    long missingHessian = histogram[start + 2 * bins + 1];
    boolean oneByOne = present <= CategorySplits.ONE_BY_ONE;
    NodeScan scan = new NodeScan(histogram, start, feature, node, best, oneByOne);
    if (!oneByOne) {
      sortByMean(histogram, start, frequent, node);
    }
    scan.offerAll(frequent, 0, 0, false);
    if (missingHessian != 0) {
      scan.offerAll(frequent, missingGradient, missingHessian, true);
    }
    return present > 1 || (present == 1 && missingHessian != 0);
  }

  /** Sorts by insertion, as there are few; equal means keep the order of bins. */
  private void sortByMean(long[] histogram, int start, int count, NodeSums node) {
    double smoothing = settings.smoothing() * node.hessianScale();
    for (int i = 0; i < count; i++) {
      int bin = order[i];
      double weight = Gradients.hessian(histogram[start + 2 * bin + 1]) + smoothing;
      double own = weight > 0 ? histogram[start + 2 * bin] / weight : 0;
      int at = i;
      for (; at > 0 && mean[at - 1] > own; at--) {
        order[at] = order[at - 1];
        mean[at] = mean[at - 1];
      }
      order[at] = bin;
      mean[at] = own;
    }
  }

  /** One feature at one node. */
  private final class NodeScan {
    private final long[] histogram;
    private final int start;
    private final int feature;
    private final NodeSums node;
    private final Candidate best;
    private final boolean oneByOne;
    private final double l2;

    NodeScan(
        long[] histogram, int start, int feature, NodeSums node, Candidate best, boolean oneByOne) {
      this.histogram = histogram;
      this.start = start;
      this.feature = feature;
      this.node = node;
      this.best = best;
      this.oneByOne = oneByOne;
      this.l2 = node.l2() + (oneByOne ? 0 : settings.l2() * node.hessianScale());
    }

    void offerAll(int count, long gradient, long hessian, boolean missingLeft) {
      boolean draws = shape.search() == SplitSearch.RANDOM_SPLIT && count > 0;
      int drawn = draws ? random.nextInt(count) : -1;
      if (oneByOne) {
        for (int i = 0; i < count; i++) {
          if (!draws || i == drawn) {
            int bin = start + 2 * order[i];
            long leftGradient = gradient + histogram[bin];
            offer(leftGradient, hessian + histogram[bin + 1], missingLeft, i, i + 1);
          }
        }
        return;
      }
      int limit = Math.min(settings.maxCategories(), (count + 1) / 2);
      int lowest = draws ? drawn % limit + 1 : limit;
      offerSets(gradient, hessian, missingLeft, 0, 1, count, lowest, draws);
      offerSets(gradient, hessian, missingLeft, count - 1, -1, count, lowest, draws);
    }

    /** Offers growing sets that begin at one end of the order. */
    private void offerSets(
        long gradient,
        long hessian,
        boolean missingLeft,
        int begin,
        int direction,
        int count,
        int limit,
        boolean onlyLast) {
      int rowsInGroup = 0;
      for (int taken = 1; taken <= limit; taken++) {
        int at = begin + direction * (taken - 1);
        int bin = start + 2 * order[at];
        gradient += histogram[bin];
        hessian += histogram[bin + 1];
        rowsInGroup += Gradients.count(histogram[bin + 1]);
        if (rowsInGroup < settings.minRowsPerGroup() || (onlyLast && taken < limit)) {
          continue;
        }
        rowsInGroup = 0;
        int from = direction > 0 ? 0 : count - taken;
        offer(gradient, hessian, missingLeft, from, from + taken);
      }
    }

    private void offer(long gradient, long hessian, boolean missingLeft, int from, int to) {
      long rightHessian = node.hessian() - hessian;
      double minHessian = shape.minHessian() * node.hessianScale();
      if (Gradients.count(hessian) < shape.minRows()
          || Gradients.count(rightHessian) < shape.minRows()
          || Gradients.hessian(hessian) < minHessian
          || Gradients.hessian(rightHessian) < minHessian) {
        return;
      }
      if (best.offer(
          node.penalized(gradient),
          Gradients.hessian(hessian) + l2,
          node.penalized(node.gradient() - gradient),
          Gradients.hessian(rightHessian) + l2)) {
        best.place(feature, -1, missingLeft, gradient, hessian);
        best.keepCategories(order, from, to);
      }
    }
  }
}
