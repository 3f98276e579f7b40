// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.linear.LinearTrainer;
import dev.mynah.ml.learner.tree.BoostedTreesTrainer;
import dev.mynah.ml.learner.tree.TreeShape;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** How a candidate is trained. */
sealed interface Recipe {
  ModelType algorithm();

  /** Trains on the training rows, watching the validation rows. */
  Trainer trainer(int classes, long seed);

  /**
   * Trains on all rows what {@link #trainer} found.
   *
   * @param rounds what the model on the training rows kept
   * @param growth how many times more rows there are
   */
  Trainer refit(int classes, long seed, int rounds, double growth);

  /**
   * Returns how many models of different seeds are averaged in the refit: as many as cost little to
   * score. Averaging takes away part of what chance had in each.
   *
   * @param rounds what the model on the training rows kept
   */
  int copies(int rounds, int classes);

  /** Hyperparameters in the order to print them. */
  SequencedMap<String, String> hyperparameters();

  /**
   * Boosted trees.
   *
   * @param maxLeaves leaves a tree
   * @param minRows rows a leaf
   */
  record Trees(double learningRate, int maxLeaves, int minRows) implements Recipe {
    /** What one prediction may walk through. */
    private static final int MAX_AVERAGED_TREES = 800;

    private static final int MAX_COPIES = 4;

    /** As many steps without gain end the training; smaller steps need more of them. */
    private int patience() {
      return (int) Math.round(2.5 / learningRate);
    }

    @Override
    public ModelType algorithm() {
      return ModelType.BOOSTED_TREES;
    }

    @Override
    public BoostedTreesTrainer trainer(int classes, long seed) {
      Loss loss =
          switch (classes) {
            case 0 -> Loss.SQUARED_ERROR;
            case 2 -> Loss.LOGISTIC;
            default -> Loss.SOFTMAX;
          };
      TreeShape shape = TreeShape.defaults().withMaxLeaves(maxLeaves).withMinRows(minRows);
      return BoostedTreesTrainer.defaults(loss)
          .withLearningRate(learningRate)
          .withPatience(patience())
          .withShape(shape)
          .withSeed(seed);
    }

    /** More rows bear more rounds; half of the growth is what does no harm if they do not. */
    @Override
    public BoostedTreesTrainer refit(int classes, long seed, int rounds, double growth) {
      long scaled = Math.round(rounds * (1 + (growth - 1) / 2));
      return trainer(classes, seed).withRounds((int) Math.max(1, scaled));
    }

    @Override
    public int copies(int rounds, int classes) {
      int trees = Math.max(1, rounds) * (classes > 2 ? classes : 1);
      return Math.clamp(MAX_AVERAGED_TREES / trees, 1, MAX_COPIES);
    }

    @Override
    public SequencedMap<String, String> hyperparameters() {
      SequencedMap<String, String> values = new LinkedHashMap<>();
      values.put("learning_rate", Double.toString(learningRate));
      values.put("max_leaves", Integer.toString(maxLeaves));
      values.put("min_rows", Integer.toString(minRows));
      return values;
    }
  }

  /** A linear model. */
  record Linear(double penalty) implements Recipe {
    @Override
    public ModelType algorithm() {
      return ModelType.LINEAR_LEARNER;
    }

    @Override
    public Trainer trainer(int classes, long seed) {
      return new LinearTrainer(penalty);
    }

    @Override
    public Trainer refit(int classes, long seed, int rounds, double growth) {
      return new LinearTrainer(penalty);
    }

    @Override
    public int copies(int rounds, int classes) {
      return 1;
    }

    @Override
    public SequencedMap<String, String> hyperparameters() {
      SequencedMap<String, String> values = new LinkedHashMap<>();
      values.put("l2", Double.toString(penalty));
      return values;
    }
  }
}
