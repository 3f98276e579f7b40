// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.stream.IntStream;

/**
 * Makes probabilities mean what they say: log-odds are scaled and shifted (Platt, <i>Probabilistic
 * Outputs for Support Vector Machines</i>, 1999), logarithms of the probabilities of several
 * classes are scaled (Guo, Pleiss, Sun and Weinberger, <i>On Calibration of Modern Neural
 * Networks</i>, ICML 2017).
 *
 * @param scale above 0; 1 changes nothing
 * @param shift added to the log-odds of two classes
 */
public record Calibration(double scale, double shift) {
  /** Changes nothing. */
  public static final Calibration NONE = new Calibration(1, 0);

  private static final int NEWTON_STEPS = 20;
  private static final int SEARCH_STEPS = 30;
  private static final double MIN_PROBABILITY = 1e-9;
  private static final double MIN_SCALE = 0.4;
  private static final double MAX_SCALE = 3;

  /** Two numbers that were fitted to the rows they are judged by gain a little by chance. */
  private static final double MIN_GAIN = 0.01;

  /** As if that many rows said that nothing is to be changed. */
  private static final double PRIOR_ROWS = 20;

  public Calibration {
    if (!(scale > 0 && Double.isFinite(scale) && Double.isFinite(shift))) {
      throw new IllegalArgumentException("scale %s, shift %s".formatted(scale, shift));
    }
  }

  /**
   * Changes the probabilities of some rows.
   *
   * @param probabilities shape {@code [>= rows * classes]}, row by row
   */
  void apply(double[] probabilities, int rows, int classes) {
    if (equals(NONE)) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      int at = row * classes;
      if (classes == 2) {
        double positive = 1 / (1 + Math.exp(-(scale * logOdds(probabilities[at + 1]) + shift)));
        probabilities[at] = 1 - positive;
        probabilities[at + 1] = positive;
      } else {
        double sum = 0;
        for (int label = 0; label < classes; label++) {
          probabilities[at + label] =
              Math.exp(scale * Math.log(Math.max(probabilities[at + label], MIN_PROBABILITY)));
          sum += probabilities[at + label];
        }
        for (int label = 0; label < classes; label++) {
          probabilities[at + label] /= sum;
        }
      }
    }
  }

  /** Returns the log-odds of a probability, which are finite even at 0 and 1. */
  static double logOdds(double probability) {
    double held = Math.clamp(probability, MIN_PROBABILITY, 1 - MIN_PROBABILITY);
    return Math.log(held / (1 - held));
  }

  /** Learns from the answers to all rows; {@link #NONE} when that would gain next to nothing. */
  static Calibration ofAll(Truth truth, double[] answers) {
    int[] rows = IntStream.range(0, truth.rows()).toArray();
    Calibration fitted = fit(truth, answers, rows);
    double[] changed = answers.clone();
    fitted.apply(changed, rows.length, truth.classes());
    return truth.loss(changed) < truth.loss(answers) * (1 - MIN_GAIN) ? fitted : NONE;
  }

  /** Learns from the answers to some rows, which are places in {@code truth}. */
  static Calibration fit(Truth truth, double[] answers, int[] rows) {
    return switch (truth.classes()) {
      case 0 -> NONE;
      case 2 -> ofTwo(truth, answers, rows);
      default -> ofMany(truth, answers, rows);
    };
  }

  /** Newton's method on the log loss, held near {@link #NONE}. */
  private static Calibration ofTwo(Truth truth, double[] answers, int[] rows) {
    double scale = 1;
    double shift = 0;
    double[] odds = new double[rows.length];
    for (int index = 0; index < rows.length; index++) {
      odds[index] = logOdds(answers[2 * rows[index] + 1]);
    }
    for (int step = 0; step < NEWTON_STEPS; step++) {
      double ofScale = PRIOR_ROWS * (scale - 1);
      double ofShift = PRIOR_ROWS * shift;
      double a = PRIOR_ROWS;
      double b = 0;
      double c = PRIOR_ROWS;
      for (int index = 0; index < rows.length; index++) {
        double answer = 1 / (1 + Math.exp(-(scale * odds[index] + shift)));
        double counts = truth.weights().of(rows[index]);
        double error = counts * (answer - truth.target()[rows[index]]);
        double weight = counts * answer * (1 - answer);
        ofScale += error * odds[index];
        ofShift += error;
        a += weight * odds[index] * odds[index];
        b += weight * odds[index];
        c += weight;
      }
      double determinant = a * c - b * b;
      scale = Math.clamp(scale - (c * ofScale - b * ofShift) / determinant, MIN_SCALE, MAX_SCALE);
      shift -= (a * ofShift - b * ofScale) / determinant;
    }
    return Double.isFinite(shift) ? new Calibration(scale, shift) : NONE;
  }

  /** Golden section on the log loss, which has one minimum. */
  private static Calibration ofMany(Truth truth, double[] answers, int[] rows) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = MIN_SCALE;
    double high = MAX_SCALE;
    double left = high - ratio * (high - low);
    double right = low + ratio * (high - low);
    double lossLeft = loss(truth, answers, rows, left);
    double lossRight = loss(truth, answers, rows, right);
    for (int step = 0; step < SEARCH_STEPS && high - low > 1e-3; step++) {
      if (lossLeft < lossRight) {
        high = right;
        right = left;
        lossRight = lossLeft;
        left = high - ratio * (high - low);
        lossLeft = loss(truth, answers, rows, left);
      } else {
        low = left;
        left = right;
        lossLeft = lossRight;
        right = low + ratio * (high - low);
        lossRight = loss(truth, answers, rows, right);
      }
    }
    return new Calibration((low + high) / 2, 0);
  }

  private static double loss(Truth truth, double[] answers, int[] rows, double scale) {
    int classes = truth.classes();
    double loss = PRIOR_ROWS * (scale - 1) * (scale - 1) / 2;
    for (int row : rows) {
      double sum = 0;
      for (int label = 0; label < classes; label++) {
        sum += power(answers[row * classes + label], scale);
      }
      double told = power(answers[row * classes + (int) truth.target()[row]], scale) / sum;
      loss -= truth.weights().of(row) * Math.log(told);
    }
    return loss;
  }

  private static double power(double probability, double scale) {
    return Math.exp(scale * Math.log(Math.max(probability, MIN_PROBABILITY)));
  }
}
