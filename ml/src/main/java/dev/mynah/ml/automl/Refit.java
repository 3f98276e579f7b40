// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Trains the chosen candidates again on all rows, the validation rows included. */
final class Refit {
  /** A refit that begins late would only be cut; this much of the time limit has to be left. */
  private static final double DEADLINE = 0.95;

  /** How much longer than its first training a refit may take beside its greater number of rows. */
  private static final double MARGIN = 1.2;

  private final List<Training> trainings = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();
  private final double expectedSeconds;

  Refit(Blend blend, Prepared all, int trainingRows, long seed, Budget budget, int threads) {
    double growth = (double) all.training().rows() / trainingRows;
    double sum = 0;
    double longest = 0;
    int classes = all.training().classes();
    for (int index = 0; index < blend.weights().length; index++) {
      Trial trial = blend.trials().get(index);
      Recipe recipe = trial.candidate().recipe();
      int rounds = trial.trained().rounds();
      int copies = recipe.copies(rounds, classes);
      double expected = trial.seconds() * growth * MARGIN;
      for (int copy = 0; copy < copies; copy++) {
        Trainer trainer = recipe.refit(classes, seed + copy, rounds, growth);
        trainings.add(new Training(trainer, all.training(), null, budget, DEADLINE));
        weights.add(blend.weights()[index] / copies);
      }
      sum += copies * expected;
      longest = Math.max(longest, expected);
    }
    expectedSeconds = Math.max(longest, sum / threads);
  }

  /** Returns how long it will take, judging by the first training. */
  double expectedSeconds() {
    return expectedSeconds;
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
    for (int index = 0; index < trainings.size(); index++) {
      TrainedModel trained = trainings.get(index).result();
      if (trained == null || trainings.get(index).cutShort()) {
        return Optional.empty();
      }
      members.add(new Member(trained.model(), weights.get(index)));
    }
    return Optional.of(members);
  }

  double cpuSeconds() {
    return trainings.stream().mapToDouble(Training::cpuSeconds).sum();
  }
}
