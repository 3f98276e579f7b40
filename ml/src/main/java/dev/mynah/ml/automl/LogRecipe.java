// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.LogTargetTrainer;
import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.preprocess.FeatureSource;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Another recipe for the logarithm of a target above 0. */
record LogRecipe(Recipe inner) implements Recipe {
  @Override
  public ModelType algorithm() {
    return inner.algorithm();
  }

  @Override
  public Recipe forFeatures(List<FeatureSource> sources) {
    return new LogRecipe(inner.forFeatures(sources));
  }

  @Override
  public Trainer trainer(int classes, long seed) {
    return new LogTargetTrainer(inner.trainer(classes, seed));
  }

  @Override
  public Optional<Trainer> refit(int classes, long seed, int rounds, double growth, int folds) {
    return inner.refit(classes, seed, rounds, growth, folds).map(LogTargetTrainer::new);
  }

  @Override
  public int copies(int rounds, int classes) {
    return inner.copies(rounds, classes);
  }

  @Override
  public double expectedSeconds(Size size) {
    return inner.expectedSeconds(size);
  }

  @Override
  public SequencedMap<String, String> hyperparameters() {
    SequencedMap<String, String> values = inner.hyperparameters();
    values.put(Hyperparameter.TARGET.label(), "logarithm");
    return values;
  }
}
