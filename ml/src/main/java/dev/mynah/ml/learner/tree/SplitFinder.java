// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.learner.SeededRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the split of a node that lowers the loss most: the gain of a split is the sum over both
 * sides of {@code gradient² / (hessian + l2)}, less the same for the whole. Sums are compared in
 * the whole numbers of {@link Gradients}, and by cross-multiplication, as a division for each bin
 * would take longer than everything else.
 */
final class SplitFinder {
  private final BinnedRows binned;
  private final TreeShape shape;
  private final SeededRandom random;
  private final CategorySplitFinder categories;

  /** Best split so far: its score (the sum over both sides), and where it is. */
  private final Candidate best = new Candidate();

  private NodeSums node = NodeSums.NONE;

  SplitFinder(BinnedRows binned, TreeShape shape, SeededRandom random) {
    this.binned = binned;
    this.shape = shape;
    this.random = random;
    this.categories = new CategorySplitFinder(shape, random);
  }

  /**
   * Returns the best split among {@code features}, or null when none is allowed or gains enough.
   *
   * @param useful is set to the features that could be split, to which children may confine
   *     themselves: what leaves too few rows on a side here does so in every child
   */
  @Nullable Split find(long[] histogram, int[] features, NodeSums sums, boolean[] useful) {
    node = sums;
    best.clear(sums.minScore(shape.minGain()));
    for (int i = 0; i < features.length; i++) {
      int feature = features[i];
      int start = 2 * binned.starts()[feature];
      FeatureBins bins = binned.features()[feature];
      useful[i] =
          switch (bins) {
            case NumericBins numeric -> scanNumeric(histogram, start, feature, numeric.count());
            case CategoryBins category ->
                categories.scan(histogram, start, feature, category.count(), node, best);
          };
    }
    return best.isFound() ? toSplit(histogram) : null;
  }

  private boolean scanNumeric(long[] histogram, int start, int feature, int bins) {
    int missing = start + 2 * bins;
    boolean hasMissing = histogram[missing + 1] != 0;
    if (shape.search() == SplitSearch.RANDOM_SPLIT) {
      return drawNumeric(histogram, start, feature, bins, hasMissing);
    }
    boolean useful = scan(histogram, start, feature, 0, bins, false);
    boolean usefulWithMissing = hasMissing && scan(histogram, start, feature, 0, bins, true);
    return useful || usefulWithMissing;
  }

  /** Draws one cut among the bins that hold rows of this node. */
  private boolean drawNumeric(
      long[] histogram, int start, int feature, int bins, boolean hasMissing) {
    int low = 0;
    int high = bins - 1;
    while (low < high && histogram[start + 2 * low + 1] == 0) {
      low++;
    }
    while (high > low && histogram[start + 2 * high + 1] == 0) {
      high--;
    }
    if (low >= high && !hasMissing) {
      return false;
    }
    int cut = low < high ? low + random.nextInt(high - low) : high;
    if (bins > 0) {
      scan(histogram, start, feature, cut, cut + 1, false);
      if (hasMissing) {
        scan(histogram, start, feature, cut, cut + 1, true);
      }
    }
    return bins > 0;
  }

  /**
   * Considers the cuts after bins {@code from} to {@code to - 1} and tells whether one was allowed.
   */
  private boolean scan(
      long[] histogram, int start, int feature, int from, int to, boolean missingLeft) {
    int missing = start + 2 * binned.features()[feature].count();
    long leftGradient = missingLeft ? histogram[missing] : 0;
    long leftHessian = missingLeft ? histogram[missing + 1] : 0;
    for (int i = start; i < start + 2 * from; i += 2) {
      leftGradient += histogram[i];
      leftHessian += histogram[i + 1];
    }
    int rows = node.rows();
    int minRows = shape.minRows();
    double minHessian = shape.minHessian() * node.hessianScale();
    int constraint = shape.constraint(feature);
    boolean allowed = false;
    for (int bin = from; bin < to; bin++) {
      long binHessian = histogram[start + 2 * bin + 1];
      if (binHessian == 0 && to - from > 1) {
        continue;
      }
      leftGradient += histogram[start + 2 * bin];
      leftHessian += binHessian;
      int leftRows = Gradients.count(leftHessian);
      if (leftRows < minRows || Gradients.hessian(leftHessian) < minHessian) {
        continue;
      }
      long rightHessian = node.hessian() - leftHessian;
      if (rows - leftRows < minRows || Gradients.hessian(rightHessian) < minHessian) {
        break;
      }
      allowed = true;
      if (constraint != 0 && !rises(constraint, leftGradient, leftHessian)) {
        continue;
      }
      if (best.offer(
          node.penalized(leftGradient),
          Gradients.hessian(leftHessian) + node.l2(),
          node.penalized(node.gradient() - leftGradient),
          Gradients.hessian(rightHessian) + node.l2())) {
        best.place(feature, bin, missingLeft, leftGradient, leftHessian);
      }
    }
    return allowed;
  }

  /** Tells whether the answers of both sides are in the order that the constraint asks for. */
  private boolean rises(int constraint, long leftGradient, long leftHessian) {
    double left = node.valueOf(leftGradient, leftHessian);
    double right = node.valueOf(node.gradient() - leftGradient, node.hessian() - leftHessian);
    return constraint * (right - left) >= 0;
  }

  private Split toSplit(long[] histogram) {
    FeatureBins bins = binned.features()[best.feature()];
    boolean[] leftBins = new boolean[bins.count() + 1];
    if (bins instanceof NumericBins) {
      Arrays.fill(leftBins, 0, best.bin() + 1, true);
    } else {
      best.markCategories(leftBins);
    }
    int missing = 2 * (binned.starts()[best.feature()] + bins.count());
    boolean hasMissing = histogram[missing + 1] != 0;
    boolean leftIsLarger = 2 * Gradients.count(best.leftHessian()) >= node.rows();
    leftBins[bins.count()] = hasMissing ? best.missingLeft() : leftIsLarger;
    return new Split(
        best.feature(),
        node.gain(best.score()),
        best.bin(),
        leftBins,
        best.leftGradient(),
        best.leftHessian());
  }
}
