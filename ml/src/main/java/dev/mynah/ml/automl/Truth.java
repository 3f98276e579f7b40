// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.RowWeights;
import dev.mynah.ml.evaluation.ClassificationMetrics;
import dev.mynah.ml.evaluation.Evaluation;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.ml.evaluation.RegressionMetrics;
import dev.mynah.ml.evaluation.Score;
import java.util.Arrays;
import java.util.List;

/**
 * The targets of some rows, to compare answers with.
 *
 * @param target values or class numbers
 * @param classes 0 for values
 * @param weights how much each row counts in every figure
 */
record Truth(double[] target, int classes, RowWeights weights) {
  /** Probabilities count as at least this, so that one sure mistake has a finite loss. */
  private static final double MIN_PROBABILITY = 1e-15;

  /** Makes a truth of rows that count the same. */
  Truth(double[] target, int classes) {
    this(target, classes, RowWeights.EVEN);
  }

  /** Numbers a row in answers. */
  int width() {
    return Math.max(1, classes);
  }

  int rows() {
    return target.length;
  }

  /** Returns the loss that candidates are chosen by: mean log loss or mean squared error. */
  double loss(double[] answers) {
    return classes == 0
        ? RegressionMetrics.mse(target, answers, weights)
        : ClassificationMetrics.logLoss(labels(), answers, classes, weights);
  }

  /** Returns what the loss of each row depends on: the value, or the actual class's probability. */
  double[] told(double[] answers) {
    if (classes == 0) {
      return answers;
    }
    double[] told = new double[target.length];
    for (int row = 0; row < told.length; row++) {
      told[row] = answers[row * classes + (int) target[row]];
    }
    return told;
  }

  /** Returns the loss of one row of {@link #told}. */
  double rowLoss(int row, double told) {
    double loss =
        classes == 0
            ? (told - target[row]) * (told - target[row])
            : -Math.log(Math.max(told, MIN_PROBABILITY));
    return weights.of(row) * loss;
  }

  /** Returns what is printed as the score. */
  Metric objective() {
    return classes == 0 ? Metric.RMSE : Metric.LOG_LOSS;
  }

  /** Turns a loss into the unit of the objective. */
  double score(double loss) {
    return classes == 0 ? Math.sqrt(loss) : loss;
  }

  /**
   * Returns every metric of answers.
   *
   * @param said the class said of each row; not read for values
   */
  List<Score> scores(double[] answers, int[] said) {
    return classes == 0
        ? Evaluation.ofValues(target, answers, weights)
        : Evaluation.ofClasses(labels(), answers, said, classes, weights);
  }

  int[] labels() {
    return Arrays.stream(target).mapToInt(value -> (int) value).toArray();
  }
}
