// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.neighbour.NearestTrainer;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** The rows nearest to the one that is asked about. */
record NearestRecipe(int neighbours) implements Recipe {
  /** A quarter of the rows asks the others. */
  private static final double NANOS_A_PAIR_AND_FEATURE = 0.25 * 0.3;

  @Override
  public ModelType algorithm() {
    return ModelType.KNN;
  }

  @Override
  public Trainer trainer(int classes, long seed) {
    return new NearestTrainer(neighbours, seed);
  }

  @Override
  public Optional<Trainer> refit(int classes, long seed, int rounds, double growth, int folds) {
    return Optional.of(new NearestTrainer(neighbours, seed));
  }

  @Override
  public double expectedSeconds(Size size) {
    return size.cells() * size.rows() * NANOS_A_PAIR_AND_FEATURE / 1e9;
  }

  @Override
  public SequencedMap<String, String> hyperparameters() {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    values.put(Hyperparameter.NEIGHBOURS.label(), Integer.toString(neighbours));
    values.put(Hyperparameter.TARGET.label(), "plain");
    values.put(Hyperparameter.FEATURES.label(), "plain");
    return values;
  }
}
