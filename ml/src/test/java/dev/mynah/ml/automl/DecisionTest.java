// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.evaluation.Metric;
import dev.mynah.ml.evaluation.Score;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DecisionTest {
  private static final int ROWS = 20_000;

  @Test
  void costsMoveTheThresholdToTheirRatio() {
    // With right probabilities it pays to say positive from FP / (FP + FN) on.
    Made made = Made.rows();
    Decision decision = made.decide(Objective.cost(10, 90));
    assertThat(decision.threshold()).isCloseTo(0.1, within(0.04));
    Score score =
        Decision.score(made.truth, made.answers, decision.labels(), Objective.cost(10, 90));
    Score even =
        Decision.score(
            made.truth,
            made.answers,
            made.decide(Objective.of(Metric.LOG_LOSS)).labels(),
            Objective.cost(10, 90));
    assertThat(score.value()).isLessThan(even.value()).isLessThan(score.baseline());
  }

  @Test
  void balancedAccuracyMovesItToTheShareOfPositives() {
    assertThat(Made.rows().decide(Objective.of(Metric.BALANCED_ACCURACY)).threshold())
        .isCloseTo(1.0 / 3, within(0.06));
  }

  @Test
  void f1MovesItToHalfOfTheBestF1() {
    // Known of probabilities that are right: the best threshold is half of the F1 that it reaches.
    Made made = Made.rows();
    Decision decision = made.decide(Objective.of(Metric.F1));
    Score score =
        Decision.score(made.truth, made.answers, decision.labels(), Objective.of(Metric.F1));
    assertThat(decision.threshold()).isCloseTo(score.value() / 2, within(0.05));
  }

  @Test
  void otherObjectivesLeaveItInTheMiddle() {
    for (Metric metric : new Metric[] {Metric.AUC, Metric.LOG_LOSS, Metric.ACCURACY}) {
      assertThat(Made.rows().decide(Objective.of(metric)).threshold()).isEqualTo(0.5);
    }
  }

  @Test
  void rowsAreJudgedByTheThresholdOfOthers() {
    // Part 0 alone would choose 0.15, part 1 alone 0.85: each gets the other's.
    double[] target = {0, 1, 0, 1};
    double[] answers = {0.9, 0.1, 0.8, 0.2, 0.2, 0.8, 0.1, 0.9};
    Decision decision =
        Decision.of(new Truth(target, 2), answers, new int[] {0, 0, 1, 1}, Objective.of(Metric.F1));
    assertThat(decision.labels()).containsExactly(0, 0, 1, 1);
  }

  /** Rows of right probabilities, a third of them positive. */
  private record Made(Truth truth, double[] answers) {
    static Made rows() {
      Random random = new Random(1);
      double[] target = new double[ROWS];
      double[] answers = new double[2 * ROWS];
      for (int row = 0; row < ROWS; row++) {
        double drawn = random.nextDouble();
        // The square root's complement has a mean of a third.
        double positive = 1 - Math.sqrt(drawn);
        answers[2 * row] = 1 - positive;
        answers[2 * row + 1] = positive;
        target[row] = random.nextDouble() < positive ? 1 : 0;
      }
      return new Made(new Truth(target, 2), answers);
    }

    Decision decide(Objective objective) {
      int[] parts = new int[truth.rows()];
      Arrays.setAll(parts, row -> row % 5);
      return Decision.of(truth, answers, parts, objective);
    }
  }
}
