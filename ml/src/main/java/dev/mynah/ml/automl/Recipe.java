// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.preprocess.FeatureSource;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** How a candidate is trained. */
sealed interface Recipe
    permits BoostedRecipe,
        ForestRecipe,
        LinearRecipe,
        MlpRecipe,
        NearestRecipe,
        LogRecipe,
        PairRecipe {
  ModelType algorithm();

  /** Returns the same recipe for the features that the arguments of the model were made into. */
  default Recipe forFeatures(List<FeatureSource> sources) {
    return this;
  }

  /** Trains on the training rows of a fold, watching its validation rows. */
  Trainer trainer(int classes, long seed);

  /**
   * Returns how to train on all rows once the candidate was chosen; empty when the models of the
   * folds answer together instead.
   *
   * @param rounds what the models of the folds kept on average
   * @param growth how many times more rows there are
   * @param folds how many models there are that may answer together; 0 when one has to
   */
  Optional<Trainer> refit(int classes, long seed, int rounds, double growth, int folds);

  /**
   * Returns how many models of different seeds are averaged in the refit: as many as cost little to
   * score. Averaging takes away part of what chance had in each.
   */
  default int copies(int rounds, int classes) {
    return 1;
  }

  /** Estimates the processor time of one training, in seconds, for rows of one fold. */
  double expectedSeconds(Size size);

  /** Hyperparameters in the order to print them. */
  SequencedMap<String, String> hyperparameters();

  /** Returns a number as users write it, from which the same number is read. */
  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Returns the loss that boosting lowers. */
  static Loss loss(int classes) {
    return switch (classes) {
      case 0 -> Loss.SQUARED_ERROR;
      case 2 -> Loss.LOGISTIC;
      default -> Loss.SOFTMAX;
    };
  }

  /**
   * What the time of a training depends on.
   *
   * @param classes 0 for values
   */
  record Size(int rows, int features, int classes) {
    /** Raw scores a row. */
    int outputs() {
      return classes > 2 ? classes : 1;
    }

    double cells() {
      return (double) rows * features;
    }
  }
}
