// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.spi.data.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  @Test
  void theIntervalsOfCaliforniaHoldAsManyTestRowsAsTheySay() {
    coversAndIsNarrow("california", "median_house_value", 1);
  }

  @Test
  void theIntervalsOfWineQualityHoldAsManyTestRowsAsTheySay() {
    // Its errors are alike everywhere.
    coversAndIsNarrow("wine_quality", "quality", 1.03);
  }

  private static void coversAndIsNarrow(String name, String target, double most) {
    SharedTable test = SharedTable.load(name, "test");
    Predictor predictor =
        AutoMl.search(
                SharedTable.load(name, "train").dataset(),
                new SearchRequest(
                    target,
                    ModelType.AUTO,
                    Optional.of(ProblemType.REGRESSION),
                    Set.of(),
                    Optional.empty(),
                    1,
                    2,
                    Optional.empty()),
                SearchListener.NONE)
            .predictor();
    int rows = test.rows().size();
    double[] truth = new double[rows];
    test.only(target).column(0).doublesInto(truth, rows);
    double[] values = new double[rows];
    double[] sizes = new double[rows];
    predictor.predict(test.without(target), values, sizes);
    Spread.Bounds bounds = predictor.spread().bounds(0.9);
    int inside = 0;
    double width = 0;
    double[] errors = new double[rows];
    for (int row = 0; row < rows; row++) {
      double error = truth[row] - values[row];
      errors[row] = error;
      boolean holds = error >= bounds.low() * sizes[row] && error <= bounds.high() * sizes[row];
      inside += holds ? 1 : 0;
      width += (bounds.high() - bounds.low()) * sizes[row] / rows;
    }
    Arrays.sort(errors);
    // One width for all rows that holds as many of them, half of the others on each side.
    int beyond = (rows - inside) / 2;
    double constant = errors[rows - 1 - beyond] - errors[beyond];
    assertThat(inside).isBetween(rows * 87 / 100, rows * 93 / 100);
    assertThat(width).isLessThan(constant * most);
  }

  @Test
  void errorsThatGrowWithAColumnMakeIntervalsThatDo() {
    Random random = new Random(3);
    float[][] columns = new float[2][2_000];
    double[] errors = new double[2_000];
    int[] parts = new int[2_000];
    for (int row = 0; row < errors.length; row++) {
      columns[0][row] = random.nextFloat();
      columns[1][row] = random.nextFloat();
      errors[row] = random.nextGaussian() * (columns[0][row] > 0.5 ? 10 : 1);
      parts[row] = row % 5;
    }
    FeatureMatrix features =
        new FeatureMatrix(List.of(new Feature("a", 0), new Feature("b", 0)), columns, 2_000);
    Spread spread = new SpreadSearch(features, errors, parts, TrainingControl.UNLIMITED).run();
    double[] sizes = spread.expectedSizes(features);
    double small = 0;
    double large = 0;
    for (int row = 0; row < errors.length; row++) {
      small += columns[0][row] > 0.5 ? 0 : sizes[row];
      large += columns[0][row] > 0.5 ? sizes[row] : 0;
    }
    assertThat(large / small).isBetween(3.0, 20.0);
    Spread.Bounds bounds = spread.bounds(0.8);
    long inside = 0;
    for (int row = 0; row < errors.length; row++) {
      double quotient = errors[row] / sizes[row];
      inside += quotient >= bounds.low() && quotient <= bounds.high() ? 1 : 0;
    }
    assertThat(inside / 2_000.0).isBetween(0.77, 0.9);
  }

  @Test
  void boundsAreTheRanksThatOneMoreRowWouldHave() {
    // Nine errors divide all cases in ten equal parts.
    double[] rising = {-4, -3, -2, -1, 0, 1, 2, 3, 4};
    assertThat(Spread.bounds(rising, 0.8)).isEqualTo(new Spread.Bounds(-4, 4));
    assertThat(Spread.bounds(rising, 0.6)).isEqualTo(new Spread.Bounds(-3, 3));
    assertThat(Spread.bounds(rising, 0.999)).isEqualTo(new Spread.Bounds(-4, 4));
    assertThat(Spread.bounds(rising, 0.5).high()).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void fewRowsHaveIntervalsOfOneWidth() {
    Predictor predictor =
        AutoMl.search(
                MadeRows.learnable(60, DataType.DOUBLE).dataset(),
                SearchRequest.forTarget("y"),
                SearchListener.NONE)
            .predictor();
    assertThat(predictor.spread().isKnown()).isTrue();
    assertThat(predictor.spread().share()).isZero();
  }
}
