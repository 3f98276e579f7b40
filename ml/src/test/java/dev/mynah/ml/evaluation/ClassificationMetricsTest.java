// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

import static dev.mynah.ml.evaluation.ClassificationMetrics.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ClassificationMetricsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void logLossIsTheMeanNegativeLogarithm() {
    // -(ln 0.5 + ln 0.25) / 2
    assertThat(
            ClassificationMetrics.logLoss(new int[] {0, 1}, new double[] {0.5, 0.5, 0.75, 0.25}, 2))
        .isCloseTo((Math.log(2) + Math.log(4)) / 2, EXACT);
  }

  @Test
  void logLossOfASureMistakeIsFinite() {
    double clipped = -Math.log(1e-15);
    assertThat(ClassificationMetrics.logLoss(new int[] {1}, new double[] {1, 0}, 2))
        .isCloseTo(clipped, EXACT);
    assertThat(ClassificationMetrics.logLoss(new int[] {UNKNOWN}, new double[] {1, 0}, 2))
        .isCloseTo(clipped, EXACT);
  }

  @Test
  void ofEquallyLikelyClassesTheFirstIsTaken() {
    assertThat(ClassificationMetrics.mostLikely(new double[] {0.5, 0.5, 0.2, 0.8}, 2))
        .containsExactly(0, 1);
  }

  @Test
  void accuracyCountsUnknownClassesAsMistakes() {
    assertThat(ClassificationMetrics.accuracy(new int[] {0, 1, UNKNOWN, 1}, new int[] {0, 1, 0, 0}))
        .isEqualTo(0.5);
  }

  @Test
  void balancedAccuracyWeighsClassesEqually() {
    // Class 0: 2 of 3, class 1: 1 of 1, class 2 does not occur.
    assertThat(
            ClassificationMetrics.balancedAccuracy(
                new int[] {0, 0, 0, 1}, new int[] {0, 0, 1, 1}, 3))
        .isCloseTo((2.0 / 3 + 1) / 2, EXACT);
  }

  @Test
  void f1IsTheHarmonicMeanOfPrecisionAndRecall() {
    // Precision 1/2, recall 1/3: 2 * (1/6) / (5/6).
    int[] actual = {1, 1, 1, 0};
    int[] predicted = {1, 0, 0, 1};
    assertThat(ClassificationMetrics.f1(actual, predicted, 1)).isCloseTo(0.4, EXACT);
    // Class 0: 1 occurs, 2 are predicted, none both.
    assertThat(ClassificationMetrics.f1Macro(actual, predicted, 2)).isCloseTo(0.2, EXACT);
  }

  @Test
  void f1OfAClassThatIsNowhereIsUndefined() {
    assertThat(ClassificationMetrics.f1(new int[] {0}, new int[] {0}, 1)).isNaN();
    assertThat(ClassificationMetrics.f1Macro(new int[] {0}, new int[] {0}, 2)).isEqualTo(1);
  }

  @Test
  void aucIsTheShareOfPairsInOrder() {
    // Positives .35 and .8 against negatives .1 and .4: 3 of 4 pairs (scikit-learn's example).
    assertThat(
            ClassificationMetrics.auc(
                new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true}))
        .isEqualTo(0.75);
  }

  @Test
  void aucCountsTiesHalf() {
    // Pairs of .5: one tie, and one win over .2: 1.5 of 2.
    assertThat(
            ClassificationMetrics.auc(
                new double[] {0.5, 0.5, 0.2}, new boolean[] {true, false, false}))
        .isEqualTo(0.75);
    assertThat(
            ClassificationMetrics.auc(new double[] {1, 1, 1}, new boolean[] {true, false, false}))
        .isEqualTo(0.5);
  }

  @Test
  void aucOfOneClassIsUndefined() {
    assertThat(ClassificationMetrics.auc(new double[] {1, 2}, new boolean[] {true, true})).isNaN();
  }

  @Test
  void confusionCountsActualByPredicted() {
    assertThat(
            ClassificationMetrics.confusion(
                new int[] {0, 1, 1, UNKNOWN}, new int[] {0, 0, 1, 1}, 2))
        .isDeepEqualTo(new int[][] {{1, 0}, {1, 1}});
  }
}
