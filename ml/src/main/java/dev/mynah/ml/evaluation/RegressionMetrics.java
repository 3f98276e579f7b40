// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

/** How good predicted values are. All are NaN without rows. */
public final class RegressionMetrics {
  private RegressionMetrics() {}

  /** Computes the mean squared error. */
  public static double mse(double[] actual, double[] predicted) {
    double sum = 0;
    for (int row = 0; row < actual.length; row++) {
      double error = actual[row] - predicted[row];
      sum += error * error;
    }
    return sum / actual.length;
  }

  /** Computes the root of the mean squared error, in the unit of the values. */
  public static double rmse(double[] actual, double[] predicted) {
    return Math.sqrt(mse(actual, predicted));
  }

  /** Computes the mean absolute error. */
  public static double mae(double[] actual, double[] predicted) {
    double sum = 0;
    for (int row = 0; row < actual.length; row++) {
      sum += Math.abs(actual[row] - predicted[row]);
    }
    return sum / actual.length;
  }

  /**
   * Computes the share of the variance that is explained.
   *
   * @return at most 1, 0 for the mean of the rows, less for worse; NaN when all values are equal
   */
  public static double r2(double[] actual, double[] predicted) {
    double mean = 0;
    for (double value : actual) {
      mean += value / actual.length;
    }
    double variance = 0;
    for (double value : actual) {
      variance += (value - mean) * (value - mean) / actual.length;
    }
    return variance == 0 ? Double.NaN : 1 - mse(actual, predicted) / variance;
  }
}
