// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.tree.ForestKind;
import dev.mynah.ml.learner.tree.ForestTrainer;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A forest.
 *
 * @param minRows rows a leaf
 * @param featureShare see {@link ForestTrainer#featureShare}
 */
record ForestRecipe(ForestKind kind, int trees, int minRows, double featureShare)
    implements Recipe {
  private static final double NANOS_A_CELL = 20;

  @Override
  public ModelType algorithm() {
    return switch (kind) {
      case EXTRA_TREES -> ModelType.EXTRA_TREES;
      case RANDOM_FOREST -> ModelType.RANDOM_FOREST;
    };
  }

  @Override
  public ForestTrainer trainer(int classes, long seed) {
    return new ForestTrainer(kind, trees, minRows, featureShare, seed);
  }

  @Override
  public Optional<Trainer> refit(int classes, long seed, int rounds, double growth, int folds) {
    return Optional.of(trainer(classes, seed));
  }

  @Override
  public double expectedSeconds(Size size) {
    double levels = Math.log(Math.max(2, (double) size.rows() / minRows)) / Math.log(2);
    int features = trainer(size.classes(), 0).featuresANode(size.features(), size.classes());
    return trees * levels * features * size.rows() * NANOS_A_CELL / 1e9;
  }

  @Override
  public SequencedMap<String, String> hyperparameters() {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    values.put(Hyperparameter.NUM_TREES.label(), Integer.toString(trees));
    values.put(Hyperparameter.MIN_ROWS.label(), Integer.toString(minRows));
    values.put(Hyperparameter.FEATURE_SHARE.label(), Recipe.text(featureShare));
    values.put(Hyperparameter.TARGET.label(), "plain");
    values.put(Hyperparameter.FEATURES.label(), "plain");
    return values;
  }
}
