// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.automl.CandidateReport.State;
import dev.mynah.ml.learner.TrainedModel;
import java.util.List;
import java.util.SequencedMap;

/**
 * A candidate that was trained on every fold.
 *
 * @param trained one a fold; none when it can have no part in the model
 * @param rounds the mean number of rounds that were kept
 * @param calibration of the probabilities that its models give
 * @param answers, calibrated, of the fold's model on each validated row: values, or probabilities
 *     of all classes row by row
 * @param loss mean log loss or mean squared error of the answers
 * @param seconds of all folds together
 */
record Trial(
    Candidate candidate,
    State state,
    List<TrainedModel> trained,
    int rounds,
    Calibration calibration,
    double[] answers,
    double loss,
    double seconds) {
  Trial {
    trained = List.copyOf(trained);
  }

  /** Returns what remains to be told of it when its models are not needed. */
  Trial withoutModels() {
    return new Trial(candidate, state, List.of(), rounds, calibration, answers, loss, seconds);
  }

  /** Returns the hyperparameters with what the training found. */
  SequencedMap<String, String> hyperparameters() {
    SequencedMap<String, String> values = candidate.recipe().hyperparameters();
    values.put(Hyperparameter.ROUNDS.label(), Integer.toString(rounds));
    return values;
  }
}
