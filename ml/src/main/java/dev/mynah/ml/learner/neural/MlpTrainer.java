// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neural;

import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import org.jspecify.annotations.Nullable;

/**
 * Trains a multilayer perceptron of two hidden layers of rectified neurons by stochastic gradient
 * descent (Rumelhart, Hinton and Williams, <i>Learning representations by back-propagating
 * errors</i>, Nature 323, 1986). The step shrinks when the loss on the validation rows has not
 * fallen for a while, and training ends when it has shrunk often enough. Takes one thread.
 *
 * @param firstHidden neurons of the first hidden layer, as {@code secondHidden}
 * @param rate size of the first steps
 * @param epochs how often all rows are gone through at most
 * @param patience epochs without a lower validation loss after which the step shrinks
 * @param decay by how much weights shrink, as a share of the step
 */
public record MlpTrainer(
    int firstHidden,
    int secondHidden,
    double rate,
    int epochs,
    int patience,
    double decay,
    long seed)
    implements Trainer {
  public MlpTrainer {
    if (firstHidden < 1 || secondHidden < 1 || epochs < 1 || patience < 1) {
      throw new IllegalArgumentException("neurons, epochs and patience are at least 1");
    }
    if (!(rate > 0 && rate < 1) || !(decay >= 0)) {
      throw new IllegalArgumentException("rate %s, decay %s".formatted(rate, decay));
    }
  }

  /** Settings that do well without being tuned. */
  public static MlpTrainer defaults(long seed) {
    return new MlpTrainer(128, 64, 2e-3, 100, 4, 0.02, seed);
  }

  public MlpTrainer withEpochs(int newEpochs) {
    return new MlpTrainer(firstHidden, secondHidden, rate, newEpochs, patience, decay, seed);
  }

  @Override
  public TrainedModel train(
      TrainingRows rows, @Nullable TrainingRows validation, TrainingControl control) {
    if (rows.rows() == 0) {
      throw new IllegalArgumentException("cannot train on no rows");
    }
    return new MlpTraining(this, rows, validation, control).run();
  }
}
