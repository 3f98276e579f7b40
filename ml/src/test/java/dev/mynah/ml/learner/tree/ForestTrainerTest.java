// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.MadeData;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingControl.Decision;
import dev.mynah.ml.learner.TrainingRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ForestTrainerTest {
  private static final float NAN = Float.NaN;

  @Test
  void aTreeOfAllRowsRepeatsThem() {
    // Grown until pure, extra-trees give back distinct rows exactly.
    TrainingRows rows = one(new Feature("x", 0), 0, new float[] {1, 2, 3, 4}, 10, 20, 40, 80);
    double[] raw = MadeData.scores(train(ForestKind.EXTRA_TREES, 5, 1, rows), rows);
    assertThat(raw).containsExactly(new double[] {10, 20, 40, 80}, within(1e-4));
  }

  @Test
  void probabilitiesAreMeansOfLeavesAndOneTreesWorthOfShares() {
    // All 4 trees tell the two values apart: (4 * 1 + 0.5) / 5 and (4 * 0 + 0.5) / 5.
    TrainingRows rows = one(new Feature("x", 0), 2, new float[] {1, 1, 2, 2}, 0, 0, 1, 1);
    double[] raw = MadeData.scores(train(ForestKind.EXTRA_TREES, 4, 1, rows), rows);
    assertThat(1 / (1 + Math.exp(-raw[3]))).isCloseTo(0.9, within(1e-6));
    assertThat(1 / (1 + Math.exp(-raw[0]))).isCloseTo(0.1, within(1e-6));
  }

  @Test
  void leavesKeepTheirRows() {
    TrainingRows rows = one(new Feature("x", 0), 0, new float[] {1, 2, 3, 4}, 10, 20, 40, 80);
    double[] raw = MadeData.scores(train(ForestKind.EXTRA_TREES, 50, 2, rows), rows);
    // Only the cut in the middle leaves two rows on each side; other draws leave the mean, 37.5.
    assertThat(raw[0]).isEqualTo(raw[1]).isBetween(15.0, 37.0);
    assertThat(raw[2]).isEqualTo(raw[3]).isBetween(38.0, 60.0);
  }

  @Test
  void missingValuesTakeTheBetterSide() {
    TrainingRows rows = one(new Feature("x", 0), 0, new float[] {1, 1, 5, NAN}, 0, 0, 9, 9);
    double[] raw = MadeData.scores(train(ForestKind.RANDOM_FOREST, 200, 1, rows), rows);
    assertThat(raw[3]).isGreaterThan(6);
    assertThat(raw[0]).isLessThan(3);
  }

  @Test
  void categoriesAreToldApart() {
    Feature feature = new Feature("c", 100);
    TrainingRows rows = one(feature, 0, new float[] {0, 70, 99, NAN}, 1, 5, 1, 9);
    double[] raw = MadeData.scores(train(ForestKind.EXTRA_TREES, 20, 1, rows), rows);
    assertThat(raw).containsExactly(new double[] {1, 5, 1, 9}, within(1e-4));
  }

  @Test
  void bothKindsLearnEveryKindOfTarget() {
    for (ForestKind kind : ForestKind.values()) {
      for (int classes : new int[] {0, 2, 3}) {
        TrainingRows rows = MadeData.rows(1_500, classes, 1);
        TrainingRows test = MadeData.rows(800, classes, 2);
        Model model = train(kind, 60, 2, rows);
        assertThat(MadeData.loss(model, test)).isLessThan(0.6 * MadeData.baseline(test));
        double[] importance = model.importance(rows.features());
        assertThat(importance[3]).isLessThan(importance[1]);
        assertThat(importance[0] + importance[1] + importance[2] + importance[3])
            .isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void equalSeedsGiveEqualForestsAndOthersDoNot() throws IOException {
    TrainingRows rows = MadeData.rows(300, 2, 1);
    byte[] bytes = bytes(train(ForestKind.RANDOM_FOREST, 5, 1, rows));
    assertThat(bytes(train(ForestKind.RANDOM_FOREST, 5, 1, rows))).isEqualTo(bytes);
    Model other =
        new ForestTrainer(ForestKind.RANDOM_FOREST, 5, 1, 0, 2)
            .train(rows, null, TrainingControl.UNLIMITED)
            .model();
    assertThat(bytes(other)).isNotEqualTo(bytes);
  }

  @Test
  void bytesGiveAForestOfEqualScores() throws IOException {
    for (int classes : new int[] {0, 2, 3}) {
      TrainingRows rows = MadeData.rows(300, classes, 1);
      Model model = train(ForestKind.EXTRA_TREES, 8, 1, rows);
      Forest read = Forest.read(new DataInputStream(new ByteArrayInputStream(bytes(model))));
      assertThat(MadeData.scores(read, rows)).containsExactly(MadeData.scores(model, rows));
      assertThat(read.importance(rows.features()))
          .containsExactly(model.importance(rows.features()));
    }
  }

  @Test
  void damagedBytesAreRefusedOrHarmless() throws IOException {
    TrainingRows rows = MadeData.rows(100, 3, 1);
    byte[] bytes = bytes(train(ForestKind.EXTRA_TREES, 2, 1, rows));
    Random random = new Random(1);
    int refused = 0;
    for (int attempt = 0; attempt < 2_000; attempt++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        Forest read = Forest.read(new DataInputStream(new ByteArrayInputStream(damaged)));
        MadeData.scores(read, rows);
      } catch (IOException | IllegalArgumentException expected) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void stopsWhenItIsTold() {
    TrainingRows rows = MadeData.rows(300, 0, 1);
    ForestTrainer trainer = new ForestTrainer(ForestKind.EXTRA_TREES, 50, 1, 0, 1);
    assertThat(trainer.train(rows, null, (share, loss) -> Decision.FINISH).rounds()).isEqualTo(1);
    assertThatThrownBy(() -> trainer.train(rows, null, (share, loss) -> Decision.CANCEL))
        .isInstanceOf(TrainingCancelledException.class);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> new ForestTrainer(ForestKind.EXTRA_TREES, 0, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ForestTrainer(ForestKind.EXTRA_TREES, 1, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ForestTrainer(ForestKind.EXTRA_TREES, 1, 1, 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Model train(ForestKind kind, int trees, int minRows, TrainingRows rows) {
    return new ForestTrainer(kind, trees, minRows, 0, 1)
        .train(rows, null, TrainingControl.UNLIMITED)
        .model();
  }

  private static TrainingRows one(Feature feature, int classes, float[] column, double... target) {
    FeatureMatrix matrix =
        new FeatureMatrix(List.of(feature), new float[][] {column}, column.length);
    return new TrainingRows(matrix, target, classes);
  }

  private static byte[] bytes(Model model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ((Forest) model).write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
