// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.automl.CandidateReport.State;
import dev.mynah.ml.learner.TrainedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Trains candidates on every fold, side by side, and scores them on the validated rows. */
final class Trials {
  /** A loss this much lower is worth validating on fewer rows. */
  private static final double CLEARLY = 0.95;

  private final List<Candidate> candidates;
  private final Prepared prepared;
  private final int folds;

  /** Candidate by candidate, fold by fold. */
  private final List<Training> trainings = new ArrayList<>();

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
    this.prepared = prepared;
    this.folds = prepared.training().size();
    this.truth = prepared.truth();
    this.steps = steps;
    this.begun = new boolean[candidates.size()];
    this.reported = new boolean[candidates.size()];
    this.percentBefore = percentBefore;
    this.percentAfter = percentAfter;
    for (Candidate candidate : candidates) {
      for (int fold = 0; fold < folds; fold++) {
        trainings.add(
            new Training(
                candidate.recipe().trainer(prepared.all().classes(), seed + fold),
                prepared.training().get(fold),
                prepared.validation().get(fold),
                budget,
                candidate.deadline(fold, folds)));
      }
    }
  }

  /** Trains until all is done or the time is up. */
  void run(TrainingThreads threads) {
    threads.run(trainings, this::watch);
    watch();
  }

  /**
   * Returns the candidates whose first {@code used} folds could be trained, in the order of the
   * portfolio.
   *
   * @param rows the rows of these folds
   */
  List<Trial> trials(Prepared rows, int used) {
    List<Trial> trials = new ArrayList<>();
    for (int index = 0; index < candidates.size(); index++) {
      List<Training> own = of(index).subList(0, used);
      List<TrainedModel> trained = new ArrayList<>();
      for (Training training : own) {
        TrainedModel result = training.result();
        if (result != null) {
          trained.add(result);
        }
      }
      if (trained.size() == used) {
        trials.add(trial(candidates.get(index), own, trained, rows));
      }
    }
    return trials;
  }

  private List<Training> of(int candidate) {
    return trainings.subList(candidate * folds, (candidate + 1) * folds);
  }

  private static Trial trial(
      Candidate candidate, List<Training> own, List<TrainedModel> trained, Prepared rows) {
    double[] answers = answers(trained, rows);
    Truth truth = rows.truth();
    Calibration calibration = Calibration.ofAll(truth, answers);
    calibration.apply(answers, truth.rows(), truth.classes());
    double rounds = trained.stream().mapToInt(TrainedModel::rounds).average().orElse(1);
    return new Trial(
        candidate,
        own.stream().anyMatch(Training::cutShort) ? State.CUT_SHORT : State.TRAINED,
        trained,
        (int) Math.max(1, Math.round(rounds)),
        calibration,
        answers,
        truth.loss(answers),
        own.stream().mapToDouble(Training::seconds).sum());
  }

  /** Returns the answers to all validated rows, each from the fold that did not train on it. */
  private static double[] answers(List<TrainedModel> trained, Prepared rows) {
    int width = Math.max(1, rows.all().classes());
    int[] validated = rows.folds().validated();
    int[] placeOf = new int[rows.all().rows()];
    for (int index = 0; index < validated.length; index++) {
      placeOf[validated[index]] = index;
    }
    double[] answers = new double[validated.length * width];
    for (int fold = 0; fold < trained.size(); fold++) {
      double[] own = Answers.of(trained.get(fold).model(), rows.validation().get(fold));
      int[] places = rows.folds().splits().get(fold).validation();
      for (int row = 0; row < places.length; row++) {
        System.arraycopy(own, row * width, answers, placeOf[places[row]] * width, width);
      }
    }
    return answers;
  }

  /**
   * Tells whether the first fold alone says that a candidate which could not be trained on all
   * folds is clearly better than those which could.
   */
  boolean firstFoldTellsMore() {
    double ofComplete = Double.POSITIVE_INFINITY;
    double ofAny = Double.POSITIVE_INFINITY;
    for (int index = 0; index < candidates.size(); index++) {
      Training first = of(index).get(0);
      if (first.result() != null) {
        boolean complete = of(index).stream().allMatch(training -> training.result() != null);
        ofAny = Math.min(ofAny, first.bestLoss());
        ofComplete = complete ? Math.min(ofComplete, first.bestLoss()) : ofComplete;
      }
    }
    return ofAny < ofComplete * CLEARLY;
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
    for (int index = 0; index < candidates.size(); index++) {
      Candidate candidate = candidates.get(index);
      tell(index, candidate);
      List<Training> own = of(index);
      double share = own.stream().mapToDouble(Training::share).average().orElse(1);
      done += candidate.effort() * share;
      effort += candidate.effort();
      double loss = meanLoss(own);
      if (!Double.isNaN(loss)) {
        double score = truth.score(loss);
        best = OptionalDouble.of(Math.min(best.orElse(score), score));
      }
    }
    steps.phase(phase());
    return steps.tick(percentBefore + (percentAfter - percentBefore) * done / effort, best);
  }

  /** Names the candidates that are trained right now, and says how many are done. */
  private String phase() {
    List<String> running = new ArrayList<>();
    int done = 0;
    for (int index = 0; index < candidates.size(); index++) {
      boolean ended = of(index).stream().allMatch(Training::ended);
      done += ended ? 1 : 0;
      if (!ended && begun[index]) {
        running.add(candidates.get(index).name());
      }
    }
    return running.isEmpty()
        ? "candidates"
        : "training %s (%d of %d candidates done)"
            .formatted(String.join(", ", running), done, candidates.size());
  }

  /** Returns the mean of the lowest losses so far; NaN unless every fold has one. */
  private static double meanLoss(List<Training> own) {
    double[] losses = own.stream().mapToDouble(Training::bestLoss).toArray();
    return Arrays.stream(losses).average().orElse(Double.NaN);
  }

  private void tell(int index, Candidate candidate) {
    List<Training> own = of(index);
    String name = "candidate " + candidate.name();
    int rows = prepared.all().rows();
    if (own.stream().anyMatch(Training::started) && !begun[index]) {
      begun[index] = true;
      steps.begin(name, candidate.recipe().hyperparameters().toString(), rows);
    }
    if (begun[index] && own.stream().allMatch(Training::ended) && !reported[index]) {
      reported[index] = true;
      boolean cut =
          own.stream().anyMatch(training -> training.cutShort() || training.result() == null);
      steps.end(
          name,
          "%s %s%s"
              .formatted(
                  truth.objective().label(),
                  Reports.rounded(truth.score(meanLoss(own))),
                  cut ? ", cut short by the time limit" : ""),
          rows,
          own.stream().mapToDouble(Training::seconds).sum());
    }
  }
}
