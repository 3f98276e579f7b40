// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.automl.CandidateReport.State;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.TrainingRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** Trains candidates side by side and scores them on the validation rows. */
final class Trials {
  private final List<Candidate> candidates;
  private final List<Training> trainings = new ArrayList<>();
  private final TrainingRows validation;
  private final Truth truth;
  private final Steps steps;
  private final boolean[] begun;
  private final boolean[] reported;
  private final double percentBefore;
  private final double percentAfter;

  /**
   * Prepares the trainings.
   *
   * @param percentBefore where the search stands now
   * @param percentAfter where it stands when all candidates are trained
   */
  Trials(
      List<Candidate> candidates,
      Prepared prepared,
      long seed,
      Budget budget,
      Steps steps,
      double percentBefore,
      double percentAfter) {
    this.candidates = List.copyOf(candidates);
    this.validation = Objects.requireNonNull(prepared.validation());
    this.truth = new Truth(validation.target(), validation.classes());
    this.steps = steps;
    this.begun = new boolean[candidates.size()];
    this.reported = new boolean[candidates.size()];
    this.percentBefore = percentBefore;
    this.percentAfter = percentAfter;
    for (Candidate candidate : candidates) {
      trainings.add(
          new Training(
              candidate.recipe().trainer(validation.classes(), seed),
              prepared.training(),
              validation,
              budget,
              candidate.deadline()));
    }
  }

  /** Returns the candidates that there was time for, in the order of the portfolio. */
  List<Trial> run(TrainingThreads threads) {
    threads.run(trainings, this::watch);
    watch();
    List<Trial> trials = new ArrayList<>();
    for (int index = 0; index < candidates.size(); index++) {
      Training training = trainings.get(index);
      TrainedModel trained = training.result();
      if (trained != null) {
        double[] answers = Answers.of(trained.model(), validation);
        trials.add(
            new Trial(
                candidates.get(index),
                training.cutShort() ? State.CUT_SHORT : State.TRAINED,
                trained,
                answers,
                truth.loss(answers),
                training.seconds()));
      }
    }
    return trials;
  }

  /** Tells whether the time limit cut or skipped a candidate. */
  boolean limited() {
    return trainings.stream()
        .anyMatch(training -> training.cutShort() || training.result() == null);
  }

  double cpuSeconds() {
    return trainings.stream().mapToDouble(Training::cpuSeconds).sum();
  }

  private boolean watch() {
    double done = 0;
    double effort = 0;
    OptionalDouble best = OptionalDouble.empty();
    for (int index = 0; index < trainings.size(); index++) {
      Training training = trainings.get(index);
      Candidate candidate = candidates.get(index);
      tell(index, training, candidate);
      done += candidate.effort() * training.share();
      effort += candidate.effort();
      double loss = training.bestLoss();
      if (!Double.isNaN(loss)) {
        double score = truth.score(loss);
        best = OptionalDouble.of(Math.min(best.orElse(score), score));
      }
    }
    return steps.tick(percentBefore + (percentAfter - percentBefore) * done / effort, best);
  }

  private void tell(int index, Training training, Candidate candidate) {
    String name = "candidate " + candidate.name();
    if (training.started() && !begun[index]) {
      begun[index] = true;
      steps.begin(name, candidate.recipe().hyperparameters().toString(), training.rows());
    }
    if (training.ended() && training.started() && !reported[index]) {
      reported[index] = true;
      double score = truth.score(training.bestLoss());
      String outcome = truth.objective().label() + " " + Reports.rounded(score);
      steps.end(
          name,
          outcome + (training.cutShort() ? ", cut short by the time limit" : ""),
          training.rows(),
          training.seconds());
    }
  }
}
