// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.automl.RecentAnswers;
import dev.mynah.spi.data.ColumnBatch;

/**
 * What one function of a model answers with.
 *
 * @param recent shared by all functions of a version
 * @param use of this function
 */
record ModelAnswers(Predictor predictor, RecentAnswers recent, FunctionUse use) {
  /** Predicts each row as {@link Predictor#predict(ColumnBatch, double[])} does. */
  void predict(ColumnBatch arguments, double[] result) {
    use.addFound(recent.predict(arguments, result));
  }
}
