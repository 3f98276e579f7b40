// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.RowWeights;
import dev.mynah.ml.learner.Loss;
import java.util.Arrays;

/**
 * A loss with its derivatives. For all three losses the gradient is prediction less truth, when the
 * prediction is the value, the probability of class 1, or the probabilities of all classes.
 */
final class Objective {
  /** Keeps the log of a share finite where a class has no row. */
  private static final double MIN_SHARE = 1e-6;

  /** Keeps one wrong prediction of probability 0 from making the mean loss infinite. */
  private static final double MIN_PROBABILITY = 1e-15;

  private final Loss loss;
  private final int outputs;

  Objective(Loss loss, int classes) {
    this.loss = loss;
    this.outputs = loss == Loss.SOFTMAX ? classes : 1;
    boolean possible =
        switch (loss) {
          case SQUARED_ERROR -> true;
          case LOGISTIC -> classes == 2;
          case SOFTMAX -> classes >= 2;
        };
    if (!possible) {
      throw new IllegalArgumentException("loss %s with %d classes".formatted(loss, classes));
    }
  }

  int outputs() {
    return outputs;
  }

  /**
   * @throws IllegalArgumentException if a target is not finite or no class number
   */
  void check(double[] target) {
    int classes = loss == Loss.LOGISTIC ? 2 : outputs;
    for (double value : target) {
      boolean valid =
          loss == Loss.SQUARED_ERROR
              ? Double.isFinite(value)
              : value == Math.rint(value) && value >= 0 && value < classes;
      if (!valid) {
        throw new IllegalArgumentException("target %s for loss %s".formatted(value, loss));
      }
    }
  }

  /** Returns the scores at which the loss is lowest when all rows must have the same. */
  double[] baseScores(double[] target, RowWeights weights) {
    double mean =
        weights.isEven() ? Arrays.stream(target).sum() / target.length : weights.mean(target);
    return switch (loss) {
      case SQUARED_ERROR -> new double[] {mean};
      case LOGISTIC -> {
        double share = Math.clamp(mean, MIN_SHARE, 1 - MIN_SHARE);
        yield new double[] {StrictMath.log(share / (1 - share))};
      }
      case SOFTMAX -> {
        double[] counts = new double[outputs];
        for (int row = 0; row < target.length; row++) {
          counts[(int) target[row]] += weights.of(row);
        }
        double total = weights.total(target.length);
        yield Arrays.stream(counts)
            .map(count -> StrictMath.log(Math.max(count / total, MIN_SHARE)))
            .toArray();
      }
    };
  }

  /** Turns scores into predictions; both have shape {@code [rows * outputs]}. */
  void predict(double[] scores, double[] predictions) {
    switch (loss) {
      case SQUARED_ERROR -> System.arraycopy(scores, 0, predictions, 0, scores.length);
      case LOGISTIC -> {
        for (int row = 0; row < scores.length; row++) {
          predictions[row] = 1 / (1 + StrictMath.exp(-scores[row]));
        }
      }
      case SOFTMAX -> {
        for (int from = 0; from < scores.length; from += outputs) {
          softmax(scores, predictions, from);
        }
      }
    }
  }

  private void softmax(double[] scores, double[] predictions, int from) {
    double max = scores[from];
    for (int i = from + 1; i < from + outputs; i++) {
      max = Math.max(max, scores[i]);
    }
    double sum = 0;
    for (int i = from; i < from + outputs; i++) {
      predictions[i] = StrictMath.exp(scores[i] - max);
      sum += predictions[i];
    }
    for (int i = from; i < from + outputs; i++) {
      predictions[i] /= sum;
    }
  }

  /** Sets the derivatives of the loss of each row by its score for {@code output}. */
  void differentiate(
      double[] predictions, double[] target, int output, double[] gradient, double[] hessian) {
    for (int row = 0; row < target.length; row++) {
      double prediction = predictions[row * outputs + output];
      switch (loss) {
        case SQUARED_ERROR -> {
          gradient[row] = prediction - target[row];
          hessian[row] = 1;
        }
        case LOGISTIC -> {
          gradient[row] = prediction - target[row];
          hessian[row] = prediction * (1 - prediction);
        }
        case SOFTMAX -> {
          gradient[row] = prediction - (target[row] == output ? 1 : 0);
          // All outputs move at once, which the second derivative by one of them does not know.
          hessian[row] = prediction * (1 - prediction) * outputs / (outputs - 1);
        }
      }
    }
  }

  /** Returns the mean squared error, or the mean log loss. */
  double meanLoss(double[] predictions, double[] target, RowWeights weights) {
    double sum = 0;
    for (int row = 0; row < target.length; row++) {
      sum +=
          weights.of(row)
              * switch (loss) {
                case SQUARED_ERROR -> {
                  double error = predictions[row] - target[row];
                  yield error * error;
                }
                case LOGISTIC ->
                    logLoss(target[row] == 1 ? predictions[row] : 1 - predictions[row]);
                case SOFTMAX -> logLoss(predictions[row * outputs + (int) target[row]]);
              };
    }
    return sum / weights.total(target.length);
  }

  private static double logLoss(double probability) {
    return -StrictMath.log(Math.max(probability, MIN_PROBABILITY));
  }
}
