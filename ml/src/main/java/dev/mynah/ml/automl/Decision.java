// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.evaluation.ClassificationMetrics;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.ml.evaluation.Score;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * From which probability on the positive class is said.
 *
 * @param threshold chosen on all validated rows
 * @param labels said of each validated row with a threshold that the other parts of the rows chose;
 *     empty for values
 */
record Decision(double threshold, int[] labels) {
  /** What says the more probable of two classes. */
  static final double EVEN = 0.5;

  /**
   * Decides about answers.
   *
   * @param parts the part of each row
   */
  static Decision of(Truth truth, double[] answers, int[] parts, Objective objective) {
    if (truth.classes() == 0) {
      return new Decision(EVEN, new int[0]);
    }
    if (truth.classes() > 2 || !objective.setsThreshold()) {
      return new Decision(EVEN, ClassificationMetrics.mostLikely(answers, truth.classes()));
    }
    int[] labels = new int[truth.rows()];
    int count = Arrays.stream(parts).max().orElse(0) + 1;
    for (int part = 0; part < count; part++) {
      int own = part;
      double ofOthers = choose(truth, answers, rows(parts, row -> parts[row] != own), objective);
      for (int row : rows(parts, row -> parts[row] == own)) {
        labels[row] = answers[2 * row + 1] >= ofOthers ? 1 : 0;
      }
    }
    return new Decision(choose(truth, answers, rows(parts, row -> true), objective), labels);
  }

  private static int[] rows(int[] parts, IntPredicate wanted) {
    return IntStream.range(0, parts.length).filter(wanted).toArray();
  }

  /** Tries a threshold between each two probabilities. */
  private static double choose(Truth truth, double[] answers, int[] rows, Objective objective) {
    Integer[] falling = Arrays.stream(rows).boxed().toArray(Integer[]::new);
    Arrays.sort(falling, Comparator.comparingDouble((Integer row) -> -answers[2 * row + 1]));
    double positives = 0;
    double all = 0;
    for (int row : rows) {
      positives += truth.weights().of(row) * truth.target()[row];
      all += truth.weights().of(row);
    }
    Counts counts = new Counts(positives, all - positives);
    double best = counts.gain(objective);
    double threshold = Math.nextUp(1.0);
    for (int index = 0; index < falling.length; index++) {
      double own = answers[2 * falling[index] + 1];
      counts.say(truth.target()[falling[index]] == 1, truth.weights().of(falling[index]));
      double next = index + 1 < falling.length ? answers[2 * falling[index + 1] + 1] : 0;
      if (next < own || index + 1 == falling.length) {
        double gain = counts.gain(objective);
        if (gain > best) {
          best = gain;
          threshold = (own + next) / 2;
        }
      }
    }
    return Math.min(threshold, 1);
  }

  /** Counts of two classes while the threshold falls. */
  private static final class Counts {
    /** Keeps shares of nothing finite. */
    private static final double MIN_WEIGHT = 1e-9;

    private final double positives;
    private final double negatives;
    private double truePositives;
    private double falsePositives;

    Counts(double positives, double negatives) {
      this.positives = positives;
      this.negatives = negatives;
    }

    void say(boolean right, double weight) {
      truePositives += right ? weight : 0;
      falsePositives += right ? 0 : weight;
    }

    /** Returns what is to be as high as possible. */
    double gain(Objective objective) {
      double f1 = 2.0 * truePositives / (positives + truePositives + falsePositives);
      double trueNegatives = negatives - falsePositives;
      double saidNegative = positives - truePositives + trueNegatives;
      double otherF1 = 2.0 * trueNegatives / Math.max(MIN_WEIGHT, negatives + saidNegative);
      return switch (objective.metric()) {
        case F1 -> f1;
        case F1_MACRO -> (f1 + otherF1) / 2;
        case COST ->
            -(objective.falsePositive() * falsePositives
                + objective.falseNegative() * (positives - truePositives));
        case BALANCED_ACCURACY ->
            truePositives / Math.max(MIN_WEIGHT, positives)
                + trueNegatives / Math.max(MIN_WEIGHT, negatives);
        case MSE, RMSE, MAE, R2, LOG_LOSS, ACCURACY, AUC -> 0;
      };
    }
  }

  /** Returns the objective with its baseline, the best constant answer. */
  static Score score(Truth truth, double[] answers, int[] labels, Objective objective) {
    if (objective.metric() != Metric.COST) {
      return truth.scores(answers, labels).stream()
          .filter(score -> score.metric() == objective.metric())
          .findFirst()
          .orElseThrow();
    }
    int[] actual = truth.labels();
    double all = truth.weights().total(actual.length);
    double positives = 0;
    double cost = 0;
    for (int row = 0; row < actual.length; row++) {
      double weight = truth.weights().of(row);
      positives += actual[row] * weight;
      cost += labels[row] > actual[row] ? weight * objective.falsePositive() : 0;
      cost += labels[row] < actual[row] ? weight * objective.falseNegative() : 0;
    }
    double allPositive = objective.falsePositive() * (all - positives);
    double allNegative = objective.falseNegative() * positives;
    return new Score(objective.metric(), cost / all, Math.min(allPositive, allNegative) / all);
  }
}
