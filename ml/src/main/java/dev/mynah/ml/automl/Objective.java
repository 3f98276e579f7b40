// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.evaluation.Metric;

/**
 * What a search is asked to be good at: it ranks candidates and sets the threshold of the decision.
 * Weights of an ensemble always lower log loss or squared error, which are steadier guides.
 *
 * @param falsePositive what a negative row that is taken for positive costs, as is {@code
 *     falseNegative}; read by {@link Metric#COST} only
 */
public record Objective(Metric metric, double falsePositive, double falseNegative) {
  public Objective {
    if (!(falsePositive >= 0 && falseNegative >= 0)) {
      throw new IllegalArgumentException("costs: %s, %s".formatted(falsePositive, falseNegative));
    }
  }

  public static Objective of(Metric metric) {
    return new Objective(metric, 1, 1);
  }

  public static Objective cost(double falsePositive, double falseNegative) {
    return new Objective(Metric.COST, falsePositive, falseNegative);
  }

  /** Tells whether it can be measured on such a problem. */
  boolean fits(ProblemType problem) {
    return switch (metric) {
      case MSE, RMSE, MAE, R2 -> problem == ProblemType.REGRESSION;
      case LOG_LOSS, ACCURACY, BALANCED_ACCURACY, F1_MACRO -> problem != ProblemType.REGRESSION;
      case AUC, F1, COST -> problem == ProblemType.BINARY_CLASSIFICATION;
    };
  }

  /** Tells whether the threshold between two classes decides about it. */
  boolean setsThreshold() {
    return switch (metric) {
      case BALANCED_ACCURACY, F1, F1_MACRO, COST -> true;
      case MSE, RMSE, MAE, R2, LOG_LOSS, ACCURACY, AUC -> false;
    };
  }
}
