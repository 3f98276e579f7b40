// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.learner.SeededRandom;
import java.util.Arrays;

/**
 * Finds where to cut the rows of a node. Bins are compared by their rank: a number's by its size, a
 * category's by the mean target of its rows in the node.
 */
final class ForestSplitFinder {
  private static final int RANKS = 256;
  private static final int MISSING = -1;

  private final BinnedRows binned;
  private final NodeStatistics statistics;
  private final ForestTrainer settings;
  private final SeededRandom random;

  /** The rank of each bin of the feature in hand. */
  private final int[] ranks = new int[RANKS];

  private final int[] identity = new int[RANKS];
  private final double[] orderSums = new double[RANKS];
  private final int[] counts = new int[RANKS + 1];
  private int[] sorted = new int[64];
  private double bestPurity;
  private int bestFeature;
  private boolean bestMissingLeft;
  private boolean missingSeen;
  private final boolean[] bestLeft = new boolean[RANKS];

  ForestSplitFinder(
      BinnedRows binned, NodeStatistics statistics, ForestTrainer settings, SeededRandom random) {
    this.binned = binned;
    this.statistics = statistics;
    this.settings = settings;
    this.random = random;
    Arrays.setAll(identity, bin -> bin);
  }

  void begin() {
    bestPurity = Double.NEGATIVE_INFINITY;
    bestFeature = ForestNodes.LEAF;
  }

  boolean isFound() {
    return bestFeature >= 0;
  }

  double purity() {
    return bestPurity;
  }

  int feature() {
    return bestFeature;
  }

  boolean missingLeft() {
    return bestMissingLeft;
  }

  /** Tells whether rows of the node lacked a value of the best feature. */
  boolean missingSeen() {
    return missingSeen;
  }

  /** Which bins go left, but for that of the missing values. */
  boolean[] leftBins() {
    return bestLeft;
  }

  /** Looks at a feature and tells whether its values differ among the rows of the node. */
  boolean look(int feature, int[] rows, int from, int to) {
    byte[] bins = binned.bins()[feature];
    int missingBin = binned.features()[feature].count();
    int[] rankOf = identity;
    if (binned.features()[feature] instanceof CategoryBins) {
      rank(bins, missingBin, rows, from, to);
      rankOf = ranks;
    }
    int low = RANKS;
    int high = MISSING;
    int missing = 0;
    for (int index = from; index < to; index++) {
      int bin = bins[rows[index]] & 0xff;
      if (bin == missingBin) {
        missing++;
      } else {
        int rank = rankOf[bin];
        low = Math.min(low, rank);
        high = Math.max(high, rank);
      }
    }
    if (high == MISSING || (low == high && missing == 0)) {
      return false;
    }
    Cuts cuts = new Cuts(feature, bins, missingBin, rankOf, missing);
    if (settings.kind() == ForestKind.EXTRA_TREES || low == high) {
      int cut = low == high ? low : low + random.nextInt(high - low);
      cuts.offerOne(cut, rows, from, to);
    } else {
      cuts.offerAll(low, high, rows, from, to);
    }
    return true;
  }

  /** Ranks categories by the mean target of their rows; those without rows come last. */
  private void rank(byte[] bins, int missingBin, int[] rows, int from, int to) {
    Arrays.fill(orderSums, 0, missingBin + 1, 0);
    Arrays.fill(counts, 0, missingBin + 1, 0);
    for (int index = from; index < to; index++) {
      int bin = bins[rows[index]] & 0xff;
      orderSums[bin] += statistics.order(rows[index]);
      counts[bin]++;
    }
    int present = 0;
    int[] order = new int[missingBin];
    for (int bin = 0; bin < missingBin; bin++) {
      if (counts[bin] > 0) {
        double mean = orderSums[bin] / counts[bin];
        int at = present++;
        for (; at > 0 && orderSums[order[at - 1]] / counts[order[at - 1]] > mean; at--) {
          order[at] = order[at - 1];
        }
        order[at] = bin;
      }
    }
    Arrays.fill(ranks, RANKS);
    for (int rank = 0; rank < present; rank++) {
      ranks[order[rank]] = rank;
    }
  }

  /** The cuts of one feature at one node. */
  private final class Cuts {
    private final int feature;
    private final byte[] bins;
    private final int missingBin;
    private final int[] rankOf;
    private final int missing;

    Cuts(int feature, byte[] bins, int missingBin, int[] rankOf, int missing) {
      this.feature = feature;
      this.bins = bins;
      this.missingBin = missingBin;
      this.rankOf = rankOf;
      this.missing = missing;
    }

    void offerOne(int cut, int[] rows, int from, int to) {
      statistics.clearLeft();
      for (int index = from; index < to; index++) {
        int bin = bins[rows[index]] & 0xff;
        if (bin != missingBin && rankOf[bin] <= cut) {
          statistics.moveLeft(rows[index]);
        }
      }
      offer(cut, false, to - from);
      if (missing > 0) {
        for (int index = from; index < to; index++) {
          if ((bins[rows[index]] & 0xff) == missingBin) {
            statistics.moveLeft(rows[index]);
          }
        }
        offer(cut, true, to - from);
      }
    }

    void offerAll(int low, int high, int[] rows, int from, int to) {
      int present = sort(low, high, rows, from, to);
      sweep(present, false, to - from);
      if (missing > 0) {
        statistics.clearLeft();
        for (int index = from; index < to; index++) {
          if ((bins[rows[index]] & 0xff) == missingBin) {
            statistics.moveLeft(rows[index]);
          }
        }
        sweep(present, true, to - from);
      }
    }

    private void sweep(int present, boolean missingLeft, int nodeRows) {
      if (!missingLeft) {
        statistics.clearLeft();
      }
      for (int index = 0; index < present; index++) {
        int rank = rankOf[bins[sorted[index]] & 0xff];
        statistics.moveLeft(sorted[index]);
        if (index + 1 < present && rankOf[bins[sorted[index + 1]] & 0xff] != rank) {
          offer(rank, missingLeft, nodeRows);
        }
      }
    }

    /** Sorts the rows that have a value by rank, by counting. */
    private int sort(int low, int high, int[] rows, int from, int to) {
      if (sorted.length < to - from) {
        sorted = new int[Math.max(to - from, 2 * sorted.length)];
      }
      Arrays.fill(counts, low, high + 2, 0);
      for (int index = from; index < to; index++) {
        int bin = bins[rows[index]] & 0xff;
        if (bin != missingBin) {
          counts[rankOf[bin] + 1]++;
        }
      }
      for (int rank = low; rank <= high; rank++) {
        counts[rank + 1] += counts[rank];
      }
      for (int index = from; index < to; index++) {
        int bin = bins[rows[index]] & 0xff;
        if (bin != missingBin) {
          sorted[counts[rankOf[bin]]++] = rows[index];
        }
      }
      return to - from - missing;
    }

    private void offer(int cut, boolean missingLeft, int nodeRows) {
      int left = statistics.leftRows();
      if (left < settings.minRows() || nodeRows - left < settings.minRows()) {
        return;
      }
      double purity = statistics.splitPurity();
      if (purity > bestPurity) {
        bestPurity = purity;
        bestFeature = feature;
        missingSeen = missing > 0;
        bestMissingLeft = missing > 0 ? missingLeft : 2 * left >= nodeRows;
        for (int bin = 0; bin < missingBin; bin++) {
          bestLeft[bin] = rankOf[bin] <= cut;
        }
      }
    }
  }
}
