// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

import dev.mynah.ml.dataset.RowWeights;

/** How good predicted values are. All are NaN without rows. */
public final class RegressionMetrics {
  private RegressionMetrics() {}

  /** Computes the mean squared error. */
  public static double mse(double[] actual, double[] predicted) {
    return mse(actual, predicted, RowWeights.EVEN);
  }

  /** Computes the same of rows that count differently. */
  public static double mse(double[] actual, double[] predicted, RowWeights weights) {
    double sum = 0;
    for (int row = 0; row < actual.length; row++) {
      double error = actual[row] - predicted[row];
      sum += weights.of(row) * error * error;
    }
    return sum / weights.total(actual.length);
  }

  /** Computes the root of the mean squared error, in the unit of the values. */
  public static double rmse(double[] actual, double[] predicted) {
    return Math.sqrt(mse(actual, predicted));
  }

  /** Computes the mean absolute error. */
  public static double mae(double[] actual, double[] predicted) {
    return mae(actual, predicted, RowWeights.EVEN);
  }

  /** Computes the same of rows that count differently. */
  static double mae(double[] actual, double[] predicted, RowWeights weights) {
    double sum = 0;
    for (int row = 0; row < actual.length; row++) {
      sum += weights.of(row) * Math.abs(actual[row] - predicted[row]);
    }
    return sum / weights.total(actual.length);
  }

  /**
   * Computes the share of the variance that is explained.
   *
   * @return at most 1, 0 for the mean of the rows, less for worse; NaN when all values are equal
   */
  public static double r2(double[] actual, double[] predicted) {
    return r2(actual, predicted, RowWeights.EVEN);
  }

  /** Computes the same of rows that count differently. */
  static double r2(double[] actual, double[] predicted, RowWeights weights) {
    double mean = weights.mean(actual);
    double variance = 0;
    double total = weights.total(actual.length);
    for (int row = 0; row < actual.length; row++) {
      variance += weights.of(row) * (actual[row] - mean) * (actual[row] - mean) / total;
    }
    return variance == 0 ? Double.NaN : 1 - mse(actual, predicted, weights) / variance;
  }
}
