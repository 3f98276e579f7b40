// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

import dev.mynah.ml.dataset.RowWeights;
import java.util.Arrays;

/** Draws rows as often as their weights say, for learners that count rows and do not weigh them. */
public final class WeightedDraw {
  private final double[] ends;

  public WeightedDraw(RowWeights weights, int rows) {
    ends = new double[rows];
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += weights.of(row);
      ends[row] = sum;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("no row weighs anything");
    }
  }

  /** Returns one row; heavier ones are as much likelier. */
  public int one(SeededRandom random) {
    return at(random.nextDouble() * ends[ends.length - 1]);
  }

  /**
   * Returns {@code count} rows, ascending: each as often as its share of the weight asks for,
   * rounded up or down by chance (systematic resampling).
   */
  public int[] spread(SeededRandom random, int count) {
    double step = ends[ends.length - 1] / count;
    double start = random.nextDouble() * step;
    int[] drawn = new int[count];
    int row = 0;
    for (int index = 0; index < count; index++) {
      while (row < ends.length - 1 && ends[row] <= start + index * step) {
        row++;
      }
      drawn[index] = row;
    }
    return drawn;
  }

  private int at(double place) {
    int found = Arrays.binarySearch(ends, place);
    int row = found < 0 ? -found - 1 : found + 1;
    while (row > 0 && row < ends.length && ends[row] == ends[row - 1]) {
      row++;
    }
    return Math.min(row, ends.length - 1);
  }
}
