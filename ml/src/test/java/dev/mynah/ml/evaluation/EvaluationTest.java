// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class EvaluationTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final double[] ACTUAL = {1, 2, 6};

  @Test
  void measuresValuesBesideTheirMeanAndMedian() {
    // Errors 1, 0 and -2; the mean is 3 with variance (4 + 1 + 9) / 3, the median is 2.
    List<Score> scores = Evaluation.ofValues(ACTUAL, new double[] {2, 2, 4});
    assertThat(score(scores, Metric.MSE).value()).isCloseTo(5.0 / 3, EXACT);
    assertThat(score(scores, Metric.MSE).baseline()).isCloseTo(14.0 / 3, EXACT);
    assertThat(score(scores, Metric.RMSE).value()).isCloseTo(Math.sqrt(5.0 / 3), EXACT);
    assertThat(score(scores, Metric.MAE).value()).isCloseTo(1, EXACT);
    assertThat(score(scores, Metric.MAE).baseline()).isCloseTo(5.0 / 3, EXACT);
    assertThat(score(scores, Metric.R2).value()).isCloseTo(1 - 5.0 / 14, EXACT);
    assertThat(score(scores, Metric.R2).baseline()).isZero();
  }

  @Test
  void r2OfEqualValuesIsUndefined() {
    assertThat(RegressionMetrics.r2(new double[] {2, 2}, new double[] {1, 3})).isNaN();
  }

  @Test
  void measuresClassesBesideTheBestConstantAnswer() {
    int[] actual = {0, 0, 0, 1};
    double[] probabilities = {0.9, 0.1, 0.8, 0.2, 0.4, 0.6, 0.3, 0.7};
    List<Score> scores = Evaluation.ofClasses(actual, probabilities, 2);
    // The shares of the classes are 3/4 and 1/4.
    double entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
    assertThat(score(scores, Metric.LOG_LOSS).baseline()).isCloseTo(entropy, EXACT);
    assertThat(score(scores, Metric.ACCURACY).value()).isEqualTo(0.75);
    assertThat(score(scores, Metric.ACCURACY).baseline()).isEqualTo(0.75);
    assertThat(score(scores, Metric.AUC).value()).isEqualTo(1);
    assertThat(score(scores, Metric.AUC).baseline()).isEqualTo(0.5);
    assertThat(score(scores, Metric.BALANCED_ACCURACY).baseline()).isEqualTo(0.5);
    // Always positive: precision 1/4, recall 1.
    assertThat(score(scores, Metric.F1).baseline()).isCloseTo(0.4, EXACT);
    // Always negative: F1 of class 0 is 6/7, of class 1 it is 0.
    assertThat(score(scores, Metric.F1_MACRO).baseline()).isCloseTo(3.0 / 7, EXACT);
  }

  @Test
  void severalClassesHaveNoPositiveOne() {
    List<Score> scores = Evaluation.ofClasses(new int[] {0, 2}, new double[] {1, 0, 0, 0, 0, 1}, 3);
    assertThat(scores)
        .extracting(Score::metric)
        .containsExactly(
            Metric.LOG_LOSS, Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.F1_MACRO);
  }

  @Test
  void eachMetricKnowsWhichWayIsBetter() {
    assertThat(Metric.RMSE.isBetter(1, 2)).isTrue();
    assertThat(Metric.AUC.isBetter(1, 2)).isFalse();
    assertThat(Metric.AUC.isBetter(Double.NaN, 0)).isFalse();
    assertThat(Metric.LOG_LOSS.label()).isEqualTo("LogLoss");
  }

  private static Score score(List<Score> scores, Metric metric) {
    return scores.stream().filter(one -> one.metric() == metric).findFirst().orElseThrow();
  }
}
