// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.tree.Forest;

/** In what unit an answer is explained. */
public enum AnswerScale {
  /** The predicted value. */
  VALUE,
  /** The logarithm of a class's odds: what one classifier computes with. */
  LOG_ODDS,
  /** The probability of a class: what several models, or the trees of a forest, add up to. */
  PROBABILITY;

  static AnswerScale of(Predictor predictor) {
    if (predictor.classes().isEmpty()) {
      return VALUE;
    }
    boolean one = predictor.members().size() == 1;
    return one && !(predictor.members().getFirst().model() instanceof Forest)
        ? LOG_ODDS
        : PROBABILITY;
  }
}
