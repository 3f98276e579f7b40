// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.linear.LinearTrainer;
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

  /** Hyperparameters in the order to print them. */
  SequencedMap<String, String> hyperparameters();

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
    public SequencedMap<String, String> hyperparameters() {
      SequencedMap<String, String> values = new LinkedHashMap<>();
      values.put("l2", Double.toString(penalty));
      return values;
    }
  }
}
