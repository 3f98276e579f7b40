// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.learner.tree.BoostedTreesTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class PairTrainerTest {
  private static final int ROWS = 400;
  private static final BoostedTreesTrainer TREES =
      BoostedTreesTrainer.defaults(Loss.SQUARED_ERROR).withRounds(60).withLearningRate(0.1);

  @Test
  void findsWhatTwoFeaturesSayTogether() {
    for (Pair.Operation operation : Pair.Operation.values()) {
      assertThat(model(rows(row -> operation.of(row[0], row[1]))).pairs())
          .contains(new Pair(operation, 0, 1));
    }
    TrainingRows rows = rows(row -> row[0] * row[1] * row[1] + row[0] / row[1]);
    Model plain = TREES.train(rows, null, TrainingControl.UNLIMITED).model();
    assertThat(error(model(rows), rows)).isLessThan(0.8 * error(plain, rows));
  }

  @Test
  void whatIsNoFiniteNumberIsMissing() {
    assertThat(Pair.Operation.QUOTIENT.of(1, 0)).isNaN();
    assertThat(Pair.Operation.PRODUCT.of(Float.MAX_VALUE, 2)).isNaN();
    assertThat(Pair.Operation.SUM.of(Float.NaN, 2)).isNaN();
    assertThat(Pair.Operation.DIFFERENCE.of(3, 2)).isEqualTo(1);
  }

  @Test
  void importanceIsThatOfTheFeaturesOfPairs() {
    TrainingRows rows = rows(row -> row[0] * row[1]);
    double[] importance = model(rows).importance(rows.features());
    assertThat(importance).hasSize(4);
    assertThat(Arrays.stream(importance).sum()).isCloseTo(1, within(1e-9));
    assertThat(importance[0] + importance[1]).isGreaterThan(0.8);
  }

  @Test
  void categoriesMakeNoPairs() {
    TrainingRows rows = rows(row -> row[0] + row[3]);
    assertThat(model(rows).pairs()).noneMatch(pair -> pair.first() == 3 || pair.second() == 3);
  }

  private static PairedModel model(TrainingRows rows) {
    return (PairedModel)
        new PairTrainer(TREES, 1).train(rows, null, TrainingControl.UNLIMITED).model();
  }

  private static double error(Model model, TrainingRows rows) {
    double[] answers = new double[rows.rows()];
    model.addScores(rows.features(), answers);
    return rows.meanLoss(answers);
  }

  /** Makes rows of three quantities and a category, with a target that depends on them. */
  private static TrainingRows rows(ToDoubleFunction<float[]> target) {
    Random random = new Random(1);
    float[][] columns = new float[4][ROWS];
    double[] targets = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      float[] values = {
        random.nextFloat() - 0.5f, random.nextFloat() + 0.2f, random.nextFloat(), random.nextInt(3)
      };
      for (int feature = 0; feature < values.length; feature++) {
        columns[feature][row] = values[feature];
      }
      targets[row] = target.applyAsDouble(values);
    }
    List<Feature> features =
        List.of(new Feature("a", 0), new Feature("b", 0), new Feature("c", 0), new Feature("d", 3));
    return new TrainingRows(new FeatureMatrix(features, columns, ROWS), targets, 0);
  }
}
