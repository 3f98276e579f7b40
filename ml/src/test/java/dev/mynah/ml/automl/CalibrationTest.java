// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
  private static final int ROWS = 20_000;

  @Test
  void findsTheScaleAndShiftOfTwoClasses() {
    // The truth is twice as sure as the answers, and a bit more often positive.
    Random random = new Random(1);
    double[] target = new double[ROWS];
    double[] answers = new double[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      double odds = random.nextGaussian();
      answers[2 * row + 1] = 1 / (1 + Math.exp(-odds));
      answers[2 * row] = 1 - answers[2 * row + 1];
      target[row] = random.nextDouble() < 1 / (1 + Math.exp(-(2 * odds + 0.5))) ? 1 : 0;
    }
    Truth truth = new Truth(target, 2);
    Calibration calibration = Calibration.ofAll(truth, answers);
    assertThat(calibration.scale()).isCloseTo(2, within(0.1));
    assertThat(calibration.shift()).isCloseTo(0.5, within(0.1));
    double before = truth.loss(answers);
    calibration.apply(answers, ROWS, 2);
    assertThat(truth.loss(answers)).isLessThan(before);
    assertThat(answers[0] + answers[1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void findsTheScaleOfManyClasses() {
    Random random = new Random(1);
    double[] target = new double[ROWS];
    double[] answers = new double[3 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      double[] sharp = new double[3];
      double sum = 0;
      double sharpSum = 0;
      for (int label = 0; label < 3; label++) {
        double odds = random.nextGaussian();
        answers[3 * row + label] = Math.exp(odds);
        sharp[label] = Math.exp(1.6 * odds);
        sum += answers[3 * row + label];
        sharpSum += sharp[label];
      }
      double drawn = random.nextDouble() * sharpSum;
      target[row] = drawn < sharp[0] ? 0 : drawn < sharp[0] + sharp[1] ? 1 : 2;
      for (int label = 0; label < 3; label++) {
        answers[3 * row + label] /= sum;
      }
    }
    Calibration calibration = Calibration.ofAll(new Truth(target, 3), answers);
    assertThat(calibration.scale()).isCloseTo(1.6, within(0.1));
    assertThat(calibration.shift()).isZero();
  }

  @Test
  void probabilitiesThatAreRightStayAsTheyAre() {
    Random random = new Random(1);
    double[] target = new double[ROWS];
    double[] answers = new double[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      answers[2 * row + 1] = random.nextDouble();
      answers[2 * row] = 1 - answers[2 * row + 1];
      target[row] = random.nextDouble() < answers[2 * row + 1] ? 1 : 0;
    }
    assertThat(Calibration.ofAll(new Truth(target, 2), answers)).isEqualTo(Calibration.NONE);
  }

  @Test
  void sureAnswersStayFinite() {
    double[] answers = {0, 1, 1, 0};
    new Calibration(3, 1).apply(answers, 2, 2);
    assertThat(Arrays.stream(answers)).allMatch(value -> value >= 0 && value <= 1);
    double[] many = {0, 0, 1};
    new Calibration(0.5, 0).apply(many, 1, 3);
    assertThat(many[0] + many[1] + many[2]).isCloseTo(1, within(1e-12));
  }

  @Test
  void valuesAreNotCalibratedAndNonsenseIsRefused() {
    assertThat(Calibration.ofAll(new Truth(new double[] {1, 2}, 0), new double[] {1, 2}))
        .isEqualTo(Calibration.NONE);
    assertThatThrownBy(() -> new Calibration(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Calibration(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
