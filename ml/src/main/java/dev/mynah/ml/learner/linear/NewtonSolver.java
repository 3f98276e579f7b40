// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.linear;

import dev.mynah.ml.dataset.RowWeights;
import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.ml.learner.TrainingControl;
import java.util.Arrays;

/**
 * Finds the weights of least penalised loss by Newton's method; each step is solved by conjugate
 * gradients, so the second derivative is only ever multiplied with, never stored (Lin, Weng and
 * Keerthi, <i>Trust Region Newton Method for Large-Scale Logistic Regression</i>, JMLR 2008; here
 * with a line search in place of the trust region, as the loss is convex).
 */
final class NewtonSolver {
  private static final int MAX_STEPS = 30;

  /** Conjugate gradients converge in few steps on scaled columns; more would be noise. */
  private static final int MAX_INNER_STEPS = 150;

  /** The gradient's length at the end, as a share of that at the beginning. */
  private static final double TOLERANCE = 1e-6;

  /** Holds the intercepts where the loss does not: classes share one degree of freedom. */
  private static final double INTERCEPT_PENALTY = 1e-8;

  private final Design design;
  private final Residuals residuals;
  private final Loss loss;
  private final double penalty;
  private final TrainingControl control;
  private final int outputs;
  private final double[][] ofRows;
  private int innerSteps;
  private boolean finished;

  NewtonSolver(
      Design design,
      Loss loss,
      double[] target,
      RowWeights weights,
      int outputs,
      double penalty,
      TrainingControl control) {
    this.design = design;
    this.residuals = new Residuals(loss, target, weights, outputs);
    this.loss = loss;
    this.penalty = penalty;
    this.control = control;
    this.outputs = outputs;
    this.ofRows = new double[outputs][design.rows()];
  }

  /** Weights, shape {@code [outputs][weights]}, and the Newton steps that they took. */
  record Solution(double[][] weights, int steps) {}

  Solution solve() {
    double[][] weights = new double[outputs][design.weights()];
    double[][] gradient = new double[outputs][design.weights()];
    double current = value(weights);
    double first = 0;
    int step = 0;
    while (step < MAX_STEPS && !finished) {
      gradient(weights, gradient);
      double length = Math.sqrt(dot(gradient, gradient));
      first = Math.max(first, length);
      if (length <= TOLERANCE * first) {
        break;
      }
      double[][] direction = direction(gradient, innerTolerance(length, first));
      double next = search(weights, direction, current, dot(gradient, direction));
      step++;
      if (!(current - next > TOLERANCE * 1e-3 * Math.abs(current))) {
        break;
      }
      current = next;
    }
    return new Solution(weights, Math.max(1, step));
  }

  /** Squared error is solved in one step; the others need precision only near the end. */
  private double innerTolerance(double length, double first) {
    return loss == Loss.SQUARED_ERROR ? TOLERANCE : Math.min(0.1, Math.sqrt(length / first)) * 0.5;
  }

  private double value(double[][] weights) {
    for (int output = 0; output < outputs; output++) {
      design.multiply(weights[output], ofRows[output]);
    }
    double squares = 0;
    for (double[] own : weights) {
      for (int place = 0; place < own.length; place++) {
        squares += penalty(place) * own[place] * own[place];
      }
    }
    return residuals.loss(ofRows) + squares / 2;
  }

  private double penalty(int place) {
    return place == design.weights() - 1 ? INTERCEPT_PENALTY : penalty;
  }

  private void gradient(double[][] weights, double[][] gradient) {
    residuals.gradient(ofRows);
    for (int output = 0; output < outputs; output++) {
      design.multiplyTransposed(ofRows[output], gradient[output]);
      for (int place = 0; place < design.weights(); place++) {
        gradient[output][place] += penalty(place) * weights[output][place];
      }
    }
  }

  /** Solves second derivative times direction = -gradient, preconditioned by its diagonal. */
  private double[][] direction(double[][] gradient, double tolerance) {
    double[][] scale = diagonal();
    double[][] direction = new double[outputs][design.weights()];
    double[][] rest = new double[outputs][];
    for (int output = 0; output < outputs; output++) {
      rest[output] = Arrays.stream(gradient[output]).map(value -> -value).toArray();
    }
    double[][] scaled = divided(rest, scale);
    double[][] search = divided(rest, scale);
    double[][] product = new double[outputs][design.weights()];
    double size = dot(rest, scaled);
    double goal = size * tolerance * tolerance;
    for (int step = 0; step < MAX_INNER_STEPS && size > goal && goOn(); step++) {
      multiplySecondDerivative(search, product);
      double curvature = dot(search, product);
      if (!(curvature > 0)) {
        break;
      }
      add(size / curvature, search, direction);
      add(-size / curvature, product, rest);
      scaled = divided(rest, scale);
      double next = dot(rest, scaled);
      double keep = next / size;
      for (int output = 0; output < outputs; output++) {
        for (int place = 0; place < design.weights(); place++) {
          search[output][place] = scaled[output][place] + keep * search[output][place];
        }
      }
      size = next;
    }
    return direction;
  }

  private boolean goOn() {
    innerSteps++;
    double share = Math.min(1, (double) innerSteps / (MAX_STEPS * MAX_INNER_STEPS));
    switch (control.afterRound(share, Double.NaN)) {
      case GO_ON -> {}
      case FINISH -> finished = true;
      case CANCEL -> throw new TrainingCancelledException();
    }
    return !finished;
  }

  private double[][] diagonal() {
    double[][] diagonal = new double[outputs][design.weights()];
    residuals.curvature(ofRows);
    for (int output = 0; output < outputs; output++) {
      design.multiplySquared(ofRows[output], diagonal[output]);
      for (int place = 0; place < design.weights(); place++) {
        diagonal[output][place] += penalty(place);
      }
    }
    return diagonal;
  }

  private void multiplySecondDerivative(double[][] direction, double[][] product) {
    for (int output = 0; output < outputs; output++) {
      design.multiply(direction[output], ofRows[output]);
    }
    residuals.multiplyCurvature(ofRows);
    for (int output = 0; output < outputs; output++) {
      design.multiplyTransposed(ofRows[output], product[output]);
      for (int place = 0; place < design.weights(); place++) {
        product[output][place] += penalty(place) * direction[output][place];
      }
    }
  }

  /** Moves {@code weights} along the direction until the value falls enough, halving the way. */
  private double search(double[][] weights, double[][] direction, double current, double slope) {
    double length = 1;
    add(length, direction, weights);
    double next = value(weights);
    while (!(next <= current + 1e-4 * length * slope) && length > 1e-6) {
      add(-length / 2, direction, weights);
      length /= 2;
      next = value(weights);
    }
    return next;
  }

  private static void add(double factor, double[][] from, double[][] to) {
    for (int output = 0; output < to.length; output++) {
      for (int place = 0; place < to[output].length; place++) {
        to[output][place] += factor * from[output][place];
      }
    }
  }

  private static double[][] divided(double[][] values, double[][] by) {
    double[][] result = new double[values.length][values[0].length];
    for (int output = 0; output < values.length; output++) {
      for (int place = 0; place < values[output].length; place++) {
        double divisor = by[output][place];
        result[output][place] = divisor > 0 ? values[output][place] / divisor : 0;
      }
    }
    return result;
  }

  private static double dot(double[][] a, double[][] b) {
    double sum = 0;
    for (int output = 0; output < a.length; output++) {
      for (int place = 0; place < a[output].length; place++) {
        sum += a[output][place] * b[output][place];
      }
    }
    return sum;
  }
}
