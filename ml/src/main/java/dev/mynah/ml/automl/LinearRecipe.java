// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.linear.LinearTrainer;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** A linear model. */
record LinearRecipe(double penalty) implements Recipe {
  private static final double PASSES = 60;
  private static final double NANOS_A_CELL = 2;

  @Override
  public ModelType algorithm() {
    return ModelType.LINEAR_LEARNER;
  }

  @Override
  public Trainer trainer(int classes, long seed) {
    return new LinearTrainer(penalty);
  }

  @Override
  public Optional<Trainer> refit(int classes, long seed, int rounds, double growth, int folds) {
    return Optional.of(new LinearTrainer(penalty));
  }

  @Override
  public double expectedSeconds(Size size) {
    double passes = size.classes() == 0 ? PASSES : 4 * PASSES;
    return passes * size.outputs() * size.cells() * NANOS_A_CELL / 1e9;
  }

  @Override
  public SequencedMap<String, String> hyperparameters() {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    values.put(Hyperparameter.LAMBDA.label(), Recipe.text(penalty));
    values.put(Hyperparameter.TARGET.label(), "plain");
    values.put(Hyperparameter.FEATURES.label(), "plain");
    return values;
  }
}
