// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

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
 */
record Truth(double[] target, int classes) {
  /** Returns the loss that candidates are chosen by: mean log loss or mean squared error. */
  double loss(double[] answers) {
    return classes == 0
        ? RegressionMetrics.mse(target, answers)
        : ClassificationMetrics.logLoss(labels(), answers, classes);
  }

  /** Returns what is printed as the score. */
  Metric objective() {
    return classes == 0 ? Metric.RMSE : Metric.LOG_LOSS;
  }

  /** Turns a loss into the unit of the objective. */
  double score(double loss) {
    return classes == 0 ? Math.sqrt(loss) : loss;
  }

  List<Score> scores(double[] answers) {
    return classes == 0
        ? Evaluation.ofValues(target, answers)
        : Evaluation.ofClasses(labels(), answers, classes);
  }

  int[] labels() {
    return Arrays.stream(target).mapToInt(value -> (int) value).toArray();
  }
}
