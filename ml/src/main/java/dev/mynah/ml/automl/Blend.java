// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The trials that make the model, and what part each has in the answer.
 *
 * <p>The best trial alone, unless adding the best one of the other algorithm lowers the loss on the
 * validation rows: learners of different kinds err in different places.
 *
 * @param weights adding up to 1, one a trial
 * @param answers of the model, on the validation rows
 */
record Blend(List<Trial> trials, double[] weights, double[] answers, double loss) {
  private static final int STEPS = 20;

  /** A second model costs time at every prediction; less gain than this does not pay for it. */
  private static final double MIN_GAIN = 0.002;

  static Blend of(List<Trial> trials, Truth truth) {
    Trial best = trials.stream().min(Comparator.comparingDouble(Trial::loss)).orElseThrow();
    Blend alone = new Blend(List.of(best), new double[] {1}, best.answers(), best.loss());
    Optional<Trial> other =
        trials.stream()
            .filter(trial -> algorithm(trial) != algorithm(best))
            .min(Comparator.comparingDouble(Trial::loss));
    return other.map(second -> better(alone, best, second, truth)).orElse(alone);
  }

  /** Returns the models as they were trained, on the training rows. */
  List<Member> members() {
    List<Member> members = new ArrayList<>();
    for (int index = 0; index < weights.length; index++) {
      members.add(new Member(trials.get(index).trained().model(), weights[index]));
    }
    return members;
  }

  private static ModelType algorithm(Trial trial) {
    return trial.candidate().recipe().algorithm();
  }

  private static Blend better(Blend alone, Trial first, Trial second, Truth truth) {
    Blend best = alone;
    for (int step = 1; step < STEPS; step++) {
      double weight = (double) step / STEPS;
      double[] answers = new double[first.answers().length];
      for (int index = 0; index < answers.length; index++) {
        answers[index] = (1 - weight) * first.answers()[index] + weight * second.answers()[index];
      }
      double loss = truth.loss(answers);
      if (loss < best.loss()) {
        best = new Blend(List.of(first, second), new double[] {1 - weight, weight}, answers, loss);
      }
    }
    return best.loss() < alone.loss() * (1 - MIN_GAIN) ? best : alone;
  }
}
