// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

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
    double sum = 0;
    for (int row = 0; row < actual.length; row++) {
      double probability = actual[row] == UNKNOWN ? 0 : probabilities[row * classes + actual[row]];
      sum -= Math.log(Math.min(Math.max(probability, CLIP), 1));
    }
    return sum / actual.length;
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
    int right = 0;
    for (int row = 0; row < actual.length; row++) {
      right += actual[row] == predicted[row] ? 1 : 0;
    }
    return (double) right / actual.length;
  }

  /**
   * Computes the mean, over the known classes that occur, of the share of their rows that are
   * predicted right; NaN when none occurs.
   */
  public static double balancedAccuracy(int[] actual, int[] predicted, int classes) {
    int[] rows = new int[classes];
    int[] right = new int[classes];
    for (int row = 0; row < actual.length; row++) {
      if (actual[row] != UNKNOWN) {
        rows[actual[row]]++;
        right[actual[row]] += actual[row] == predicted[row] ? 1 : 0;
      }
    }
    double sum = 0;
    int present = 0;
    for (int label = 0; label < classes; label++) {
      if (rows[label] > 0) {
        sum += (double) right[label] / rows[label];
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
    int occurs = 0;
    int isPredicted = 0;
    int both = 0;
    for (int row = 0; row < actual.length; row++) {
      occurs += actual[row] == positive ? 1 : 0;
      isPredicted += predicted[row] == positive ? 1 : 0;
      both += actual[row] == positive && predicted[row] == positive ? 1 : 0;
    }
    return 2.0 * both / (occurs + isPredicted);
  }

  /** Computes the mean {@link #f1} of the classes that occur or are predicted. */
  public static double f1Macro(int[] actual, int[] predicted, int classes) {
    return Arrays.stream(classNumbers(classes))
        .mapToDouble(label -> f1(actual, predicted, label))
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
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, row -> row);
    Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
    double wins = 0;
    long negatives = 0;
    long positives = 0;
    for (int start = 0; start < order.length; ) {
      int end = start;
      int tiedPositives = 0;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        tiedPositives += positive[order[end]] ? 1 : 0;
        end++;
      }
      int tiedNegatives = end - start - tiedPositives;
      wins += tiedPositives * (negatives + tiedNegatives / 2.0);
      positives += tiedPositives;
      negatives += tiedNegatives;
      start = end;
    }
    return wins / ((double) positives * negatives);
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
