// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A candidate and how it did on the validation rows.
 *
 * @param name unique within the search
 * @param algorithm the model type that would train it, or {@code ENSEMBLE}
 * @param score in the unit of the search's objective; NaN when it was not trained
 * @param loss mean log loss or mean squared error, lower is better; NaN when it was not trained
 * @param rank 1 for the best score; 0 when it was not trained
 * @param weight its share of the model's answer, in [0, 1]
 * @param fitSeconds wall time of its training
 * @param hyperparameters in the order to print them
 */
public record CandidateReport(
    String name,
    String algorithm,
    State state,
    double score,
    double loss,
    int rank,
    double weight,
    double fitSeconds,
    SequencedMap<String, String> hyperparameters) {
  public CandidateReport {
    hyperparameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(hyperparameters));
  }

  CandidateReport withRank(int newRank) {
    return new CandidateReport(
        name, algorithm, state, score, loss, newRank, weight, fitSeconds, hyperparameters);
  }

  /** How far a candidate came. */
  public enum State {
    TRAINED,
    /** The time limit ended its training early; it competes with what it had learnt. */
    CUT_SHORT,
    /** The time limit left no time to train it. */
    SKIPPED
  }
}
