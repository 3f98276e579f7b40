// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.SeededRandom;
import java.util.Arrays;

/**
 * Shapley values of any function of rows, by sampling: along a random order of the players, a
 * background row turns step by step into the explained one, and each step's change is its player's
 * (Strumbelj and Kononenko, <i>Explaining prediction models and individual predictions with feature
 * contributions</i>, Knowledge and Information Systems 41, 2014). Every order is also walked
 * backwards, which leaves no error where at most two players act together (Mitchell et al.,
 * <i>Sampling Permutations for Shapley Value Estimation</i>, JMLR 23, 2022). Each background row
 * takes part equally often, so that values and expected answer always add up to the row's.
 *
 * <p>The orders are drawn from a fixed seed: equal rows have equal values. Sampling goes on until
 * its error is small beside the largest value, at most {@link #MAX_SWEEPS} times over all
 * background rows.
 */
public final class PermutationShapley implements Shapley {
  private static final long SEED = 20_240_501;

  private static final int MAX_SWEEPS = 6;

  /** Error that is small enough beside the largest value. */
  private static final double TOLERANCE = 0.01;

  /** What is left of a large background when players are many: rows scored in one sweep. */
  private static final int SCORES_A_SWEEP = 2_500;

  private static final int MIN_BACKGROUND = 12;

  /** Every so many background rows one is asked a second time to see how far apart orders are. */
  private static final int ASKED_TWICE = 4;

  private final Function function;
  private final FeatureMatrix background;
  private final double[] backgroundAnswers;
  private final Players players;
  private final double expected;

  /** What is explained. */
  public interface Function {
    /**
     * Computes one number a row.
     *
     * @param result at least as long as there are rows; overwritten
     */
    void answer(FeatureMatrix rows, double[] result);
  }

  /** Prepares for a function; the background's first rows are used when players are many. */
  public PermutationShapley(Function function, FeatureMatrix background, Players players) {
    this.function = function;
    this.players = players;
    int affordable = SCORES_A_SWEEP / (2 * Math.max(1, players.count()));
    int rows = Math.min(background.rows(), Math.max(MIN_BACKGROUND, affordable));
    this.background = new FeatureMatrix(background.features(), background.columns(), rows);
    backgroundAnswers = new double[rows];
    function.answer(this.background, backgroundAnswers);
    expected = Arrays.stream(backgroundAnswers).sum() / rows;
  }

  @Override
  public double expected() {
    return expected;
  }

  @Override
  public void explain(FeatureMatrix features, int row, double[] values) {
    FeatureMatrix explained = features.select(new int[] {row});
    double[] answer = new double[1];
    function.answer(explained, answer);
    int rows = background.rows();
    SeededRandom random = new SeededRandom(SEED);
    OrderWalks walks =
        new OrderWalks(function, explained, answer[0], background, backgroundAnswers, players);
    double[][] sums = new double[rows][values.length];
    int[] all = new int[rows];
    Arrays.setAll(all, index -> index);
    walks.walk(all, random, sums);
    int[] twice = new int[(rows + ASKED_TWICE - 1) / ASKED_TWICE];
    Arrays.setAll(twice, index -> index * ASKED_TWICE);
    double[][] again = new double[rows][values.length];
    walks.walk(twice, random, again);
    double variance = variance(sums, again, twice);
    int[] counts = new int[rows];
    Arrays.fill(counts, 1);
    for (int place : twice) {
      add(again[place], sums[place]);
      counts[place] = 2;
    }
    double[] means = means(sums, counts);
    for (int sweep = 1; sweep < MAX_SWEEPS && !isStable(means, variance, rows * sweep); sweep++) {
      walks.walk(all, random, sums);
      for (int place = 0; place < rows; place++) {
        counts[place]++;
      }
      means = means(sums, counts);
    }
    add(means, values);
  }

  /** Returns the mean over players of the variance of one order's values beside one row. */
  private static double variance(double[][] first, double[][] second, int[] places) {
    double sum = 0;
    int players = 0;
    for (int place : places) {
      players = first[place].length;
      for (int player = 0; player < players; player++) {
        double difference = first[place][player] - second[place][player];
        sum += difference * difference / 2;
      }
    }
    return players == 0 ? 0 : sum / players / places.length;
  }

  private static boolean isStable(double[] means, double variance, int walks) {
    double largest = 0;
    for (double mean : means) {
      largest = Math.max(largest, Math.abs(mean));
    }
    return Math.sqrt(variance / walks) <= TOLERANCE * largest;
  }

  private static double[] means(double[][] sums, int[] counts) {
    double[] means = new double[sums[0].length];
    for (int place = 0; place < sums.length; place++) {
      for (int player = 0; player < means.length; player++) {
        means[player] += sums[place][player] / counts[place] / sums.length;
      }
    }
    return means;
  }

  private static void add(double[] from, double[] to) {
    for (int index = 0; index < from.length; index++) {
      to[index] += from[index];
    }
  }
}
