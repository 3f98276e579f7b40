// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.neural.MlpTrainer;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** A network of two hidden layers. */
record MlpRecipe(int firstHidden, int secondHidden) implements Recipe {
  private static final double EPOCHS = 30;
  private static final double WEIGHTS_A_NANO = 1;

  @Override
  public ModelType algorithm() {
    return ModelType.MLP;
  }

  @Override
  public Trainer trainer(int classes, long seed) {
    return network(seed);
  }

  private MlpTrainer network(long seed) {
    MlpTrainer defaults = MlpTrainer.defaults(seed);
    return new MlpTrainer(
        firstHidden,
        secondHidden,
        defaults.rate(),
        defaults.epochs(),
        defaults.patience(),
        defaults.decay(),
        seed);
  }

  /** Without validation rows nothing tells when to stop but how long others took. */
  @Override
  public Optional<Trainer> refit(int classes, long seed, int rounds, double growth, int folds) {
    return folds > 0 ? Optional.empty() : Optional.of(network(seed).withEpochs(rounds));
  }

  @Override
  public double expectedSeconds(Size size) {
    double weights =
        (double) size.features() * firstHidden
            + (double) firstHidden * secondHidden
            + (double) secondHidden * size.outputs();
    return EPOCHS * size.rows() * weights / WEIGHTS_A_NANO / 1e9;
  }

  @Override
  public SequencedMap<String, String> hyperparameters() {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    values.put(Hyperparameter.HIDDEN.label(), firstHidden + "-" + secondHidden);
    values.put(Hyperparameter.TARGET.label(), "plain");
    values.put(Hyperparameter.FEATURES.label(), "plain");
    return values;
  }
}
