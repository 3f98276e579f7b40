// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.SeededRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses weights of candidates: again and again the one is added that lowers the loss of the mean
 * most (Caruana, Niculescu-Mizil, Crew and Ksikes, <i>Ensemble Selection from Libraries of
 * Models</i>, ICML 2004).
 */
final class GreedyWeights {
  private static final int STEPS = 30;

  /** Rows of all bags together. */
  private static final int BAGGED_ROWS = 40_000;

  private static final int MAX_BAGS = 20;

  /** More rows would not change the choice. */
  private static final int MAX_ROWS = 20_000;

  private final Truth truth;
  private final List<double[]> told;

  /**
   * Takes what each candidate says.
   *
   * @param told one a candidate, see {@link Truth#told}
   */
  GreedyWeights(Truth truth, List<double[]> told) {
    this.truth = truth;
    this.told = List.copyOf(told);
  }

  /**
   * Returns weights that add up to 1, chosen on the given rows: the mean of what is chosen on
   * halves of them when they are few, as one choice would then be half chance (Caruana, Munson and
   * Niculescu-Mizil, <i>Getting the Most Out of Ensemble Selection</i>, ICDM 2006).
   */
  double[] choose(int[] rows) {
    int bags = Math.clamp(BAGGED_ROWS / Math.max(1, rows.length), 1, MAX_BAGS);
    if (bags == 1) {
      return chooseOnce(rows);
    }
    double[] mean = new double[told.size()];
    SeededRandom random = new SeededRandom(bags);
    for (int bag = 0; bag < bags; bag++) {
      int[] places = random.sample(Math.max(1, rows.length / 2), rows.length);
      double[] weights = chooseOnce(Arrays.stream(places).map(place -> rows[place]).toArray());
      for (int candidate = 0; candidate < mean.length; candidate++) {
        mean[candidate] += weights[candidate];
      }
    }
    return Arrays.stream(mean).map(sum -> sum / bags).toArray();
  }

  private double[] chooseOnce(int[] rows) {
    int used = Math.min(rows.length, MAX_ROWS);
    double[] sum = new double[used];
    int[] counts = new int[told.size()];
    int[] best = counts.clone();
    double bestLoss = Double.POSITIVE_INFINITY;
    int bestStep = 0;
    for (int step = 1; step <= STEPS; step++) {
      int added = 0;
      double lowest = Double.POSITIVE_INFINITY;
      for (int candidate = 0; candidate < counts.length; candidate++) {
        double loss = loss(rows, sum, told.get(candidate), step);
        if (loss < lowest) {
          lowest = loss;
          added = candidate;
        }
      }
      counts[added]++;
      double[] values = told.get(added);
      for (int index = 0; index < used; index++) {
        sum[index] += values[rows[index]];
      }
      if (lowest < bestLoss) {
        bestLoss = lowest;
        best = counts.clone();
        bestStep = step;
      }
    }
    double[] weights = new double[counts.length];
    for (int candidate = 0; candidate < weights.length; candidate++) {
      weights[candidate] = (double) best[candidate] / Math.max(1, bestStep);
    }
    return weights;
  }

  private double loss(int[] rows, double[] sum, double[] values, int step) {
    double loss = 0;
    for (int index = 0; index < sum.length; index++) {
      loss += truth.rowLoss(rows[index], (sum[index] + values[rows[index]]) / step);
    }
    return loss;
  }
}
