// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.derive;

import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets learners see what the terms of texts say in place of the terms. Learners are told scores of
 * their training rows by models that did not see them, so they trust scores as far as new rows bear
 * it. What was learnt of the same rows is shared by all learners; any number of threads may train.
 */
public final class TermScoring {
  private final int[] hidden;
  private final Map<TrainingRows, TermTrainer.Learnt> learnt = new ConcurrentHashMap<>();

  /**
   * Makes a scoring.
   *
   * @param hidden the places of the features that tell which terms there are, rising
   */
  public TermScoring(int[] hidden) {
    this.hidden = hidden.clone();
  }

  /** Returns a trainer for rows with terms; the same where there are none. */
  public Trainer of(Trainer inner) {
    return hidden.length == 0
        ? inner
        : (rows, validation, control) -> train(inner, rows, validation, control);
  }

  private TrainedModel train(
      Trainer inner,
      TrainingRows rows,
      @Nullable TrainingRows validation,
      TrainingControl control) {
    TermTrainer.Learnt found =
        learnt.computeIfAbsent(rows, some -> new TermTrainer(some, hidden, control).learn());
    TermScores terms = found.scores();
    TrainingRows checked = validation == null ? null : extended(validation, terms);
    TrainedModel trained = inner.train(with(rows, terms, found.ofOthers()), checked, control);
    return new TrainedModel(
        new ScoredModel(terms, trained.model()), trained.rounds(), trained.validationLoss());
  }

  private static TrainingRows extended(TrainingRows rows, TermScores terms) {
    return with(rows, terms, terms.scores(rows.features()));
  }

  private static TrainingRows with(TrainingRows rows, TermScores terms, float[][] scores) {
    return rows.withFeatures(terms.extended(rows.features(), scores));
  }
}
