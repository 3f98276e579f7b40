// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GreedyWeightsTest {
  private static final int ROWS = 4_000;

  @Test
  void independentErrorsAreWeighedByTheirVariance() {
    // The best weights of errors of variance 1 and 4 are 4/5 and 1/5; noise gets none.
    Random random = new Random(1);
    double[] target = random.doubles(ROWS).toArray();
    double[] good = noisy(target, 1, random);
    double[] worse = noisy(target, 2, random);
    double[] bad = noisy(target, 50, random);
    double[] weights = choose(new Truth(target, 0), List.of(good, worse, bad));
    assertThat(weights[0]).isCloseTo(0.8, within(0.04));
    assertThat(weights[1]).isCloseTo(0.2, within(0.04));
    assertThat(weights[2]).isZero();
    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void onePerfectCandidateStandsAlone() {
    double[] target = {1, 2, 3, 4};
    double[] weights =
        choose(new Truth(target, 0), List.of(new double[] {2, 2, 2, 2}, target.clone()));
    assertThat(weights).containsExactly(new double[] {0, 1}, within(1e-12));
  }

  @Test
  void probabilitiesAreMixedByLogLoss() {
    // Each candidate is sure of one half of the rows and knows nothing of the other.
    double[] first = new double[100];
    double[] second = new double[100];
    Arrays.setAll(first, row -> row < 50 ? 0.99 : 0.5);
    Arrays.setAll(second, row -> row < 50 ? 0.5 : 0.99);
    double[] weights = choose(new Truth(new double[100], 2), List.of(first, second));
    assertThat(weights[0]).isCloseTo(0.5, within(0.1));
  }

  @Test
  void onlyTheGivenRowsCount() {
    double[] target = {0, 0, 1, 1};
    double[] right = {0, 0, 9, 9};
    double[] other = {9, 9, 1, 1};
    GreedyWeights greedy = new GreedyWeights(new Truth(target, 0), List.of(right, other));
    assertThat(greedy.choose(new int[] {0, 1})).containsExactly(1, 0);
    assertThat(greedy.choose(new int[] {2, 3})).containsExactly(0, 1);
  }

  private static double[] noisy(double[] target, double deviation, Random random) {
    return Arrays.stream(target).map(value -> value + deviation * random.nextGaussian()).toArray();
  }

  private static double[] choose(Truth truth, List<double[]> told) {
    return new GreedyWeights(truth, told).choose(IntStream.range(0, truth.rows()).toArray());
  }
}
