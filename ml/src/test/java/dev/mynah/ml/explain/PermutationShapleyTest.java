// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.learner.linear.LinearModel;
import dev.mynah.ml.learner.linear.LinearTrainer;
import dev.mynah.ml.learner.neural.MlpTrainer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PermutationShapleyTest {
  private static final int FEATURES = 8;
  private static final Players EACH = Players.each(FEATURES);

  @Test
  void isExactWhereAtMostTwoFeaturesActTogether() {
    TrainingRows rows = AllSets.rows(60, FEATURES, 0);
    FeatureMatrix features = present(rows.features());
    FeatureMatrix background = AllSets.first(features, 20);
    PermutationShapley.Function pairs =
        (some, result) -> {
          for (int row = 0; row < some.rows(); row++) {
            float[][] columns = some.columns();
            double product = (double) columns[0][row] * columns[1][row];
            result[row] = product + 3.0 * columns[2][row] - columns[5][row];
          }
        };
    PermutationShapley shapley = new PermutationShapley(pairs, background, EACH);
    for (int row = 20; row < 40; row++) {
      assertThat(explained(shapley, features, row))
          .containsExactly(AllSets.values(pairs, features, row, background, EACH), within(1e-9));
    }
  }

  @Test
  void isNearTheSumOverAllSetsForANetwork() {
    TrainingRows rows = AllSets.rows(600, FEATURES, 2);
    Model network = MlpTrainer.defaults(1).train(rows, rows, TrainingControl.UNLIMITED).model();
    PermutationShapley.Function function = AllSets.output(network, 0);
    FeatureMatrix background = AllSets.first(rows.features(), 60);
    PermutationShapley shapley = new PermutationShapley(function, background, EACH);
    for (int row = 60; row < 80; row++) {
      double[] right = AllSets.values(function, rows.features(), row, background, EACH);
      double largest = Arrays.stream(right).map(Math::abs).max().orElseThrow();
      assertThat(explained(shapley, rows.features(), row))
          .containsExactly(right, within(0.05 * largest));
    }
  }

  @Test
  void addsUpAndRepeats() {
    TrainingRows rows = AllSets.rows(300, FEATURES, 0);
    Model network = MlpTrainer.defaults(1).train(rows, rows, TrainingControl.UNLIMITED).model();
    double[] raw = new double[300];
    network.addScores(rows.features(), raw);
    PermutationShapley shapley =
        new PermutationShapley(
            AllSets.output(network, 0), AllSets.first(rows.features(), 40), EACH);
    for (int row = 0; row < 100; row += 7) {
      double[] values = explained(shapley, rows.features(), row);
      assertThat(shapley.expected() + Arrays.stream(values).sum())
          .isCloseTo(raw[row], within(1e-9));
      assertThat(explained(shapley, rows.features(), row)).containsExactly(values);
    }
  }

  @Test
  void manyPlayersAreComparedWithFewerRows() {
    int many = 300;
    TrainingRows rows = AllSets.rows(100, many, 0);
    AtomicInteger scored = new AtomicInteger();
    PermutationShapley.Function count =
        (some, result) -> {
          scored.addAndGet(some.rows());
          for (int row = 0; row < some.rows(); row++) {
            result[row] = some.columns()[0][row] > 0 ? some.columns()[1][row] : 1;
            result[row] = Double.isNaN(result[row]) ? 0 : result[row];
          }
        };
    PermutationShapley shapley = new PermutationShapley(count, rows.features(), Players.each(many));
    double[] values = new double[many];
    shapley.explain(rows.features(), 3, values);
    assertThat(scored.get()).isLessThan(6 * 12 * 2 * many + 1_000);
    assertThat(Arrays.stream(values).skip(2).toArray()).containsOnly(0);
  }

  @Test
  void sumsOverFeaturesAreExplainedAsTheyAre() {
    TrainingRows rows = AllSets.rows(300, FEATURES, 3);
    LinearModel linear =
        (LinearModel) new LinearTrainer(1).train(rows, null, TrainingControl.UNLIMITED).model();
    FeatureMatrix background = AllSets.first(rows.features(), 30);
    LinearShapley shapley = new LinearShapley(linear, 2, 0.5, background, EACH);
    PermutationShapley.Function whole = AllSets.output(linear, 2);
    PermutationShapley.Function half =
        (some, result) -> {
          whole.answer(some, result);
          Arrays.setAll(result, index -> result[index] / 2);
        };
    for (int row = 30; row < 40; row++) {
      assertThat(explained(shapley, rows.features(), row))
          .containsExactly(
              AllSets.values(half, rows.features(), row, background, EACH), within(1e-9));
    }
  }

  private static double[] explained(Shapley shapley, FeatureMatrix features, int row) {
    double[] values = new double[FEATURES];
    shapley.explain(features, row, values);
    return values;
  }

  private static FeatureMatrix present(FeatureMatrix features) {
    float[][] columns = new float[features.columns().length][features.rows()];
    for (int feature = 0; feature < columns.length; feature++) {
      for (int row = 0; row < features.rows(); row++) {
        float value = features.columns()[feature][row];
        columns[feature][row] = Float.isNaN(value) ? 0.5f : value;
      }
    }
    return new FeatureMatrix(features.features(), columns, features.rows());
  }
}
