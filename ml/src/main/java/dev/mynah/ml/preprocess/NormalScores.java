// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import java.util.Arrays;

/**
 * Maps a quantity to where it stands among the training values, as a normal score of mean 0 and
 * variance 1: outliers and skew no longer matter to a linear model. Piecewise linear between at
 * most {@link #MAX_KNOTS} values, flat beyond the first and the last.
 *
 * @param values the knots, rising; empty when training had no value
 * @param scores the score at each knot
 */
public record NormalScores(float[] values, float[] scores) {
  /** Finer steps made no difference to the models. */
  public static final int MAX_KNOTS = 200;

  public NormalScores {
    if (values.length != scores.length) {
      throw new IllegalArgumentException(
          "%d values, %d scores".formatted(values.length, scores.length));
    }
  }

  /** Learns from the first {@code rows} values of a feature, NaN where missing. */
  public static NormalScores fit(float[] column, int rows) {
    float[] sorted = new float[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (!Float.isNaN(column[row])) {
        sorted[count++] = column[row];
      }
    }
    sorted = Arrays.copyOf(sorted, count);
    Arrays.sort(sorted);
    NormalScores unscaled = knots(sorted);
    return unscaled.standardized(sorted);
  }

  private static NormalScores knots(float[] sorted) {
    int distinct = distinct(sorted);
    double step = Math.max(1, (double) sorted.length / MAX_KNOTS);
    float[] values = new float[Math.min(distinct, 2 * MAX_KNOTS)];
    float[] scores = new float[values.length];
    int knots = 0;
    double next = 0;
    for (int start = 0; start < sorted.length; ) {
      int end = start;
      while (end < sorted.length && sorted[end] == sorted[start]) {
        end++;
      }
      boolean last = end == sorted.length;
      if ((distinct <= MAX_KNOTS || end > next || last) && knots < values.length) {
        values[knots] = sorted[start];
        scores[knots] = (float) NormalQuantile.of((start + end) / 2.0 / sorted.length);
        knots++;
        next = end + step;
      }
      start = end;
    }
    return new NormalScores(Arrays.copyOf(values, knots), Arrays.copyOf(scores, knots));
  }

  private static int distinct(float[] sorted) {
    int distinct = 0;
    for (int row = 0; row < sorted.length; row++) {
      distinct += row == 0 || sorted[row] != sorted[row - 1] ? 1 : 0;
    }
    return distinct;
  }

  private NormalScores standardized(float[] column) {
    double sum = 0;
    double squares = 0;
    for (float value : column) {
      double score = score(value);
      sum += score;
      squares += score * score;
    }
    double mean = column.length == 0 ? 0 : sum / column.length;
    double variance = column.length == 0 ? 0 : squares / column.length - mean * mean;
    double scale = variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
    float[] scaled = new float[scores.length];
    for (int knot = 0; knot < scaled.length; knot++) {
      scaled[knot] = (float) ((scores[knot] - mean) * scale);
    }
    return new NormalScores(values, scaled);
  }

  /** Returns the score of a value, and 0, the mean, of NaN. */
  public double score(float value) {
    int knots = values.length;
    if (knots == 0 || Float.isNaN(value)) {
      return 0;
    }
    int place = Arrays.binarySearch(values, value);
    if (place >= 0) {
      return scores[place];
    }
    int above = -place - 1;
    if (above == 0) {
      return scores[0];
    }
    if (above == knots) {
      return scores[knots - 1];
    }
    double share =
        ((double) value - values[above - 1]) / ((double) values[above] - values[above - 1]);
    return scores[above - 1] + share * (scores[above] - scores[above - 1]);
  }
}
