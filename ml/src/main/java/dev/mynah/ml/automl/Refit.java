// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes the members of the model: trains chosen candidates again on all rows, or lets the models of
 * their folds answer together, as their recipes say.
 */
final class Refit {
  /** A refit that begins late would only be cut; this much of the time limit has to be left. */
  private static final double DEADLINE = 0.95;

  /** How much longer than its first training a refit may take beside its greater number of rows. */
  private static final double MARGIN = 1.2;

  private final Blend blend;
  private final boolean forward;
  private final List<Training> trainings = new ArrayList<>();

  /** The trainings of each trial; none when the models of its folds answer. */
  private final List<List<Training>> ofTrials = new ArrayList<>();

  private double expectedSeconds;

  Refit(Blend blend, Prepared prepared, long seed, Budget budget, int threads, CandidatePlan plan) {
    this.blend = blend;
    this.forward = prepared.folds().forward();
    int rows = prepared.all().rows();
    int classes = prepared.all().classes();
    int trained = prepared.training().size();
    // Models that look forward know different rows; they do not answer together.
    int folds = prepared.folds().forward() || !plan.mixes() ? 0 : trained;
    double growth = (double) rows / prepared.training().getLast().rows();
    double sum = 0;
    double longest = 0;
    for (Trial trial : blend.trials()) {
      Recipe recipe = trial.candidate().recipe();
      List<Training> own = new ArrayList<>();
      int copies = plan.mixes() ? recipe.copies(trial.rounds(), classes) : 1;
      for (int copy = 0; copy < copies; copy++) {
        Optional<Trainer> trainer =
            recipe.refit(classes, seed + copy, trial.rounds(), growth, folds);
        trainer.ifPresent(one ->
            own.add(
                new Training(prepared.terms().of(one), prepared.all(), null, budget, DEADLINE)));
      }
      double expected = trial.seconds() / trained * growth * MARGIN;
      sum += own.size() * expected;
      longest = own.isEmpty() ? longest : Math.max(longest, expected);
      trainings.addAll(own);
      ofTrials.add(own);
    }
    expectedSeconds = Math.max(longest, sum / threads);
  }

  /** Returns how long it will take, judging by the first training. */
  double expectedSeconds() {
    return expectedSeconds;
  }

  boolean isNeeded() {
    return !trainings.isEmpty();
  }

  /** Returns the models as they were trained, each on the rows of its folds. */
  List<Member> ofFolds() {
    List<Member> members = new ArrayList<>();
    for (int index = 0; index < ofTrials.size(); index++) {
      addFolds(index, members);
    }
    return members;
  }

  private void addFolds(int index, List<Member> members) {
    List<TrainedModel> models = blend.trials().get(index).trained();
    List<TrainedModel> own = forward ? models.subList(models.size() - 1, models.size()) : models;
    own.forEach(one -> members.add(member(index, one, own.size())));
  }

  /** Returns the members of the model; empty when the time limit cut one of them. */
  Optional<List<Member>> run(
      TrainingThreads threads, Steps steps, double percentBefore, double percentAfter) {
    threads.run(
        trainings,
        () -> {
          double share = trainings.stream().mapToDouble(Training::share).average().orElse(1);
          return steps.tick(
              percentBefore + (percentAfter - percentBefore) * share, OptionalDouble.empty());
        });
    List<Member> members = new ArrayList<>();
    for (int index = 0; index < ofTrials.size(); index++) {
      List<Training> own = ofTrials.get(index);
      if (own.isEmpty()) {
        addFolds(index, members);
      }
      for (Training training : own) {
        TrainedModel trained = training.result();
        if (trained == null || training.cutShort()) {
          return Optional.empty();
        }
        members.add(member(index, trained, own.size()));
      }
    }
    return Optional.of(members);
  }

  private Member member(int index, TrainedModel trained, int models) {
    return new Member(
        trained.model(), blend.weights()[index] / models, blend.trials().get(index).calibration());
  }

  double cpuSeconds() {
    return trainings.stream().mapToDouble(Training::cpuSeconds).sum();
  }
}
