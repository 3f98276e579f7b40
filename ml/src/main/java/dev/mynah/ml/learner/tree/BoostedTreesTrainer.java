// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import org.jspecify.annotations.Nullable;

/**
 * Gradient boosting of trees on histograms (<i>LightGBM: A Highly Efficient Gradient Boosting
 * Decision Tree</i>, NeurIPS 2017): each tree takes a step against the gradient of the loss at the
 * scores so far. Takes one thread.
 *
 * @param rounds how many trees an output are trained at most
 * @param learningRate the share of a tree's values that is added, in (0, 1]
 * @param patience rounds without a lower validation loss after which training stops
 * @param rowShare the share of rows that each round draws, in (0, 1]
 * @param featureShare the share of features that each tree draws, in (0, 1]
 */
public record BoostedTreesTrainer(
    Loss loss,
    int rounds,
    double learningRate,
    int patience,
    double rowShare,
    double featureShare,
    TreeShape shape,
    long seed)
    implements Trainer {
  /** Counts of rows take 24 bits of a histogram's word. */
  public static final int MAX_ROWS = (1 << 24) - 1;

  public BoostedTreesTrainer {
    if (rounds < 1 || patience < 1) {
      throw new IllegalArgumentException("rounds and patience are at least 1");
    }
    requireShare("learning rate", learningRate);
    requireShare("share of rows", rowShare);
    requireShare("share of features", featureShare);
  }

  private static void requireShare(String name, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "%s is above 0 and at most 1, not %s".formatted(name, share));
    }
  }

  /** Settings that do well on tables of a thousand to a million rows without being tuned. */
  public static BoostedTreesTrainer defaults(Loss loss) {
    return new BoostedTreesTrainer(loss, 2_000, 0.05, 50, 0.8, 0.8, TreeShape.defaults(), 1);
  }

  public BoostedTreesTrainer withRounds(int newRounds) {
    return new BoostedTreesTrainer(
        loss, newRounds, learningRate, patience, rowShare, featureShare, shape, seed);
  }

  public BoostedTreesTrainer withLearningRate(double rate) {
    return new BoostedTreesTrainer(
        loss, rounds, rate, patience, rowShare, featureShare, shape, seed);
  }

  public BoostedTreesTrainer withPatience(int newPatience) {
    return new BoostedTreesTrainer(
        loss, rounds, learningRate, newPatience, rowShare, featureShare, shape, seed);
  }

  public BoostedTreesTrainer withShares(double rows, double features) {
    return new BoostedTreesTrainer(
        loss, rounds, learningRate, patience, rows, features, shape, seed);
  }

  public BoostedTreesTrainer withShape(TreeShape newShape) {
    return new BoostedTreesTrainer(
        loss, rounds, learningRate, patience, rowShare, featureShare, newShape, seed);
  }

  public BoostedTreesTrainer withSeed(long newSeed) {
    return new BoostedTreesTrainer(
        loss, rounds, learningRate, patience, rowShare, featureShare, shape, newSeed);
  }

  /**
   * @throws IllegalArgumentException if there is no row, more than {@link #MAX_ROWS}, or a target
   *     that is not finite or no class
   */
  @Override
  public TrainedModel train(
      TrainingRows rows, @Nullable TrainingRows validation, TrainingControl control) {
    if (rows.rows() == 0 || rows.rows() > MAX_ROWS) {
      throw new IllegalArgumentException("cannot train on %d rows".formatted(rows.rows()));
    }
    return new Boosting(this, rows, validation, control).run();
  }
}
