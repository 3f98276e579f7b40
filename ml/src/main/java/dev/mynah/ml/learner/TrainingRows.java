// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.dataset.RowWeights;

/**
 * Features with what is to be predicted from them.
 *
 * @param target shape {@code [rows]}: the value, or the class number from 0
 * @param classes how many classes there are; 0 for regression
 * @param weights how much each row counts in every loss
 */
public record TrainingRows(
    FeatureMatrix features, double[] target, int classes, RowWeights weights) {
  public TrainingRows {
    if (target.length != features.rows()) {
      throw new IllegalArgumentException(
          "%d targets for %d rows".formatted(target.length, features.rows()));
    }
    if (!weights.isEven() && weights.values().length != target.length) {
      throw new IllegalArgumentException(
          "%d weights for %d rows".formatted(weights.values().length, target.length));
    }
  }

  /** Makes rows that count the same. */
  public TrainingRows(FeatureMatrix features, double[] target, int classes) {
    this(features, target, classes, RowWeights.EVEN);
  }

  public int rows() {
    return features.rows();
  }

  /**
   * Returns the mean squared error, or the mean log loss, of raw scores of these rows.
   *
   * @param raw shape {@code [rows * outputs]}, as {@link Model#addScores} gives them
   */
  public double meanLoss(double[] raw) {
    double sum = 0;
    for (int row = 0; row < rows(); row++) {
      sum +=
          weights.of(row)
              * switch (classes) {
                case 0 -> (raw[row] - target[row]) * (raw[row] - target[row]);
                case 2 -> logOfSum(0, target[row] == 1 ? -raw[row] : raw[row]);
                default -> softmaxLoss(raw, row * classes, (int) target[row]);
              };
    }
    return sum / weights.total(rows());
  }

  private static double logOfSum(double a, double b) {
    return Math.max(a, b) + StrictMath.log1p(StrictMath.exp(-Math.abs(a - b)));
  }

  private double softmaxLoss(double[] raw, int from, int label) {
    double max = raw[from];
    for (int output = 1; output < classes; output++) {
      max = Math.max(max, raw[from + output]);
    }
    double sum = 0;
    for (int output = 0; output < classes; output++) {
      sum += StrictMath.exp(raw[from + output] - max);
    }
    return StrictMath.log(sum) + max - raw[from + label];
  }

  /** Returns the given rows, copied, in the given order. */
  public TrainingRows select(int[] rowIndexes) {
    double[] selected = new double[rowIndexes.length];
    for (int row = 0; row < rowIndexes.length; row++) {
      selected[row] = target[rowIndexes[row]];
    }
    return new TrainingRows(
        features.select(rowIndexes), selected, classes, weights.select(rowIndexes));
  }

  /** Returns the same rows, each counting once. */
  public TrainingRows unweighted() {
    return new TrainingRows(features, target, classes);
  }

  /** Returns the same rows with other features. */
  public TrainingRows withFeatures(FeatureMatrix others) {
    return new TrainingRows(others, target, classes, weights);
  }

  /** Returns the same rows with other targets. */
  public TrainingRows withTarget(double[] newTarget) {
    return new TrainingRows(features, newTarget, classes, weights);
  }
}
