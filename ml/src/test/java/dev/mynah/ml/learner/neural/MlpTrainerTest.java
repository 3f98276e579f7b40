// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.learner.MadeData;
import dev.mynah.ml.learner.SeededRandom;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingControl.Decision;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.preprocess.DesignRows;
import dev.mynah.ml.preprocess.RowDesign;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MlpTrainerTest {
  @Test
  void learnsEveryKindOfTarget() {
    for (int classes : new int[] {0, 2, 3}) {
      TrainingRows rows = MadeData.rows(1_500, classes, 1);
      TrainingRows test = MadeData.rows(800, classes, 2);
      TrainedModel trained =
          MlpTrainer.defaults(1).train(rows, MadeData.rows(400, classes, 3), control());
      assertThat(MadeData.loss(trained.model(), test)).isLessThan(0.7 * MadeData.baseline(test));
      assertThat(trained.rounds()).isBetween(1, 100);
      double[] importance = trained.model().importance(rows.features());
      assertThat(Arrays.stream(importance).sum()).isCloseTo(1, within(1e-9));
      assertThat(importance[3]).isLessThan(importance[1]);
    }
  }

  @Test
  void learnsWithoutValidationRows() {
    TrainingRows rows = MadeData.rows(1_000, 2, 1);
    TrainedModel trained = MlpTrainer.defaults(1).withEpochs(10).train(rows, null, control());
    assertThat(trained.validationLoss()).isNaN();
    assertThat(trained.rounds()).isEqualTo(10);
    assertThat(MadeData.loss(trained.model(), rows)).isLessThan(0.7 * MadeData.baseline(rows));
  }

  @Test
  void stepsGoAgainstTheSlopeOfTheLoss() {
    // After one step of size r the weights moved by at most r each, and the loss of the batch fell.
    TrainingRows rows = MadeData.rows(64, 3, 1);
    RowDesign design = RowDesign.fit(rows.features());
    MlpTrainer settings = new MlpTrainer(8, 4, 1e-3, 1, 1, 0, 1);
    Mlp network = Mlp.draw(design, settings, 3, 0, 1, new SeededRandom(1));
    double before = network.meanLoss(rows);
    float weight = network.layers().get(2).weights()[0];
    float[] targets = new float[64];
    IntStream.range(0, 64).forEach(row -> targets[row] = (float) rows.target()[row]);
    DesignRows laid = design.lay(rows.features());
    new Backpropagation(network, 3, 64)
        .step(laid, targets, IntStream.range(0, 64).toArray(), 0, 64, 1e-3, 0);
    assertThat(network.meanLoss(rows)).isLessThan(before);
    assertThat((double) network.layers().get(2).weights()[0]).isCloseTo(weight, within(1.001e-3));
  }

  @Test
  void equalSeedsGiveEqualNetworks() throws IOException {
    TrainingRows rows = MadeData.rows(200, 2, 1);
    byte[] bytes = bytes(train(rows, 1));
    assertThat(bytes(train(rows, 1))).isEqualTo(bytes);
    assertThat(bytes(train(rows, 2))).isNotEqualTo(bytes);
  }

  @Test
  void bytesGiveANetworkOfEqualScores() throws IOException {
    TrainingRows rows = MadeData.rows(200, 3, 1);
    Mlp network = train(rows, 1);
    byte[] bytes = bytes(network);
    Mlp read = MlpBytes.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    assertThat(MadeData.scores(read, rows)).containsExactly(MadeData.scores(network, rows));
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 3);
    assertThatThrownBy(() -> MlpBytes.read(new DataInputStream(new ByteArrayInputStream(cut))))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void oneRowScoresAsInABatch() {
    TrainingRows rows = MadeData.rows(200, 2, 1);
    Mlp network = train(rows, 1);
    double[] all = MadeData.scores(network, rows);
    for (int row = 0; row < 200; row += 37) {
      double[] alone = MadeData.scores(network, rows.select(new int[] {row}));
      assertThat(alone[0]).isEqualTo(all[row]);
    }
  }

  @Test
  void stopsWhenItIsTold() {
    TrainingRows rows = MadeData.rows(100, 0, 1);
    assertThat(MlpTrainer.defaults(1).train(rows, null, (share, loss) -> Decision.FINISH).rounds())
        .isEqualTo(1);
    assertThatThrownBy(
            () -> MlpTrainer.defaults(1).train(rows, null, (share, loss) -> Decision.CANCEL))
        .isInstanceOf(TrainingCancelledException.class);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> new MlpTrainer(0, 1, 0.1, 1, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MlpTrainer(1, 1, 0, 1, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TrainingControl control() {
    return TrainingControl.UNLIMITED;
  }

  private static Mlp train(TrainingRows rows, long seed) {
    return (Mlp) MlpTrainer.defaults(seed).withEpochs(2).train(rows, null, control()).model();
  }

  private static byte[] bytes(Mlp network) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MlpBytes.write(network, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
