// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

import dev.mynah.ml.dataset.RowWeights;
import java.util.Arrays;

/**
 * How good predicted classes and probabilities are.
 *
 * <p>Classes are numbers from 0. An actual class of {@link #UNKNOWN} is one that the model cannot
 * predict: every prediction of such a row is wrong.
 */
public final class ClassificationMetrics {
  /** An actual class that the model does not know. */
  public static final int UNKNOWN = -1;

  /** Probabilities are kept this far from 0, so that one sure mistake has a finite loss. */
  static final double CLIP = 1e-15;

  private ClassificationMetrics() {}

  /**
   * Computes the mean negative logarithm of the probability given to the actual class, clipped to
   * [1e-15, 1].
   *
   * @param probabilities shape {@code [rows * classes]}, row by row
   * @return a value from 0; NaN without rows
   */
  public static double logLoss(int[] actual, double[] probabilities, int classes) {
    return logLoss(actual, probabilities, classes, RowWeights.EVEN);
  }

  /** Computes the same of rows that count differently. */
  public static double logLoss(
      int[] actual, double[] probabilities, int classes, RowWeights weights) {
    double sum = 0;
    for (int row = 0; row < actual.length; row++) {
      double probability = actual[row] == UNKNOWN ? 0 : probabilities[row * classes + actual[row]];
      sum -= weights.of(row) * Math.log(Math.min(Math.max(probability, CLIP), 1));
    }
    return sum / weights.total(actual.length);
  }

  /** Returns the class of the highest probability of each row; of equal ones the first. */
  public static int[] mostLikely(double[] probabilities, int classes) {
    int[] predicted = new int[probabilities.length / classes];
    for (int row = 0; row < predicted.length; row++) {
      int best = 0;
      for (int label = 1; label < classes; label++) {
        if (probabilities[row * classes + label] > probabilities[row * classes + best]) {
          best = label;
        }
      }
      predicted[row] = best;
    }
    return predicted;
  }

  /** Computes the share of rows that are predicted right; NaN without rows. */
  public static double accuracy(int[] actual, int[] predicted) {
    return accuracy(actual, predicted, RowWeights.EVEN);
  }

  /** Computes the same of rows that count differently. */
  static double accuracy(int[] actual, int[] predicted, RowWeights weights) {
    double right = 0;
    for (int row = 0; row < actual.length; row++) {
      right += actual[row] == predicted[row] ? weights.of(row) : 0;
    }
    return right / weights.total(actual.length);
  }

  /**
   * Computes the mean, over the known classes that occur, of the share of their rows that are
   * predicted right; NaN when none occurs.
   */
  public static double balancedAccuracy(int[] actual, int[] predicted, int classes) {
    return balancedAccuracy(actual, predicted, classes, RowWeights.EVEN);
  }

  /** Computes the same of rows that count differently. */
  static double balancedAccuracy(int[] actual, int[] predicted, int classes, RowWeights weights) {
    double[] rows = new double[classes];
    double[] right = new double[classes];
    for (int row = 0; row < actual.length; row++) {
      if (actual[row] != UNKNOWN) {
        rows[actual[row]] += weights.of(row);
        right[actual[row]] += actual[row] == predicted[row] ? weights.of(row) : 0;
      }
    }
    double sum = 0;
    int present = 0;
    for (int label = 0; label < classes; label++) {
      if (rows[label] > 0) {
        sum += right[label] / rows[label];
        present++;
      }
    }
    return sum / present;
  }

  /**
   * Computes the harmonic mean of precision and recall of one class.
   *
   * @return a value in [0, 1]; NaN when the class neither occurs nor is predicted
   */
  public static double f1(int[] actual, int[] predicted, int positive) {
    return f1(actual, predicted, positive, RowWeights.EVEN);
  }

  /** Computes the same of rows that count differently. */
  static double f1(int[] actual, int[] predicted, int positive, RowWeights weights) {
    double occurs = 0;
    double isPredicted = 0;
    double both = 0;
    for (int row = 0; row < actual.length; row++) {
      double weight = weights.of(row);
      occurs += actual[row] == positive ? weight : 0;
      isPredicted += predicted[row] == positive ? weight : 0;
      both += actual[row] == positive && predicted[row] == positive ? weight : 0;
    }
    return 2.0 * both / (occurs + isPredicted);
  }

  /** Computes the mean {@link #f1} of the classes that occur or are predicted. */
  public static double f1Macro(int[] actual, int[] predicted, int classes) {
    return f1Macro(actual, predicted, classes, RowWeights.EVEN);
  }

  /** Computes the same of rows that count differently. */
  static double f1Macro(int[] actual, int[] predicted, int classes, RowWeights weights) {
    return Arrays.stream(classNumbers(classes))
        .mapToDouble(label -> f1(actual, predicted, label, weights))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  private static int[] classNumbers(int classes) {
    int[] numbers = new int[classes];
    Arrays.setAll(numbers, label -> label);
    return numbers;
  }

  /**
   * Computes the area under the receiver operating characteristic: how often a positive row scores
   * higher than a negative one, where a tie counts one half. Takes O(n log n) time.
   *
   * @param scores shape {@code [n]}, higher means more likely positive; no NaN
   * @return a value in [0, 1]; NaN unless there are rows of both kinds
   */
  public static double auc(double[] scores, boolean[] positive) {
    return auc(scores, positive, RowWeights.EVEN);
  }

  /** Computes the same of rows that count differently. */
  static double auc(double[] scores, boolean[] positive, RowWeights weights) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, row -> row);
    Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
    double wins = 0;
    double negatives = 0;
    double positives = 0;
    for (int start = 0; start < order.length; ) {
      int end = start;
      double tiedPositives = 0;
      double tied = 0;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        tiedPositives += positive[order[end]] ? weights.of(order[end]) : 0;
        tied += weights.of(order[end]);
        end++;
      }
      double tiedNegatives = tied - tiedPositives;
      wins += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
      start = end;
    }
    return wins / (positives * negatives);
  }

  /**
   * Counts rows by actual and predicted class.
   *
   * @return shape {@code [actual][predicted]}; rows of an unknown class are left out
   */
  public static int[][] confusion(int[] actual, int[] predicted, int classes) {
    int[][] counts = new int[classes][classes];
    for (int row = 0; row < actual.length; row++) {
      if (actual[row] != UNKNOWN) {
        counts[actual[row]][predicted[row]]++;
      }
    }
    return counts;
  }
}
