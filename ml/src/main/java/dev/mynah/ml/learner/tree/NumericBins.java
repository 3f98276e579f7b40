// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.util.Arrays;

/**
 * Bins of about equally many rows, cut halfway between neighbouring values. A value that fills a
 * bin alone gets one of its own.
 */
final class NumericBins implements FeatureBins {
  /** Enough for quantiles; beyond it every k-th row is looked at. */
  private static final int MAX_SAMPLE = 200_000;

  /** Upper ends of all bins but the last, ascending. */
  private final float[] cuts;

  private final int count;

  private NumericBins(float[] cuts, int count) {
    this.cuts = cuts;
    this.count = count;
  }

  static NumericBins of(float[] column, int rows) {
    int stride = (rows + MAX_SAMPLE - 1) / MAX_SAMPLE;
    float[] sorted = new float[(rows + stride - 1) / Math.max(1, stride)];
    int present = 0;
    for (int row = 0; row < rows; row += stride) {
      if (!Float.isNaN(column[row])) {
        sorted[present++] = Math.clamp(column[row], -Float.MAX_VALUE, Float.MAX_VALUE);
      }
    }
    Arrays.sort(sorted, 0, present);
    int[] counts = new int[present];
    int distinct = 0;
    for (int i = 0; i < present; i++) {
      if (distinct == 0 || sorted[i] > sorted[distinct - 1]) {
        sorted[distinct++] = sorted[i];
      }
      counts[distinct - 1]++;
    }
    float[] cuts = cuts(sorted, counts, distinct, present);
    return new NumericBins(cuts, distinct == 0 ? 0 : cuts.length + 1);
  }

  private static float[] cuts(float[] values, int[] counts, int distinct, int rows) {
    if (distinct <= 1) {
      return new float[0];
    }
    float[] cuts = new float[Math.min(distinct, MAX_BINS) - 1];
    if (distinct <= MAX_BINS) {
      for (int i = 0; i < cuts.length; i++) {
        cuts[i] = between(values[i], values[i + 1]);
      }
      return cuts;
    }
    return Arrays.copyOf(cuts, cutEqually(values, counts, distinct, rows, cuts));
  }

  private static int cutEqually(
      float[] values, int[] counts, int distinct, int rows, float[] cuts) {
    double large = (double) rows / MAX_BINS;
    int binsLeft = MAX_BINS;
    int rowsLeft = rows;
    for (int i = 0; i < distinct; i++) {
      if (counts[i] >= large) {
        binsLeft--;
        rowsLeft -= counts[i];
      }
    }
    double mean = (double) rowsLeft / Math.max(1, binsLeft);
    int used = 0;
    int inBin = 0;
    for (int i = 0; i + 1 < distinct && used < cuts.length; i++) {
      boolean isLarge = counts[i] >= large;
      inBin += counts[i];
      rowsLeft -= isLarge ? 0 : counts[i];
      boolean nextIsLarge = counts[i + 1] >= large;
      if (isLarge || inBin >= mean || (nextIsLarge && inBin >= mean / 2)) {
        cuts[used++] = between(values[i], values[i + 1]);
        inBin = 0;
        if (!isLarge) {
          binsLeft--;
          mean = (double) rowsLeft / Math.max(1, binsLeft);
        }
      }
    }
    return used;
  }

  /** Returns a float in [low, high), in the middle when there is one. */
  private static float between(float low, float high) {
    float middle = low / 2 + high / 2;
    return middle >= low && middle < high ? middle : low;
  }

  @Override
  public int count() {
    return count;
  }

  /** Returns the threshold of a split after {@code bin}; the last bin's takes every value left. */
  float upperEnd(int bin) {
    return bin < cuts.length ? cuts[bin] : Float.MAX_VALUE;
  }

  @Override
  public void assign(float[] column, byte[] bins) {
    float[] padded = Arrays.copyOf(cuts, Integer.highestOneBit(cuts.length) << 1);
    Arrays.fill(padded, cuts.length, padded.length, Float.POSITIVE_INFINITY);
    for (int row = 0; row < bins.length; row++) {
      float x = column[row];
      int bin = 0;
      for (int step = padded.length >> 1; step > 0; step >>= 1) {
        bin += padded[bin + step - 1] < x ? step : 0;
      }
      bins[row] = (byte) (Float.isNaN(x) ? count : bin);
    }
  }
}
