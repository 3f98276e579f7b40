// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.derive.PairTrainer;
import dev.mynah.ml.preprocess.FeatureSource;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Another recipe for features beside which stand what pairs of them give. */
record PairRecipe(Recipe inner) implements Recipe {
  /** What choosing pairs takes, and using them, beside what the inner recipe takes. */
  private static final double LONGER = 1.5;

  @Override
  public ModelType algorithm() {
    return inner.algorithm();
  }

  @Override
  public Recipe forFeatures(List<FeatureSource> sources) {
    return new PairRecipe(inner.forFeatures(sources));
  }

  @Override
  public Trainer trainer(int classes, long seed) {
    return new PairTrainer(inner.trainer(classes, seed), seed);
  }

  @Override
  public Optional<Trainer> refit(int classes, long seed, int rounds, double growth, int folds) {
    return inner
        .refit(classes, seed, rounds, growth, folds)
        .map(trainer -> new PairTrainer(trainer, seed));
  }

  @Override
  public int copies(int rounds, int classes) {
    return inner.copies(rounds, classes);
  }

  @Override
  public double expectedSeconds(Size size) {
    return LONGER * inner.expectedSeconds(size);
  }

  @Override
  public SequencedMap<String, String> hyperparameters() {
    SequencedMap<String, String> values = inner.hyperparameters();
    values.put(Hyperparameter.FEATURES.label(), "pairs");
    return values;
  }
}
