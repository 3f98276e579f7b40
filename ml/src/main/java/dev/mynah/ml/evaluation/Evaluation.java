// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

import static dev.mynah.ml.evaluation.ClassificationMetrics.UNKNOWN;

import java.util.ArrayList;
import java.util.Arrays;
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
    int[] counts = counts(actual, classes);
    int most = Arrays.stream(counts).max().orElse(0);
    double majority = (double) most / actual.length;
    long present = Arrays.stream(counts).filter(count -> count > 0).count();
    List<Score> scores = new ArrayList<>();
    scores.add(
        new Score(
            Metric.LOG_LOSS,
            ClassificationMetrics.logLoss(actual, probabilities, classes),
            constantLogLoss(actual, counts)));
    if (classes == 2) {
      double positives = (double) counts[1] / actual.length;
      scores.add(new Score(Metric.AUC, binaryAuc(actual, probabilities), 0.5));
      scores.add(
          new Score(
              Metric.F1,
              ClassificationMetrics.f1(actual, predicted, 1),
              2 * positives / (1 + positives)));
    }
    scores.add(
        new Score(Metric.ACCURACY, ClassificationMetrics.accuracy(actual, predicted), majority));
    scores.add(
        new Score(
            Metric.BALANCED_ACCURACY,
            ClassificationMetrics.balancedAccuracy(actual, predicted, classes),
            1.0 / present));
    scores.add(
        new Score(
            Metric.F1_MACRO,
            ClassificationMetrics.f1Macro(actual, predicted, classes),
            2 * majority / (1 + majority) / present));
    return scores;
  }

  private static int[] counts(int[] actual, int classes) {
    int[] counts = new int[classes];
    for (int label : actual) {
      if (label != UNKNOWN) {
        counts[label]++;
      }
    }
    return counts;
  }

  /** The best constant probabilities are the shares of the classes. */
  private static double constantLogLoss(int[] actual, int[] counts) {
    int known = Arrays.stream(counts).sum();
    double sum = (actual.length - known) * -Math.log(ClassificationMetrics.CLIP);
    for (int count : counts) {
      sum -= count == 0 ? 0 : count * Math.log((double) count / known);
    }
    return sum / actual.length;
  }

  private static double binaryAuc(int[] actual, double[] probabilities) {
    int[] known = IntStream.range(0, actual.length).filter(row -> actual[row] != UNKNOWN).toArray();
    double[] scores = new double[known.length];
    boolean[] positive = new boolean[known.length];
    for (int index = 0; index < known.length; index++) {
      scores[index] = probabilities[2 * known[index] + 1];
      positive[index] = actual[known[index]] == 1;
    }
    return ClassificationMetrics.auc(scores, positive);
  }

  /** Evaluates values. */
  public static List<Score> ofValues(double[] actual, double[] predicted) {
    double[] mean = constant(Arrays.stream(actual).average().orElse(Double.NaN), actual.length);
    double[] median = constant(median(actual), actual.length);
    return List.of(
        new Score(
            Metric.RMSE,
            RegressionMetrics.rmse(actual, predicted),
            RegressionMetrics.rmse(actual, mean)),
        new Score(
            Metric.MSE,
            RegressionMetrics.mse(actual, predicted),
            RegressionMetrics.mse(actual, mean)),
        new Score(
            Metric.MAE,
            RegressionMetrics.mae(actual, predicted),
            RegressionMetrics.mae(actual, median)),
        new Score(Metric.R2, RegressionMetrics.r2(actual, predicted), 0));
  }

  private static double[] constant(double value, int rows) {
    double[] values = new double[rows];
    Arrays.fill(values, value);
    return values;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
