// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LinearTrainerTest {
  private static final Feature NUMBER = new Feature("n", 0);
  private static final Feature PAIR = new Feature("pair", 2);
  private static final float NAN = Float.NaN;

  @Test
  void ridgeShrinksTheSlope() {
    // Scores -1, -1, 1, 1; targets -5, -5, 5, 5 from their mean: slope 20 / (4 + 1) = 4.
    TrainingRows rows = rows(0, new double[] {0, 0, 10, 10}, NUMBER, new float[] {3, 3, 7, 7});
    assertThat(raw(rows, 1)).containsExactly(new double[] {1, 1, 9, 9}, within(1e-5));
  }

  @Test
  void eachCategoryHasAWeight() {
    // Targets from their mean -6, 6, 6, -6; two rows a category: weights 12 / (2 + 1) = 4.
    TrainingRows rows = rows(0, new double[] {0, 12, 12, 0}, PAIR, new float[] {0, 1, 1, 0});
    LinearModel model = train(rows, 1);
    assertThat(raw(model, PAIR, 0, 1, NAN)).containsExactly(new double[] {2, 10, 6}, within(1e-5));
  }

  @Test
  void aMissingQuantityHasAWeightOfItsOwn() {
    // The value says nothing, being missing does.
    TrainingRows rows =
        rows(0, new double[] {1, 1, 1, 1, 9, 9}, NUMBER, new float[] {2, 4, 2, 4, NAN, NAN});
    double[] raw = raw(train(rows, 1e-6), NUMBER, 2, 4, NAN);
    assertThat(raw).containsExactly(new double[] {1, 1, 9}, within(1e-3));
  }

  @Test
  void logisticRegressionBalancesResidualsWithThePenalty() {
    // Where the gradient is 0: sum of (target - probability) * score = penalty * weight.
    TrainingRows rows =
        rows(2, new double[] {0, 0, 1, 0, 1, 1}, NUMBER, new float[] {0, 0, 0, 1, 1, 1});
    double penalty = 0.5;
    LinearModel model = train(rows, penalty);
    double[] raw = new double[6];
    model.addScores(rows.features(), raw);
    double weight = (raw[5] - raw[0]) / 2;
    double gradient = 0;
    double sum = 0;
    for (int row = 0; row < 6; row++) {
      double residual = rows.target()[row] - 1 / (1 + Math.exp(-raw[row]));
      gradient += residual * (row < 3 ? -1 : 1);
      sum += residual;
    }
    assertThat(gradient).isCloseTo(penalty * weight, within(1e-4));
    assertThat(sum).isCloseTo(0, within(1e-4));
    assertThat(weight).isPositive();
  }

  @Test
  void softmaxGivesTheSharesOfTheClasses() {
    // Of category 0: classes 0, 0, 1, 2; of category 1: all of class 2.
    TrainingRows rows =
        rows(3, new double[] {0, 0, 1, 2, 2, 2, 2, 2}, PAIR, new float[] {0, 0, 0, 0, 1, 1, 1, 1});
    double[] raw = raw(train(rows, 1e-4), PAIR, 0);
    assertThat(raw[0] - raw[1]).isCloseTo(Math.log(2), within(0.02));
    assertThat(raw[1] - raw[2]).isCloseTo(0, within(0.02));
  }

  @Test
  void separatedClassesHaveFiniteWeights() {
    TrainingRows rows = rows(2, new double[] {0, 0, 1, 1}, NUMBER, new float[] {0, 0, 1, 1});
    assertThat(Arrays.stream(raw(rows, 1e-3))).allMatch(Double::isFinite);
  }

  @Test
  void scoresTheValidationRows() {
    TrainingRows rows = rows(0, new double[] {0, 0, 10, 10}, NUMBER, new float[] {3, 3, 7, 7});
    TrainedModel trained = new LinearTrainer(1).train(rows, rows, TrainingControl.UNLIMITED);
    // Every row is off by 1.
    assertThat(trained.validationLoss()).isCloseTo(1, within(1e-5));
  }

  @Test
  void aCancelledTrainingThrows() {
    TrainingControl cancel = (share, loss) -> TrainingControl.Decision.CANCEL;
    assertThatThrownBy(() -> new LinearTrainer(1).train(noise(2), null, cancel))
        .isInstanceOf(TrainingCancelledException.class);
  }

  @Test
  void aTrainingOutOfTimeKeepsWhatItHas() {
    TrainingControl finish = (share, loss) -> TrainingControl.Decision.FINISH;
    assertThat(new LinearTrainer(1).train(noise(3), null, finish).model().outputs()).isEqualTo(3);
  }

  @Test
  void refusesAPenaltyThatIsNotPositive() {
    assertThatThrownBy(() -> new LinearTrainer(0)).hasMessage("penalty: 0.0");
    assertThatThrownBy(() -> new LinearTrainer(Double.NaN)).hasMessage("penalty: NaN");
  }

  @Test
  void bytesGiveAModelOfEqualScores() throws IOException {
    TrainingRows rows = noise(3);
    LinearModel model = train(rows, 1);
    LinearModel read =
        LinearModel.read(new DataInputStream(new ByteArrayInputStream(bytes(model))));
    double[] expected = new double[rows.rows() * 3];
    model.addScores(rows.features(), expected);
    double[] actual = new double[rows.rows() * 3];
    read.addScores(rows.features(), actual);
    assertThat(actual).containsExactly(expected);
  }

  @Test
  void damagedBytesAreRefused() throws IOException {
    byte[] bytes = bytes(train(noise(2), 1));
    for (int length = 0; length < bytes.length; length++) {
      DataInputStream input = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
      assertThatThrownBy(() -> LinearModel.read(input)).isInstanceOf(IOException.class);
    }
    bytes[0] = 127;
    assertThatThrownBy(() -> LinearModel.read(new DataInputStream(new ByteArrayInputStream(bytes))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outputs");
  }

  @Test
  void importanceIsShared() {
    TrainingRows rows = rows(0, new double[] {0, 0, 10, 10}, NUMBER, new float[] {3, 3, 7, 7});
    assertThat(train(rows, 1).importance(rows.features())).containsExactly(1);
    TrainingRows useless = rows(0, new double[] {0, 1, 0, 1}, NUMBER, new float[] {3, 3, 3, 3});
    assertThat(train(useless, 1).importance(useless.features())).containsExactly(0);
  }

  private static byte[] bytes(LinearModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static TrainingRows noise(int classes) {
    Random random = new Random(1);
    int rows = 200;
    float[][] columns = new float[2][rows];
    double[] target = new double[rows];
    for (int row = 0; row < rows; row++) {
      columns[0][row] = random.nextInt(10) == 0 ? NAN : (float) random.nextGaussian();
      columns[1][row] = random.nextInt(2);
      target[row] = random.nextInt(classes);
    }
    return new TrainingRows(
        new FeatureMatrix(List.of(NUMBER, PAIR), columns, rows), target, classes);
  }

  private static TrainingRows rows(int classes, double[] target, Feature feature, float[] column) {
    return new TrainingRows(
        new FeatureMatrix(List.of(feature), new float[][] {column}, column.length),
        target,
        classes);
  }

  private static LinearModel train(TrainingRows rows, double penalty) {
    return (LinearModel)
        new LinearTrainer(penalty).train(rows, null, TrainingControl.UNLIMITED).model();
  }

  private static double[] raw(TrainingRows rows, double penalty) {
    double[] raw = new double[rows.rows()];
    train(rows, penalty).addScores(rows.features(), raw);
    return raw;
  }

  private static double[] raw(LinearModel model, Feature feature, float... column) {
    double[] raw = new double[column.length * model.outputs()];
    model.addScores(
        new FeatureMatrix(List.of(feature), new float[][] {column}, column.length), raw);
    return raw;
  }
}
