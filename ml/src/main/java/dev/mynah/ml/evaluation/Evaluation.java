// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

import static dev.mynah.ml.evaluation.ClassificationMetrics.UNKNOWN;

import dev.mynah.ml.dataset.RowWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** All metrics of some predictions, each beside what the best constant answer reaches. */
public final class Evaluation {
  private Evaluation() {}

  /**
   * Evaluates classes; of two the second is the positive one.
   *
   * @param actual shape {@code [rows]}, class numbers or {@link ClassificationMetrics#UNKNOWN}
   * @param probabilities shape {@code [rows * classes]}, row by row
   */
  public static List<Score> ofClasses(int[] actual, double[] probabilities, int classes) {
    return ofClasses(
        actual, probabilities, ClassificationMetrics.mostLikely(probabilities, classes), classes);
  }

  /**
   * Evaluates classes that are not said by the highest probability.
   *
   * @param predicted shape {@code [rows]}, the class said of each row
   */
  public static List<Score> ofClasses(
      int[] actual, double[] probabilities, int[] predicted, int classes) {
    return ofClasses(actual, probabilities, predicted, classes, RowWeights.EVEN);
  }

  /** Evaluates classes of rows that count differently. */
  public static List<Score> ofClasses(
      int[] actual, double[] probabilities, int[] predicted, int classes, RowWeights weights) {
    double[] counts = counts(actual, classes, weights);
    double all = weights.total(actual.length);
    double majority = Arrays.stream(counts).max().orElse(0) / all;
    long present = Arrays.stream(counts).filter(count -> count > 0).count();
    List<Score> scores = new ArrayList<>();
    scores.add(
        new Score(
            Metric.LOG_LOSS,
            ClassificationMetrics.logLoss(actual, probabilities, classes, weights),
            constantLogLoss(all, counts)));
    if (classes == 2) {
      double positives = counts[1] / all;
      scores.add(new Score(Metric.AUC, binaryAuc(actual, probabilities, weights), 0.5));
      scores.add(
          new Score(
              Metric.F1,
              ClassificationMetrics.f1(actual, predicted, 1, weights),
              2 * positives / (1 + positives)));
    }
    scores.add(
        new Score(
            Metric.ACCURACY, ClassificationMetrics.accuracy(actual, predicted, weights), majority));
    scores.add(
        new Score(
            Metric.BALANCED_ACCURACY,
            ClassificationMetrics.balancedAccuracy(actual, predicted, classes, weights),
            1.0 / present));
    scores.add(
        new Score(
            Metric.F1_MACRO,
            ClassificationMetrics.f1Macro(actual, predicted, classes, weights),
            2 * majority / (1 + majority) / present));
    return scores;
  }

  private static double[] counts(int[] actual, int classes, RowWeights weights) {
    double[] counts = new double[classes];
    for (int row = 0; row < actual.length; row++) {
      if (actual[row] != UNKNOWN) {
        counts[actual[row]] += weights.of(row);
      }
    }
    return counts;
  }

  /** The best constant probabilities are the shares of the classes. */
  private static double constantLogLoss(double all, double[] counts) {
    double known = Arrays.stream(counts).sum();
    double sum = (all - known) * -Math.log(ClassificationMetrics.CLIP);
    for (double count : counts) {
      sum -= count == 0 ? 0 : count * Math.log(count / known);
    }
    return sum / all;
  }

  private static double binaryAuc(int[] actual, double[] probabilities, RowWeights weights) {
    int[] known = IntStream.range(0, actual.length).filter(row -> actual[row] != UNKNOWN).toArray();
    double[] scores = new double[known.length];
    boolean[] positive = new boolean[known.length];
    for (int index = 0; index < known.length; index++) {
      scores[index] = probabilities[2 * known[index] + 1];
      positive[index] = actual[known[index]] == 1;
    }
    return ClassificationMetrics.auc(scores, positive, weights.select(known));
  }

  /** Evaluates values. */
  public static List<Score> ofValues(double[] actual, double[] predicted) {
    return ofValues(actual, predicted, RowWeights.EVEN);
  }

  /** Evaluates values of rows that count differently. */
  public static List<Score> ofValues(double[] actual, double[] predicted, RowWeights weights) {
    double[] mean = constant(weights.mean(actual), actual.length);
    double[] median = constant(median(actual, weights), actual.length);
    double mse = RegressionMetrics.mse(actual, predicted, weights);
    double mseOfMean = RegressionMetrics.mse(actual, mean, weights);
    return List.of(
        new Score(Metric.RMSE, Math.sqrt(mse), Math.sqrt(mseOfMean)),
        new Score(Metric.MSE, mse, mseOfMean),
        new Score(
            Metric.MAE,
            RegressionMetrics.mae(actual, predicted, weights),
            RegressionMetrics.mae(actual, median, weights)),
        new Score(Metric.R2, RegressionMetrics.r2(actual, predicted, weights), 0));
  }

  private static double[] constant(double value, int rows) {
    double[] values = new double[rows];
    Arrays.fill(values, value);
    return values;
  }

  /** Returns a value with half of the weight on either side. */
  private static double median(double[] values, RowWeights weights) {
    if (values.length == 0) {
      return Double.NaN;
    }
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> values[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    double half = weights.total(values.length) / 2;
    double below = 0;
    for (int index = 0; index < order.length; index++) {
      below += weights.of(order[index]);
      if (below > half || index + 1 == order.length) {
        return values[order[index]];
      }
      if (below == half) {
        return (values[order[index]] + values[order[index + 1]]) / 2;
      }
    }
    throw new IllegalStateException("weights that are no numbers");
  }
}
