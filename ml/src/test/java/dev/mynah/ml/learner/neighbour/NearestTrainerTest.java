// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.MadeData;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingControl.Decision;
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

final class NearestTrainerTest {
  @Test
  void oneNeighbourRepeatsTheRows() {
    TrainingRows rows = MadeData.rows(80, 0, 1);
    assertThat(MadeData.scores(train(1, rows), rows)).containsExactly(rows.target(), within(1e-9));
  }

  @Test
  void nearerRowsSpeakLouder() {
    // Of two neighbours the farther one counts a tenth, so the answer is near the nearer one.
    FeatureMatrix matrix = matrix(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    double[] target = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90};
    Model model = train(2, new TrainingRows(matrix, target, 0));
    double[] raw = new double[1];
    model.addScores(matrix(4.1f), raw);
    assertThat(raw[0]).isBetween(40.0, 42.0);
  }

  @Test
  void learnsEveryKindOfTarget() {
    for (int classes : new int[] {0, 2, 3}) {
      TrainingRows rows = MadeData.rows(1_000, classes, 1);
      TrainingRows test = MadeData.rows(300, classes, 2);
      TrainedModel trained = new NearestTrainer(15, 1).train(rows, test, TrainingControl.UNLIMITED);
      assertThat(trained.validationLoss())
          .isEqualTo(MadeData.loss(trained.model(), test))
          .isLessThan(0.6 * MadeData.baseline(test));
      assertThat(Arrays.stream(trained.model().importance(rows.features())).sum())
          .isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void fewerRowsThanNeighboursAllAnswer() {
    TrainingRows rows = MadeData.rows(5, 2, 1);
    assertThat(Arrays.stream(MadeData.scores(train(50, rows), rows))).allMatch(Double::isFinite);
  }

  @Test
  void theHeapHoldsTheSmallest() {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      float[] all = new float[40];
      for (int index = 0; index < all.length; index++) {
        all[index] = random.nextInt(12);
      }
      Nearest nearest = new Nearest(7);
      nearest.find(all);
      float[] sorted = all.clone();
      Arrays.sort(sorted);
      float[] found = new float[7];
      for (int index = 0; index < 7; index++) {
        found[index] = nearest.distance(index);
        assertThat(all[nearest.row(index)]).isEqualTo(found[index]);
      }
      Arrays.sort(found);
      assertThat(found).containsExactly(Arrays.copyOf(sorted, 7));
    }
  }

  @Test
  void bytesGiveAModelOfEqualScores() throws IOException {
    for (int classes : new int[] {0, 3}) {
      TrainingRows rows = MadeData.rows(200, classes, 1);
      NearestRows model = train(5, rows);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      NearestBytes.write(model, new DataOutputStream(bytes));
      NearestRows read =
          NearestBytes.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      assertThat(MadeData.scores(read, rows)).containsExactly(MadeData.scores(model, rows));
    }
  }

  @Test
  void stopsWhenItIsTold() {
    TrainingRows rows = MadeData.rows(100, 0, 1);
    assertThatThrownBy(
            () -> new NearestTrainer(5, 1).train(rows, null, (share, loss) -> Decision.CANCEL))
        .isInstanceOf(TrainingCancelledException.class);
    assertThatThrownBy(() -> new NearestTrainer(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static NearestRows train(int neighbours, TrainingRows rows) {
    return (NearestRows)
        new NearestTrainer(neighbours, 1).train(rows, null, TrainingControl.UNLIMITED).model();
  }

  private static FeatureMatrix matrix(float... column) {
    return new FeatureMatrix(List.of(new Feature("x", 0)), new float[][] {column}, column.length);
  }
}
