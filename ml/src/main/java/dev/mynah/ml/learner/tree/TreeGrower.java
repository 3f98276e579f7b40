// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.learner.SeededRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees, always splitting the leaf that gains most. Rows are kept grouped by leaf; only the
 * smaller child of a split is summed up, the larger one's histogram is its parent's less that.
 */
final class TreeGrower {
  private static final Comparator<Leaf> BY_GAIN =
      Comparator.comparingDouble((Leaf leaf) -> -leaf.gain()).thenComparingInt(leaf -> leaf.node);

  private final BinnedRows binned;
  private final TreeShape shape;
  private final Histograms histograms;
  private final SplitFinder finder;

  /** Training rows, those of a leaf side by side and ascending. */
  private final int[] rows;

  private final int[] rightRows;

  TreeGrower(BinnedRows binned, int rowCount, TreeShape shape, SeededRandom random) {
    this.binned = binned;
    this.shape = shape;
    this.histograms = new Histograms(binned, rowCount);
    this.finder = new SplitFinder(binned, shape, random);
    this.rows = new int[rowCount];
    this.rightRows = new int[rowCount];
  }

  /**
   * Grows a tree and adds its values to the scores of the rows that it was grown on.
   *
   * @param sample the rows to grow on, ascending
   * @param features the features to use, ascending
   * @param scores row r's score is at {@code r * stride + offset}
   */
  Tree grow(
      Gradients gradients,
      int[] sample,
      int[] features,
      double learningRate,
      double[] scores,
      int stride,
      int offset) {
    System.arraycopy(sample, 0, rows, 0, sample.length);
    Growth growth = new Growth(gradients);
    growth.begin(sample.length, features);
    growth.splitAll();
    return growth.finish(learningRate, scores, stride, offset);
  }

  /** A leaf that may still be split. */
  private static final class Leaf {
    final int node;
    final int from;
    final int to;
    final int depth;
    final NodeSums sums;
    int[] features;
    long @Nullable [] histogram;
    @Nullable Split split;

    Leaf(int node, int from, int to, int depth, NodeSums sums, int[] features) {
      this.node = node;
      this.from = from;
      this.to = to;
      this.depth = depth;
      this.sums = sums;
      this.features = features;
    }

    double gain() {
      return split == null ? 0 : split.gain();
    }
  }

  /** One tree while it grows. */
  private final class Growth {
    private final Gradients gradients;
    private final NodeArrays nodes = new NodeArrays(2 * Math.min(shape.maxLeaves(), 256));
    private final PriorityQueue<Leaf> open = new PriorityQueue<>(BY_GAIN);

    /** Where each leaf's rows begin and end, by node. */
    private int[] bounds = new int[64];

    private int leaves = 1;

    Growth(Gradients gradients) {
      this.gradients = gradients;
    }

    void begin(int count, int[] features) {
      long gradient = 0;
      long hessian = 0;
      long[] pairs = gradients.pairs();
      for (int i = 0; i < count; i++) {
        gradient += pairs[2 * rows[i]];
        hessian += pairs[2 * rows[i] + 1];
      }
      NodeSums sums = NodeSums.of(gradient, hessian, gradients, shape);
      Leaf root = addLeaf(0, count, 0, sums, features);
      if (maySplit(root)) {
        long[] histogram = histograms.take();
        histograms.sum(histogram, features, gradients, rows, 0, count);
        search(root, histogram);
      }
    }

    void splitAll() {
      while (leaves < shape.maxLeaves()) {
        Leaf leaf = open.poll();
        if (leaf == null || leaf.split == null || leaf.histogram == null) {
          break;
        }
        leaves++;
        split(leaf, leaf.split, leaf.histogram);
      }
      for (Leaf leaf : open) {
        giveBack(leaf);
      }
    }

    private Leaf addLeaf(int from, int to, int depth, NodeSums sums, int[] features) {
      nodes.ensureCapacity(2 * leaves);
      int node = nodes.addLeaf(sums.leafValue(), sums.cover());
      if (2 * node + 2 > bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * bounds.length);
      }
      bounds[2 * node] = from;
      bounds[2 * node + 1] = to;
      return new Leaf(node, from, to, depth, sums, features);
    }

    private boolean maySplit(Leaf leaf) {
      return leaf.depth < shape.maxDepth()
          && leaf.to - leaf.from >= 2 * shape.minRows()
          && leaf.features.length > 0
          && leaves < shape.maxLeaves();
    }

    private void search(Leaf leaf, long[] histogram) {
      boolean[] useful = new boolean[leaf.features.length];
      Split split = finder.find(histogram, leaf.features, leaf.sums, useful);
      if (split == null) {
        histograms.giveBack(histogram);
        return;
      }
      leaf.features = only(leaf.features, useful);
      leaf.histogram = histogram;
      leaf.split = split;
      open.add(leaf);
    }

    private void giveBack(Leaf leaf) {
      if (leaf.histogram != null) {
        histograms.giveBack(leaf.histogram);
      }
    }

    private void split(Leaf leaf, Split split, long[] histogram) {
      int middle = partition(leaf, split);
      NodeSums leftSums = leaf.sums.with(split.leftGradient(), split.leftHessian());
      NodeSums rightSums =
          leaf.sums.with(
              leaf.sums.gradient() - split.leftGradient(),
              leaf.sums.hessian() - split.leftHessian());
      int constraint = shape.constraint(split.feature());
      if (constraint != 0) {
        double middleValue = (leftSums.leafValue() + rightSums.leafValue()) / 2;
        leftSums = constraint > 0 ? leftSums.below(middleValue) : leftSums.above(middleValue);
        rightSums = constraint > 0 ? rightSums.above(middleValue) : rightSums.below(middleValue);
      }
      Leaf left = addLeaf(leaf.from, middle, leaf.depth + 1, leftSums, leaf.features);
      Leaf right = addLeaf(middle, leaf.to, leaf.depth + 1, rightSums, leaf.features);
      splitNode(leaf.node, split, left.node, right.node);
      boolean leftIsSmaller = middle - leaf.from <= leaf.to - middle;
      searchBoth(leftIsSmaller ? left : right, leftIsSmaller ? right : left, histogram);
    }

    private void searchBoth(Leaf smaller, Leaf larger, long[] parent) {
      if (!maySplit(larger)) {
        histograms.giveBack(parent);
        return;
      }
      long[] child = histograms.take();
      histograms.sum(child, smaller.features, gradients, rows, smaller.from, smaller.to);
      histograms.subtract(parent, child, smaller.features);
      if (maySplit(smaller)) {
        search(smaller, child);
      } else {
        histograms.giveBack(child);
      }
      search(larger, parent);
    }

    private void splitNode(int node, Split split, int left, int right) {
      FeatureBins bins = binned.features()[split.feature()];
      float threshold =
          bins instanceof NumericBins numeric ? numeric.upperEnd(split.lastLeftBin()) : 0;
      long[] categories =
          bins instanceof CategoryBins category
              ? category.leftCategories(split.leftBins(), split.missingLeft())
              : Tree.NO_CATEGORIES;
      nodes.split(
          node,
          split.feature(),
          threshold,
          categories,
          split.missingLeft(),
          left,
          right,
          split.gain());
    }

    Tree finish(double learningRate, double[] scores, int stride, int offset) {
      Tree tree = nodes.toTree();
      for (int node = 0; node < tree.nodes(); node++) {
        if (tree.isLeaf(node)) {
          tree.value()[node] *= learningRate;
          double value = tree.value()[node];
          for (int i = bounds[2 * node]; i < bounds[2 * node + 1]; i++) {
            scores[rows[i] * stride + offset] += value;
          }
        }
      }
      return tree;
    }
  }

  private static int[] only(int[] features, boolean[] useful) {
    int[] kept = new int[features.length];
    int count = 0;
    for (int i = 0; i < features.length; i++) {
      if (useful[i]) {
        kept[count++] = features[i];
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /** Moves the rows that go right behind those that go left and returns where they begin. */
  private int partition(Leaf leaf, Split split) {
    byte[] bins = binned.bins()[split.feature()];
    byte[] goesLeft = new byte[256];
    for (int bin = 0; bin < split.leftBins().length; bin++) {
      goesLeft[bin] = (byte) (split.leftBins()[bin] ? 1 : 0);
    }
    int left = leaf.from;
    int right = 0;
    for (int i = leaf.from; i < leaf.to; i++) {
      int row = rows[i];
      int isLeft = goesLeft[bins[row] & 0xff];
      rows[left] = row;
      rightRows[right] = row;
      left += isLeft;
      right += 1 - isLeft;
    }
    System.arraycopy(rightRows, 0, rows, left, right);
    return left;
  }
}
