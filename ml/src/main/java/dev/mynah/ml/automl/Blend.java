// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The trials that make the model, and what part each has in the answer.
 *
 * <p>Weights and calibration are chosen on the validated rows. Answers and loss are those that they
 * give to rows that had no part in choosing them: each fifth of the rows is answered with what the
 * other rows chose.
 *
 * @param weights adding up to 1, one a trial
 * @param answers to the validated rows
 */
record Blend(
    List<Trial> trials, double[] weights, Calibration calibration, double[] answers, double loss) {
  private static final int PARTS = 5;

  /** A mixture errs less by chance than the one that seemed best of many, so it may seem worse. */
  private static final double TOLERANCE = 0.002;

  /** Less gain is chance. */
  private static final double MIN_GAIN = 0.001;

  /** Smaller weights are noise. */
  private static final double MIN_WEIGHT = 0.04;

  static Blend of(List<Trial> trials, Prepared prepared, CandidatePlan plan) {
    Truth truth = prepared.truth();
    Trial best = trials.stream().min(Comparator.comparingDouble(Trial::loss)).orElseThrow();
    Blend alone =
        new Blend(List.of(best), new double[] {1}, Calibration.NONE, best.answers(), best.loss());
    if (!plan.mixes()) {
      return alone;
    }
    Blend mixed = new Mixture(trials, truth, parts(prepared)).blend();
    Blend chosen = mixed.loss() < alone.loss() * (1 + TOLERANCE) ? mixed : alone;
    return chosen.calibrated(truth, parts(prepared));
  }

  /** Returns the part of each validated row: its fold, or its turn when there is one fold. */
  static int[] parts(Prepared prepared) {
    int[] validated = prepared.folds().validated();
    boolean cross = prepared.folds().isCross();
    int[] parts = new int[validated.length];
    Arrays.setAll(parts, row -> cross ? prepared.folds().foldOf()[validated[row]] : row % PARTS);
    return parts;
  }

  private static int[] rows(int[] parts, int part, boolean inside) {
    return IntStream.range(0, parts.length).filter(row -> (parts[row] == part) == inside).toArray();
  }

  private static int count(int[] parts) {
    return Arrays.stream(parts).max().orElse(0) + 1;
  }

  private Blend calibrated(Truth truth, int[] parts) {
    if (truth.classes() == 0) {
      return this;
    }
    double[] changed = answers.clone();
    for (int part = 0; part < count(parts); part++) {
      Calibration learnt = Calibration.fit(truth, answers, rows(parts, part, false));
      for (int row : rows(parts, part, true)) {
        double[] one =
            Arrays.copyOfRange(answers, row * truth.classes(), (row + 1) * truth.classes());
        learnt.apply(one, 1, truth.classes());
        System.arraycopy(one, 0, changed, row * truth.classes(), one.length);
      }
    }
    double newLoss = truth.loss(changed);
    if (!(newLoss < loss * (1 - MIN_GAIN))) {
      return this;
    }
    int[] all = IntStream.range(0, parts.length).toArray();
    return new Blend(trials, weights, Calibration.fit(truth, answers, all), changed, newLoss);
  }

  /** All trials with weights chosen greedily. */
  private record Mixture(List<Trial> trials, Truth truth, int[] parts) {
    Blend blend() {
      List<double[]> told = trials.stream().map(trial -> truth.told(trial.answers())).toList();
      GreedyWeights greedy = new GreedyWeights(truth, told);
      int[] all = IntStream.range(0, truth.rows()).toArray();
      double[] chosen = withoutSmall(greedy.choose(all));
      double[] answers = new double[truth.rows() * truth.width()];
      for (int part = 0; part < count(parts); part++) {
        double[] ofOthers = withoutSmall(greedy.choose(rows(parts, part, false)));
        for (int row : rows(parts, part, true)) {
          add(ofOthers, row, answers);
        }
      }
      List<Trial> kept = new ArrayList<>();
      for (int trial = 0; trial < chosen.length; trial++) {
        if (chosen[trial] > 0) {
          kept.add(trials.get(trial));
        }
      }
      double[] weights = Arrays.stream(chosen).filter(weight -> weight > 0).toArray();
      return new Blend(kept, weights, Calibration.NONE, answers, truth.loss(answers));
    }

    private void add(double[] weights, int row, double[] answers) {
      int width = truth.width();
      for (int trial = 0; trial < weights.length; trial++) {
        if (weights[trial] > 0) {
          double[] own = trials.get(trial).answers();
          for (int index = row * width; index < (row + 1) * width; index++) {
            answers[index] += weights[trial] * own[index];
          }
        }
      }
    }

    private static double[] withoutSmall(double[] weights) {
      double[] kept =
          Arrays.stream(weights).map(weight -> weight < MIN_WEIGHT ? 0 : weight).toArray();
      double sum = Arrays.stream(kept).sum();
      return Arrays.stream(kept).map(weight -> weight / sum).toArray();
    }
  }
}
