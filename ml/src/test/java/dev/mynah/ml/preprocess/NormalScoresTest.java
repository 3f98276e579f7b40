// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class NormalScoresTest {
  @Test
  void quantilesAreThoseOfTheTables() {
    assertThat(NormalQuantile.of(0.5)).isZero();
    assertThat(NormalQuantile.of(0.975)).isCloseTo(1.959964, within(1e-6));
    assertThat(NormalQuantile.of(0.01)).isCloseTo(-2.326348, within(1e-6));
    assertThat(NormalQuantile.of(1e-12)).isCloseTo(-7.034484, within(1e-5));
  }

  @Test
  void twoEquallyFrequentValuesBecomeMinusOneAndOne() {
    NormalScores scores = NormalScores.fit(new float[] {5, 9, 9, 5}, 4);
    assertThat(scores.score(5)).isCloseTo(-1, within(1e-6));
    assertThat(scores.score(9)).isCloseTo(1, within(1e-6));
    assertThat(scores.score(7)).isCloseTo(0, within(1e-6));
  }

  @Test
  void valuesBeyondTheTrainingRowsScoreLikeTheOutermost() {
    NormalScores scores = NormalScores.fit(new float[] {1, 2, 3}, 3);
    assertThat(scores.score(-1e30f)).isEqualTo(scores.score(1));
    assertThat(scores.score(Float.MAX_VALUE)).isEqualTo(scores.score(3));
  }

  @Test
  void missingValuesScoreTheMean() {
    NormalScores scores = NormalScores.fit(new float[] {1, Float.NaN, 3}, 3);
    assertThat(scores.score(Float.NaN)).isZero();
    assertThat(NormalScores.fit(new float[] {Float.NaN}, 1).score(4)).isZero();
  }

  @Test
  void aConstantScoresZero() {
    assertThat(NormalScores.fit(new float[] {4, 4, 4}, 3).score(4)).isZero();
  }

  @Test
  void manyValuesAreRisingAndStandardized() {
    float[] column = new float[10_000];
    for (int row = 0; row < column.length; row++) {
      column[row] = (float) Math.exp(row / 500.0);
    }
    NormalScores scores = NormalScores.fit(column, column.length);
    assertThat(scores.values().length).isLessThanOrEqualTo(2 * NormalScores.MAX_KNOTS);
    double squares = 0;
    double last = Double.NEGATIVE_INFINITY;
    for (float value : column) {
      double score = scores.score(value);
      assertThat(score).isGreaterThanOrEqualTo(last);
      last = score;
      squares += score * score;
    }
    assertThat(squares / column.length).isCloseTo(1, within(1e-3));
    assertThat(scores.score(column[column.length - 1])).isGreaterThan(2);
  }
}
