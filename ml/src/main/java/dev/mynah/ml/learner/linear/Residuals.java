// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.linear;

import dev.mynah.ml.dataset.RowWeights;
import dev.mynah.ml.learner.Loss;

/**
 * The loss of raw scores with its first two derivatives.
 *
 * <p>All matrices have shape {@code [outputs][rows]}. The answers of the last {@link #loss} (values
 * or probabilities) are kept, and the derivatives are those at that place.
 */
final class Residuals {
  private static final double MIN_PROBABILITY = 1e-15;

  private final Loss loss;
  private final double[] target;
  private final RowWeights weights;
  private final double[][] answers;

  Residuals(Loss loss, double[] target, RowWeights weights, int outputs) {
    this.loss = loss;
    this.target = target;
    this.weights = weights;
    this.answers = new double[outputs][target.length];
  }

  /** Returns the sum of the losses of all rows: half squared errors or log losses. */
  double loss(double[][] raw) {
    return switch (loss) {
      case SQUARED_ERROR -> squaredLoss(raw[0]);
      case LOGISTIC -> logisticLoss(raw[0]);
      case SOFTMAX -> softmaxLoss(raw);
    };
  }

  private double squaredLoss(double[] raw) {
    double sum = 0;
    for (int row = 0; row < target.length; row++) {
      double error = raw[row] - target[row];
      answers[0][row] = raw[row];
      sum += weights.of(row) * error * error / 2;
    }
    return sum;
  }

  private double logisticLoss(double[] raw) {
    double sum = 0;
    for (int row = 0; row < target.length; row++) {
      double score = raw[row];
      double other = Math.exp(-Math.abs(score));
      answers[0][row] = score >= 0 ? 1 / (1 + other) : other / (1 + other);
      sum += weights.of(row) * (Math.log1p(other) + Math.max(score, 0) - score * target[row]);
    }
    return sum;
  }

  private double softmaxLoss(double[][] raw) {
    double sum = 0;
    for (int row = 0; row < target.length; row++) {
      double max = Double.NEGATIVE_INFINITY;
      for (double[] scores : raw) {
        max = Math.max(max, scores[row]);
      }
      double total = 0;
      for (int output = 0; output < raw.length; output++) {
        answers[output][row] = Math.exp(raw[output][row] - max);
        total += answers[output][row];
      }
      for (double[] probabilities : answers) {
        probabilities[row] /= total;
      }
      sum -= weights.of(row) * Math.log(Math.max(answers[(int) target[row]][row], MIN_PROBABILITY));
    }
    return sum;
  }

  /** Sets {@code result} to the first derivative by the raw scores. */
  void gradient(double[][] result) {
    for (int output = 0; output < answers.length; output++) {
      for (int row = 0; row < target.length; row++) {
        double actual = loss == Loss.SOFTMAX ? (target[row] == output ? 1 : 0) : target[row];
        result[output][row] = weights.of(row) * (answers[output][row] - actual);
      }
    }
  }

  /** Sets {@code result} to the second derivative's diagonal. */
  void curvature(double[][] result) {
    for (int output = 0; output < answers.length; output++) {
      double[] own = answers[output];
      for (int row = 0; row < target.length; row++) {
        double curvature = loss == Loss.SQUARED_ERROR ? 1 : own[row] * (1 - own[row]);
        result[output][row] = weights.of(row) * curvature;
      }
    }
  }

  /** Replaces {@code direction} by the second derivative's product with it. */
  void multiplyCurvature(double[][] direction) {
    weigh(direction);
    switch (loss) {
      case SQUARED_ERROR -> {}
      case LOGISTIC -> {
        for (int row = 0; row < target.length; row++) {
          direction[0][row] *= answers[0][row] * (1 - answers[0][row]);
        }
      }
      case SOFTMAX -> {
        for (int row = 0; row < target.length; row++) {
          double mean = 0;
          for (int output = 0; output < answers.length; output++) {
            mean += answers[output][row] * direction[output][row];
          }
          for (int output = 0; output < answers.length; output++) {
            direction[output][row] = answers[output][row] * (direction[output][row] - mean);
          }
        }
      }
    }
  }

  private void weigh(double[][] direction) {
    if (!weights.isEven()) {
      for (double[] own : direction) {
        for (int row = 0; row < target.length; row++) {
          own[row] *= weights.of(row);
        }
      }
    }
  }
}
