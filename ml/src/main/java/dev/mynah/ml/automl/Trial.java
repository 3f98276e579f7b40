// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.automl.CandidateReport.State;
import dev.mynah.ml.learner.TrainedModel;
import java.util.SequencedMap;

/**
 * A candidate that was trained.
 *
 * @param answers on the validation rows: values, or probabilities of all classes row by row
 * @param loss mean log loss or mean squared error of the answers
 */
record Trial(
    Candidate candidate,
    State state,
    TrainedModel trained,
    double[] answers,
    double loss,
    double seconds) {
  /** Returns the hyperparameters with what the training found. */
  SequencedMap<String, String> hyperparameters() {
    SequencedMap<String, String> values = candidate.recipe().hyperparameters();
    values.put("rounds", Integer.toString(trained.rounds()));
    return values;
  }
}
