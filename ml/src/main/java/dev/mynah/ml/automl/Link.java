// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/** Turns raw scores into answers: values as they are, log-odds and softmax to probabilities. */
final class Link {
  private Link() {}

  /**
   * Adds answers to {@code result}.
   *
   * @param raw shape {@code [rows * 1]} for values and two classes, else {@code [rows * classes]}
   * @param classes 0 for values
   * @param weight multiplies each answer
   * @param result shape {@code [rows]} for values, else {@code [rows * classes]}
   */
  static void addAnswers(double[] raw, int rows, int classes, double weight, double[] result) {
    if (classes == 0) {
      for (int row = 0; row < rows; row++) {
        result[row] += weight * raw[row];
      }
    } else if (classes == 2) {
      for (int row = 0; row < rows; row++) {
        double positive = 1 / (1 + Math.exp(-raw[row]));
        result[2 * row] += weight * (1 - positive);
        result[2 * row + 1] += weight * positive;
      }
    } else {
      for (int row = 0; row < rows; row++) {
        addSoftmax(raw, row * classes, classes, weight, result);
      }
    }
  }

  private static void addSoftmax(
      double[] raw, int start, int classes, double weight, double[] result) {
    double max = Double.NEGATIVE_INFINITY;
    for (int index = start; index < start + classes; index++) {
      max = Math.max(max, raw[index]);
    }
    double sum = 0;
    for (int index = start; index < start + classes; index++) {
      raw[index] = Math.exp(raw[index] - max);
      sum += raw[index];
    }
    for (int index = start; index < start + classes; index++) {
      result[index] += weight * raw[index] / sum;
    }
  }
}
