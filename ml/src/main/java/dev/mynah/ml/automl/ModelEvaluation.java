// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.evaluation.Score;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import java.util.List;

/** Compares a model's answers with the truth, batch by batch. Not for use by several threads. */
public final class ModelEvaluation {
  public ModelEvaluation(Predictor predictor) {
    throw new UnsupportedOperationException();
  }

  /**
   * Predicts rows whose target is known; rows with a NULL target are left out.
   *
   * @param arguments one column an input of the model
   * @param actual the target of each row, of the type that the model was trained with
   */
  public void add(ColumnBatch arguments, ColumnVector actual) {
    throw new UnsupportedOperationException();
  }

  /** Returns how many rows were compared. */
  public int rows() {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns every metric of the problem type.
   *
   * @throws dev.mynah.spi.error.DatastoreException when no row had a target
   */
  public List<Score> scores() {
    throw new UnsupportedOperationException();
  }
}
