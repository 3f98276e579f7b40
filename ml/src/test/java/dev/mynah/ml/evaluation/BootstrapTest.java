// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.RowWeights;
import dev.mynah.ml.evaluation.Bootstrap.Interval;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final int ROWS = 400;

  @Test
  void anIntervalOfAccuracyIsAsWideAsTheBinomialDistributionSays() {
    int[] actual = new int[ROWS];
    int[] predicted = predicted(new SplittableRandom(1), 0.8);
    Interval interval = accuracy(actual, predicted, 1);
    double right = ClassificationMetrics.accuracy(actual, predicted);
    double reach = 1.96 * Math.sqrt(right * (1 - right) / ROWS);
    assertThat((interval.low() + interval.high()) / 2).isCloseTo(right, within(1e-9));
    assertThat(interval.high() - right).isCloseTo(reach, within(0.2 * reach));
  }

  @Test
  void nineteenOfTwentyIntervalsHoldTheTruth() {
    SplittableRandom random = new SplittableRandom(2);
    int hits = 0;
    for (int sample = 0; sample < 300; sample++) {
      Interval interval = accuracy(new int[ROWS], predicted(random, 0.8), 1);
      hits += interval.low() <= 0.8 && 0.8 <= interval.high() ? 1 : 0;
    }
    assertThat(hits / 300.0).isBetween(0.91, 0.99);
  }

  @Test
  void someRowsStandForAll() {
    int[] predicted = predicted(new SplittableRandom(3), 0.8);
    Interval all = accuracy(new int[ROWS], predicted, 1);
    Interval ofFourTimesAsMany = accuracy(new int[ROWS], predicted, 0.25);
    assertThat(ofFourTimesAsMany.high() - ofFourTimesAsMany.low())
        .isCloseTo((all.high() - all.low()) / 2, within(1e-9));
  }

  @Test
  void intervalsStayWhereTheMetricCanBe() {
    Interval perfect = accuracy(new int[ROWS], new int[ROWS], 1);
    assertThat(perfect).isEqualTo(new Interval(1, 1));
    double[] values = {1, 2, 3};
    Map<Metric, Interval> intervals =
        Bootstrap.intervals(
            Evaluation.ofValues(values, new double[] {1, 2, 9}),
            1,
            3,
            weights -> Evaluation.ofValues(values, new double[] {1, 2, 9}, weights));
    assertThat(of(intervals, Metric.RMSE).low()).isNotNegative();
    assertThat(of(intervals, Metric.R2).high()).isLessThanOrEqualTo(1);
  }

  private static Interval of(Map<Metric, Interval> intervals, Metric metric) {
    return Objects.requireNonNull(intervals.get(metric));
  }

  private static int[] predicted(SplittableRandom random, double right) {
    int[] predicted = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      predicted[row] = random.nextDouble() < right ? 0 : 1;
    }
    return predicted;
  }

  private static Interval accuracy(int[] actual, int[] predicted, double share) {
    List<Score> scores = scores(actual, predicted, RowWeights.EVEN);
    return of(
        Bootstrap.intervals(
            scores, share, actual.length, weights -> scores(actual, predicted, weights)),
        Metric.ACCURACY);
  }

  private static List<Score> scores(int[] actual, int[] predicted, RowWeights weights) {
    return List.of(
        new Score(
            Metric.ACCURACY, ClassificationMetrics.accuracy(actual, predicted, weights), 0.5));
  }
}
