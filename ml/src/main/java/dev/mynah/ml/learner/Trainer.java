// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

import org.jspecify.annotations.Nullable;

/**
 * Learns a model from rows. Equal rows, settings and seed give an equal model on every machine.
 *
 * <p>An implementation is a record of its hyperparameters and keeps no state between calls.
 */
public interface Trainer {
  /**
   * Trains on {@code rows}.
   *
   * @param validation rows that are not learnt from; a learner that goes by rounds stops when its
   *     loss on them no longer falls; null trains the full number of rounds
   * @param control asked between rounds whether to go on
   * @throws TrainingCancelledException when {@code control} says so
   */
  TrainedModel train(TrainingRows rows, @Nullable TrainingRows validation, TrainingControl control);
}
