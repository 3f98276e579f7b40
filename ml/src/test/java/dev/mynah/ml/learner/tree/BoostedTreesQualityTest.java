// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Default settings with early stopping on real tables, in bounds that leave room for luck. */
final class BoostedTreesQualityTest {
  private static Model train(TrainingRows rows, Loss loss) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows.rows()).boxed().toList());
    Collections.shuffle(order, new Random(1));
    int[] shuffled = order.stream().mapToInt(Integer::intValue).toArray();
    int held = rows.rows() * 15 / 100;
    return BoostedTreesTrainer.defaults(loss)
        .train(
            rows.select(Arrays.copyOfRange(shuffled, held, shuffled.length)),
            rows.select(Arrays.copyOf(shuffled, held)),
            TrainingControl.UNLIMITED)
        .model();
  }

  private static double[] scores(Model model, TrainingRows rows) {
    double[] raw = new double[rows.rows()];
    model.addScores(rows.features(), raw);
    return raw;
  }

  private static double logLoss(double[] scores, double[] target) {
    return IntStream.range(0, target.length)
        .mapToDouble(row -> Math.log1p(Math.exp(target[row] == 1 ? -scores[row] : scores[row])))
        .average()
        .orElseThrow();
  }

  private static double rootMeanSquaredError(double[] scores, double[] target) {
    return Math.sqrt(
        IntStream.range(0, target.length)
            .mapToDouble(row -> (scores[row] - target[row]) * (scores[row] - target[row]))
            .average()
            .orElseThrow());
  }

  /** The same table with a hundred columns of noise, one without any value, in another order. */
  private static TrainingRows amongNoise(TrainingRows rows) {
    FeatureMatrix matrix = rows.features();
    int own = matrix.columns().length;
    float[][] columns = new float[own + 101][];
    Feature[] features = new Feature[own + 101];
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      columns[i] = new float[rows.rows()];
      for (int row = 0; row < rows.rows(); row++) {
        columns[i][row] = random.nextFloat();
      }
      features[i] = new Feature("select \"" + i, 0);
    }
    columns[100] = new float[rows.rows()];
    Arrays.fill(columns[100], Float.NaN);
    features[100] = new Feature("", 0);
    for (int i = 0; i < own; i++) {
      columns[101 + i] = matrix.columns()[own - 1 - i];
      features[101 + i] = matrix.features().get(own - 1 - i);
    }
    return new TrainingRows(
        new FeatureMatrix(List.of(features), columns, rows.rows()), rows.target(), rows.classes());
  }

  @Test
  void tellsIncomesApart() throws IOException {
    SharedTable adult = SharedTable.require("adult", "income", Set.of());
    double[] scores = scores(train(adult.training(), Loss.LOGISTIC), adult.test());
    assertThat(logLoss(scores, adult.test().target())).isLessThan(0.280);
  }

  @Test
  void estimatesHousePrices() throws IOException {
    SharedTable california = SharedTable.require("california", "median_house_value", Set.of());
    double[] scores = scores(train(california.training(), Loss.SQUARED_ERROR), california.test());
    assertThat(rootMeanSquaredError(scores, california.test().target())).isLessThan(46_800);
  }

  @Test
  void foreseesWhoLeaves() throws IOException {
    SharedTable churn = SharedTable.require("churn", "churn", Set.of("phone"));
    double[] scores = scores(train(churn.training(), Loss.LOGISTIC), churn.test());
    assertThat(logLoss(scores, churn.test().target())).isLessThan(0.205);
  }

  @Test
  void foreseesWhoLeavesAmongNoise() throws IOException {
    SharedTable churn = SharedTable.require("churn", "churn", Set.of("phone"));
    TrainingRows test = amongNoise(churn.test());
    double[] scores = scores(train(amongNoise(churn.training()), Loss.LOGISTIC), test);
    assertThat(logLoss(scores, test.target())).isLessThan(0.225);
  }
}
