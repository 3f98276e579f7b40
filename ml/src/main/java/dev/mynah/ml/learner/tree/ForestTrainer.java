// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.learner.SeededRandom;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingControl.Decision;
import dev.mynah.ml.learner.TrainingRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Averages trees that are grown until they cannot be cut, on features in at most 255 bins. Takes
 * one thread. Validation rows do not stop the training, they are only scored.
 *
 * @param trees at least 1
 * @param minRows rows that each side of a cut keeps, at least 1
 * @param featureShare the share of features that a node looks at, in (0, 1]; 0 for the usual
 *     number: for classes half of them but at most {@link #FEATURES_FOR_CLASSES}, or the square
 *     root of their number if that is more; for values all of at most {@link #MANY_FEATURES}, else
 *     a third
 */
public record ForestTrainer(ForestKind kind, int trees, int minRows, double featureShare, long seed)
    implements Trainer {
  /** With more features than this a node that predicts values looks at a third of them. */
  public static final int MANY_FEATURES = 24;

  /** Looking at more features makes the trees of classes too much alike. */
  public static final int FEATURES_FOR_CLASSES = 12;

  public ForestTrainer {
    if (trees < 1 || minRows < 1 || !(featureShare >= 0 && featureShare <= 1)) {
      throw new IllegalArgumentException(
          "%d trees, %d rows a leaf, a share of %s features"
              .formatted(trees, minRows, featureShare));
    }
  }

  /** Returns how many features a node looks at, of so many. */
  public int featuresANode(int features, int classes) {
    double wanted = featureShare * features;
    if (featureShare == 0) {
      double half = Math.min(features / 2.0, FEATURES_FOR_CLASSES);
      double third = features / 3.0;
      double ofValues = features <= MANY_FEATURES ? features : Math.max(MANY_FEATURES, third);
      wanted = classes > 0 ? Math.max(Math.sqrt(features), half) : ofValues;
    }
    return Math.clamp(Math.round(wanted), 1, Math.max(1, features));
  }

  @Override
  public TrainedModel train(
      TrainingRows rows, @Nullable TrainingRows validation, TrainingControl control) {
    if (rows.rows() == 0) {
      throw new IllegalArgumentException("cannot train on no rows");
    }
    double[] target = rows.target();
    double base = 0;
    if (rows.classes() == 0) {
      base =
          rows.weights().isEven()
              ? Arrays.stream(target).sum() / target.length
              : rows.weights().mean(target);
      double mean = base;
      target = Arrays.stream(target).map(value -> value - mean).toArray();
    }
    ForestNodes nodes = new ForestNodes();
    SeededRandom random = new SeededRandom(seed);
    ForestGrower grower =
        new ForestGrower(
            BinnedRows.of(rows.features()),
            target,
            rows.weights(),
            rows.classes(),
            this,
            random,
            nodes);
    int[] roots = new int[trees];
    int grown = 0;
    while (grown < trees) {
      roots[grown++] = grower.grow();
      Decision decision = control.afterRound((double) grown / trees, Double.NaN);
      if (decision == Decision.CANCEL) {
        throw new TrainingCancelledException();
      }
      if (decision == Decision.FINISH) {
        break;
      }
    }
    nodes.trim();
    Forest forest =
        new Forest(
            Arrays.copyOf(roots, grown),
            nodes,
            rows.classes() == 0 ? new double[] {base} : shares(rows),
            rows.classes(),
            grower.importance());
    double loss = validation == null ? Double.NaN : forest.meanLoss(validation);
    return new TrainedModel(forest, grown, loss);
  }

  private static double[] shares(TrainingRows rows) {
    double[] shares = new double[rows.classes()];
    double total = rows.weights().total(rows.rows());
    for (int row = 0; row < rows.rows(); row++) {
      shares[(int) rows.target()[row]] += rows.weights().of(row) / total;
    }
    return shares;
  }
}
