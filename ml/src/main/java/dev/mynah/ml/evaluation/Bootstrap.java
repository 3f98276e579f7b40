// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

import dev.mynah.ml.dataset.RowWeights;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * How far metrics may be from what they would be on many more rows like these.
 *
 * <p>The metrics are computed again on rows that are weighted by independent Poisson numbers, which
 * is the bootstrap of many rows (Hanley and MacGibbon 2006), and their standard deviation gives a
 * normal interval (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13).
 */
public final class Bootstrap {
  /** Share of normal intervals of 1.96 deviations that hold the truth: 95 %. */
  private static final double DEVIATIONS = 1.96;

  private static final int FEWEST = 20;
  private static final int MOST = 200;

  /** So many rows are evaluated in all. */
  private static final int WORK = 1_000_000;

  private static final long SEED = 20_240_501;

  /** What holds the true value of a metric in 95 of 100 cases. */
  public record Interval(double low, double high) {}

  private Bootstrap() {}

  /**
   * Returns an interval for each score.
   *
   * @param scores the metrics of all rows
   * @param share the rows that are evaluated again, as a share of all; in (0, 1]
   * @param rows how many rows are evaluated again
   * @param again evaluates them under weights
   */
  public static Map<Metric, Interval> intervals(
      List<Score> scores, double share, int rows, Function<RowWeights, List<Score>> again) {
    Map<Metric, double[]> values = new EnumMap<>(Metric.class);
    int repetitions = Math.clamp(WORK / Math.max(1, rows), FEWEST, MOST);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int repetition = 0; repetition < repetitions; repetition++) {
      for (Score score : again.apply(weights(rows, random))) {
        values.computeIfAbsent(score.metric(), metric -> new double[repetitions])[repetition] =
            score.value();
      }
    }
    Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);
    for (Score score : scores) {
      double[] repeated = values.getOrDefault(score.metric(), new double[0]);
      double reach = DEVIATIONS * deviation(repeated) * Math.sqrt(share);
      if (Double.isFinite(reach)) {
        intervals.put(score.metric(), within(score.metric(), score.value(), reach));
      }
    }
    return intervals;
  }

  private static RowWeights weights(int rows, SplittableRandom random) {
    double[] weights = new double[rows];
    for (int row = 0; row < rows; row++) {
      weights[row] = poisson(random.nextDouble());
    }
    return new RowWeights(weights);
  }

  /** Returns the Poisson number of mean 1 up to which a share of all lies. */
  private static int poisson(double share) {
    double probability = Math.exp(-1);
    double sum = probability;
    int number = 0;
    while (share > sum && probability > 0) {
      number++;
      probability /= number;
      sum += probability;
    }
    return number;
  }

  /** Returns the standard deviation of the finite values; NaN of fewer than two. */
  private static double deviation(double[] values) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        count++;
        double step = value - sum;
        sum += step / count;
        squares += step * (value - sum);
      }
    }
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
  }

  private static Interval within(Metric metric, double value, double reach) {
    double least = metric == Metric.R2 ? Double.NEGATIVE_INFINITY : 0;
    double most = metric.higherIsBetter() ? 1 : Double.POSITIVE_INFINITY;
    return new Interval(Math.max(least, value - reach), Math.min(most, value + reach));
  }
}
