// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.dataset.RowWeights;
import dev.mynah.ml.evaluation.Evaluation;
import dev.mynah.ml.evaluation.Score;
import dev.mynah.ml.learner.linear.LinearTrainer;
import dev.mynah.ml.learner.neighbour.NearestTrainer;
import dev.mynah.ml.learner.neural.MlpTrainer;
import dev.mynah.ml.learner.tree.BoostedTreesTrainer;
import dev.mynah.ml.learner.tree.ForestKind;
import dev.mynah.ml.learner.tree.ForestTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every learner and every metric counts rows by their weights. */
final class WeightsTest {
  private static final int ROWS = 600;

  static List<Trainer> trainers() {
    return List.of(
        new LinearTrainer(0.1),
        BoostedTreesTrainer.defaults(Loss.SQUARED_ERROR).withRounds(100),
        new ForestTrainer(ForestKind.EXTRA_TREES, 30, 5, 0, 1),
        new ForestTrainer(ForestKind.RANDOM_FOREST, 30, 5, 0, 1),
        MlpTrainer.defaults(1),
        new NearestTrainer(10, 1));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void lightRowsHardlyTeach(Trainer trainer) {
    // Every second row says 20 more, and weighs a hundredth of the others.
    TrainingRows rows = rows(row -> row % 2 == 0 ? 1 : 0.01);
    double even = meanAnswer(trainer, rows.unweighted());
    double weighted = meanAnswer(trainer, rows);
    double heavy = IntStream.range(0, ROWS).mapToDouble(WeightsTest::x).average().orElseThrow();
    assertThat(even).isCloseTo(heavy + 10, within(1.0));
    assertThat(weighted).isCloseTo(heavy, within(1.0));
  }

  private static double meanAnswer(Trainer trainer, TrainingRows rows) {
    Model model = trainer.train(rows, null, TrainingControl.UNLIMITED).model();
    double[] raw = new double[ROWS];
    model.addScores(rows.features(), raw);
    return Arrays.stream(raw).average().orElseThrow();
  }

  @Test
  void aWeightOfTwoIsARowTwiceToALinearModel() {
    TrainingRows weighted = rows(row -> row % 3 == 0 ? 2 : 1);
    int[] copies =
        IntStream.range(0, ROWS)
            .flatMap(row -> row % 3 == 0 ? IntStream.of(row, row) : IntStream.of(row))
            .toArray();
    TrainingRows twice = rows(row -> 1).unweighted().select(copies);
    double[] one = answers(new LinearTrainer(1e-6), weighted, weighted.features());
    double[] other = answers(new LinearTrainer(1e-6), twice, weighted.features());
    for (int row = 0; row < ROWS; row++) {
      assertThat(one[row]).isCloseTo(other[row], within(0.3));
    }
  }

  private static double[] answers(Trainer trainer, TrainingRows rows, FeatureMatrix asked) {
    double[] raw = new double[asked.rows()];
    trainer.train(rows, null, TrainingControl.UNLIMITED).model().addScores(asked, raw);
    return raw;
  }

  @Test
  void metricsOfWeightsAreThoseOfCopies() {
    int[] actual = {0, 1, 1, 0, 1};
    double[] probabilities = {.9, .1, .3, .7, .6, .4, .2, .8, .4, .6};
    int[] said = {0, 1, 0, 1, 1};
    double[] weights = {1, 3, 2, 1, 2};
    List<Score> weighted =
        Evaluation.ofClasses(actual, probabilities, said, 2, new RowWeights(weights));
    int[] copies =
        IntStream.range(0, 5)
            .flatMap(row -> IntStream.range(0, (int) weights[row]).map(copy -> row))
            .toArray();
    double[] many = new double[2 * copies.length];
    for (int row = 0; row < copies.length; row++) {
      System.arraycopy(probabilities, 2 * copies[row], many, 2 * row, 2);
    }
    List<Score> copied =
        Evaluation.ofClasses(
            IntStream.of(copies).map(row -> actual[row]).toArray(),
            many,
            IntStream.of(copies).map(row -> said[row]).toArray(),
            2);
    assertSame(weighted, copied);
    double[] values = {1, 2, 4, 8, 16};
    double[] predicted = {1, 3, 3, 9, 12};
    assertSame(
        Evaluation.ofValues(values, predicted, new RowWeights(weights)),
        Evaluation.ofValues(
            IntStream.of(copies).mapToDouble(row -> values[row]).toArray(),
            IntStream.of(copies).mapToDouble(row -> predicted[row]).toArray()));
  }

  private static void assertSame(List<Score> weighted, List<Score> copied) {
    for (int index = 0; index < copied.size(); index++) {
      assertThat(weighted.get(index).value()).isCloseTo(copied.get(index).value(), within(1e-9));
      assertThat(weighted.get(index).baseline())
          .isCloseTo(copied.get(index).baseline(), within(1e-9));
    }
  }

  @Test
  void rowsAreDrawnAsOftenAsTheyWeigh() {
    WeightedDraw draw = new WeightedDraw(new RowWeights(new double[] {0, 2, 1, 0, 1}), 5);
    assertThat(draw.spread(new SeededRandom(3), 8)).containsExactly(1, 1, 1, 1, 2, 2, 4, 4);
    SeededRandom random = new SeededRandom(1);
    int[] counts = new int[5];
    for (int drawn = 0; drawn < 4_000; drawn++) {
      counts[draw.one(random)]++;
    }
    assertThat(counts[0] + counts[3]).isZero();
    assertThat(counts[1]).isCloseTo(2_000, within(150));
    assertThatThrownBy(() -> new WeightedDraw(new RowWeights(new double[] {0, 0}), 2))
        .hasMessage("no row weighs anything");
  }

  private static double x(int row) {
    return row * 37 % 101 / 10.0;
  }

  private static TrainingRows rows(IntToDoubleFunction weight) {
    float[] column = new float[ROWS];
    double[] target = new double[ROWS];
    double[] weights = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      column[row] = (float) x(row);
      target[row] = x(row) + (row % 2 == 0 ? 0 : 20);
      weights[row] = weight.applyAsDouble(row);
    }
    FeatureMatrix matrix =
        new FeatureMatrix(List.of(new Feature("x", 0)), new float[][] {column}, ROWS);
    return new TrainingRows(matrix, target, 0, new RowWeights(weights));
  }
}
