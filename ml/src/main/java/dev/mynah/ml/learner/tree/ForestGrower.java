// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.RowWeights;
import dev.mynah.ml.learner.SeededRandom;
import dev.mynah.ml.learner.WeightedDraw;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Grows the trees of a forest one after the other, each until its leaves cannot be cut. */
final class ForestGrower {
  /** Deeper trees would only come from rows that differ in next to nothing. */
  private static final int MAX_DEPTH = 60;

  private final BinnedRows binned;
  private final ForestTrainer settings;
  private final NodeStatistics statistics;
  private final ForestSplitFinder finder;
  private final SeededRandom random;
  private final ForestNodes nodes;
  private final double[] importance;

  /** How many features that differ a node looks at. */
  private final int wanted;

  private final @Nullable WeightedDraw draw;
  private final int[] features;
  private final int[] rows;
  private final int[] rightRows;

  /** Nodes to be cut: node, first row, end, depth. */
  private int[] open = new int[256];

  private int opened;

  ForestGrower(
      BinnedRows binned,
      double[] target,
      RowWeights weights,
      int classes,
      ForestTrainer settings,
      SeededRandom random,
      ForestNodes nodes) {
    this.binned = binned;
    this.settings = settings;
    this.random = random;
    this.nodes = nodes;
    this.statistics = NodeStatistics.of(target, classes);
    this.finder = new ForestSplitFinder(binned, statistics, settings, random);
    this.features = new int[binned.featureCount()];
    for (int feature = 0; feature < features.length; feature++) {
      features[feature] = feature;
    }
    this.importance = new double[features.length];
    this.wanted = settings.featuresANode(features.length, classes);
    this.draw = weights.isEven() ? null : new WeightedDraw(weights, target.length);
    this.rows = new int[target.length];
    this.rightRows = new int[target.length];
  }

  /** Grows a tree and returns its root. */
  int grow() {
    drawRows();
    int root = nodes.addNodes(1);
    push(root, 0, rows.length, 0);
    while (opened > 0) {
      opened -= 4;
      cut(open[opened], open[opened + 1], open[opened + 2], open[opened + 3]);
    }
    return root;
  }

  /** Random forests draw rows; others take each once, or as often as it weighs. */
  private void drawRows() {
    boolean bootstrap = settings.kind() == ForestKind.RANDOM_FOREST;
    WeightedDraw weighted = draw;
    if (weighted != null && !bootstrap) {
      System.arraycopy(weighted.spread(random, rows.length), 0, rows, 0, rows.length);
      return;
    }
    for (int index = 0; index < rows.length; index++) {
      int drawn = weighted == null ? 0 : weighted.one(random);
      rows[index] = weighted != null ? drawn : bootstrap ? random.nextInt(rows.length) : index;
    }
  }

  /** What the cuts on each feature added to the purity, over all trees so far. */
  double[] importance() {
    return importance;
  }

  private void push(int node, int from, int to, int depth) {
    if (opened + 4 > open.length) {
      open = Arrays.copyOf(open, 2 * open.length);
    }
    open[opened] = node;
    open[opened + 1] = from;
    open[opened + 2] = to;
    open[opened + 3] = depth;
    opened += 4;
  }

  private void cut(int node, int from, int to, int depth) {
    statistics.begin(rows, from, to);
    nodes.cover[node] = to - from;
    boolean tooSmall = to - from < 2 * settings.minRows() || depth >= MAX_DEPTH;
    if (tooSmall || statistics.isPure() || !find(from, to)) {
      nodes.feature[node] = ForestNodes.LEAF;
      nodes.link[node] = statistics.addLeaf(nodes);
      return;
    }
    int feature = finder.feature();
    importance[feature] += Math.max(0, finder.purity() - statistics.purity());
    int middle = partition(feature, from, to);
    int left = nodes.addNodes(2);
    nodes.feature[node] = feature;
    nodes.link[node] = left;
    describe(node, feature);
    push(left + 1, middle, to, depth + 1);
    push(left, from, middle, depth + 1);
  }

  /** Looks at features in an order drawn anew, until enough of them could be cut. */
  private boolean find(int from, int to) {
    finder.begin();
    int looked = 0;
    for (int index = 0; index < features.length && looked < wanted; index++) {
      int drawn = index + random.nextInt(features.length - index);
      int feature = features[drawn];
      features[drawn] = features[index];
      features[index] = feature;
      looked += finder.look(feature, rows, from, to) ? 1 : 0;
    }
    return finder.isFound();
  }

  private void describe(int node, int feature) {
    byte flags = finder.missingLeft() ? ForestNodes.MISSING_LEFT : 0;
    boolean[] leftBins = finder.leftBins();
    switch (binned.features()[feature]) {
      case NumericBins numeric -> {
        int last = 0;
        while (last + 1 < numeric.count() && leftBins[last + 1]) {
          last++;
        }
        nodes.operand[node] = Float.floatToRawIntBits(numeric.upperEnd(last));
      }
      case CategoryBins category -> {
        flags |= ForestNodes.CATEGORICAL;
        nodes.operand[node] =
            nodes.addWords(category.leftCategories(leftBins, finder.missingLeft()));
      }
    }
    nodes.flags[node] = flags;
  }

  /** Moves the rows that go right behind those that go left and returns where they begin. */
  private int partition(int feature, int from, int to) {
    byte[] bins = binned.bins()[feature];
    int missingBin = binned.features()[feature].count();
    boolean[] leftBins = finder.leftBins();
    int left = from;
    int right = 0;
    for (int index = from; index < to; index++) {
      int row = rows[index];
      int bin = bins[row] & 0xff;
      if (bin == missingBin ? finder.missingLeft() : leftBins[bin]) {
        rows[left++] = row;
      } else {
        rightRows[right++] = row;
      }
    }
    System.arraycopy(rightRows, 0, rows, left, right);
    return left;
  }
}
