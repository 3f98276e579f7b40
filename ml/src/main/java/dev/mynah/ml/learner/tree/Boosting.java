// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.RowWeights;
import dev.mynah.ml.learner.SeededRandom;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingControl.Decision;
import dev.mynah.ml.learner.TrainingRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One training of boosted trees. */
final class Boosting {
  /** Rounds in a row whose trees found nothing to split, after which others will not either. */
  private static final int MAX_EMPTY_ROUNDS = 10;

  private final BoostedTreesTrainer settings;
  private final TrainingRows training;
  private final @Nullable Scored validation;
  private final TrainingControl control;
  private final Objective objective;
  private final double[] baseScores;
  private final Scored scored;
  private final SeededRandom random;
  private final TreeGrower grower;
  private final List<Tree> trees = new ArrayList<>();
  private final double[] gradient;
  private final double[] hessian;
  private final Gradients gradients;
  private double bestLoss = Double.NaN;
  private int bestRounds;

  Boosting(
      BoostedTreesTrainer settings,
      TrainingRows training,
      @Nullable TrainingRows validation,
      TrainingControl control) {
    this.settings = settings;
    this.training = training;
    this.control = control;
    this.objective = new Objective(settings.loss(), training.classes());
    objective.check(training.target());
    this.baseScores = objective.baseScores(training.target(), training.weights());
    this.scored = new Scored(training, baseScores);
    if (validation == null || validation.rows() == 0) {
      this.validation = null;
    } else {
      objective.check(validation.target());
      this.validation = new Scored(validation, baseScores);
    }
    this.random = new SeededRandom(settings.seed());
    int rows = training.rows();
    this.grower =
        new TreeGrower(BinnedRows.of(training.features()), rows, settings.shape(), random);
    this.gradient = new double[rows];
    this.hessian = new double[rows];
    this.gradients = new Gradients(rows);
  }

  TrainedModel run() {
    if (validation != null) {
      bestLoss = validation.meanLoss(objective);
    }
    int emptyRounds = 0;
    for (int round = 1; round <= settings.rounds() && emptyRounds < MAX_EMPTY_ROUNDS; round++) {
      emptyRounds = addRound() ? 0 : emptyRounds + 1;
      double loss = validation == null ? Double.NaN : validation.meanLoss(objective);
      if (validation == null || loss < bestLoss) {
        bestLoss = loss;
        bestRounds = round;
      }
      Decision decision = control.afterRound((double) round / settings.rounds(), loss);
      if (decision == Decision.CANCEL) {
        throw new TrainingCancelledException();
      }
      if (decision == Decision.FINISH || round - bestRounds >= settings.patience()) {
        break;
      }
    }
    List<Tree> kept = trees.subList(0, bestRounds * objective.outputs());
    return new TrainedModel(new TreeEnsemble(baseScores, kept), bestRounds, bestLoss);
  }

  /** Adds a tree an output and tells whether any of them has a split. */
  private boolean addRound() {
    int rows = training.rows();
    int[] sample = drawRows(rows);
    objective.predict(scored.scores, scored.predictions);
    boolean split = false;
    for (int output = 0; output < objective.outputs(); output++) {
      objective.differentiate(scored.predictions, training.target(), output, gradient, hessian);
      weigh();
      gradients.set(gradient, hessian);
      Tree tree =
          grower.grow(
              gradients,
              sample,
              drawFeatures(),
              settings.learningRate(),
              scored.scores,
              objective.outputs(),
              output);
      trees.add(tree);
      split |= tree.nodes() > 1;
      addToOthers(tree, sample, output);
    }
    return split;
  }

  private void weigh() {
    RowWeights weights = training.weights();
    if (!weights.isEven()) {
      for (int row = 0; row < gradient.length; row++) {
        gradient[row] *= weights.of(row);
        hessian[row] *= weights.of(row);
      }
    }
  }

  private int[] drawRows(int rows) {
    if (settings.rowShare() == 1) {
      return IntStream.range(0, rows).toArray();
    }
    return random.sample((int) Math.max(1, Math.round(settings.rowShare() * rows)), rows);
  }

  private int[] drawFeatures() {
    int features = training.features().columns().length;
    long count = Math.max(1, Math.round(settings.featureShare() * features));
    return random.sample((int) Math.min(count, features), features);
  }

  /** Adds a tree to the scores of the rows that it was not grown on. */
  private void addToOthers(Tree tree, int[] sample, int output) {
    int next = 0;
    for (int row = 0; row < training.rows(); row++) {
      if (next < sample.length && sample[next] == row) {
        next++;
      } else {
        scored.add(tree, row, output, objective.outputs());
      }
    }
    if (validation != null) {
      for (int row = 0; row < validation.rows.rows(); row++) {
        validation.add(tree, row, output, objective.outputs());
      }
    }
  }

  /** Rows with their scores so far. */
  private static final class Scored {
    final TrainingRows rows;
    final double[] scores;
    final double[] predictions;

    Scored(TrainingRows rows, double[] baseScores) {
      this.rows = rows;
      scores = new double[rows.rows() * baseScores.length];
      predictions = new double[scores.length];
      for (int from = 0; from < scores.length; from += baseScores.length) {
        System.arraycopy(baseScores, 0, scores, from, baseScores.length);
      }
    }

    void add(Tree tree, int row, int output, int outputs) {
      scores[row * outputs + output] += tree.value()[tree.leafOf(rows.features(), row)];
    }

    double meanLoss(Objective objective) {
      objective.predict(scores, predictions);
      return objective.meanLoss(predictions, rows.target(), rows.weights());
    }
  }
}
