// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Sums gradients by bin. A histogram holds the pairs of {@link Gradients} for every bin of every
 * feature, in the order of {@link BinnedRows#starts}.
 */
final class Histograms {
  private final BinnedRows binned;
  private final Deque<long[]> unused = new ArrayDeque<>();
  private final long[] gathered;

  Histograms(BinnedRows binned, int rows) {
    this.binned = binned;
    this.gathered = new long[2 * rows];
  }

  /** Returns a histogram of any content. */
  long[] take() {
    long[] histogram = unused.poll();
    return histogram == null ? new long[2 * binned.binCount()] : histogram;
  }

  void giveBack(long[] histogram) {
    unused.push(histogram);
  }

  /** Sums up {@code rows[from]} to {@code rows[to - 1]} for the given features. */
  void sum(long[] histogram, int[] features, Gradients gradients, int[] rows, int from, int to) {
    long[] pairs = gradients.pairs();
    for (int i = from; i < to; i++) {
      gathered[2 * (i - from)] = pairs[2 * rows[i]];
      gathered[2 * (i - from) + 1] = pairs[2 * rows[i] + 1];
    }
    int[] starts = binned.starts();
    for (int feature : features) {
      Arrays.fill(histogram, 2 * starts[feature], 2 * starts[feature + 1], 0);
    }
    int i = 0;
    for (; i + 4 <= features.length; i += 4) {
      sumFour(histogram, features, i, rows, from, to);
    }
    for (; i < features.length; i++) {
      sumOne(histogram, features[i], rows, from, to);
    }
  }

  /** Four features at a time share the loads of rows and gradients. */
  private void sumFour(long[] histogram, int[] features, int first, int[] rows, int from, int to) {
    byte[] a = binned.bins()[features[first]];
    byte[] b = binned.bins()[features[first + 1]];
    byte[] c = binned.bins()[features[first + 2]];
    byte[] d = binned.bins()[features[first + 3]];
    int startA = 2 * binned.starts()[features[first]];
    int startB = 2 * binned.starts()[features[first + 1]];
    int startC = 2 * binned.starts()[features[first + 2]];
    int startD = 2 * binned.starts()[features[first + 3]];
    long[] pairs = gathered;
    for (int i = from, pair = 0; i < to; i++, pair += 2) {
      int row = rows[i];
      long gradient = pairs[pair];
      long hessian = pairs[pair + 1];
      int binA = startA + 2 * (a[row] & 0xff);
      int binB = startB + 2 * (b[row] & 0xff);
      int binC = startC + 2 * (c[row] & 0xff);
      int binD = startD + 2 * (d[row] & 0xff);
      histogram[binA] += gradient;
      histogram[binA + 1] += hessian;
      histogram[binB] += gradient;
      histogram[binB + 1] += hessian;
      histogram[binC] += gradient;
      histogram[binC + 1] += hessian;
      histogram[binD] += gradient;
      histogram[binD + 1] += hessian;
    }
  }

  private void sumOne(long[] histogram, int feature, int[] rows, int from, int to) {
    byte[] bins = binned.bins()[feature];
    int start = 2 * binned.starts()[feature];
    long[] pairs = gathered;
    for (int i = from, pair = 0; i < to; i++, pair += 2) {
      int bin = start + 2 * (bins[rows[i]] & 0xff);
      histogram[bin] += pairs[pair];
      histogram[bin + 1] += pairs[pair + 1];
    }
  }

  /** Takes one child's sums from its parent's, which leaves the other child's. */
  void subtract(long[] parent, long[] child, int[] features) {
    int[] starts = binned.starts();
    for (int feature : features) {
      for (int i = 2 * starts[feature]; i < 2 * starts[feature + 1]; i++) {
        parent[i] -= child[i];
      }
    }
  }
}
