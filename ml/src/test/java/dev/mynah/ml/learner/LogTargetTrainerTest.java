// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.learner.linear.LinearTrainer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LogTargetTrainerTest {
  @Test
  void factorsAreLearntBetterThanAmounts() {
    TrainingRows rows = exponential(MadeData.rows(800, 0, 1));
    TrainingRows test = exponential(MadeData.rows(400, 0, 2));
    LinearTrainer linear = new LinearTrainer(1);
    double plain = MadeData.loss(linear.train(rows, null, TrainingControl.UNLIMITED).model(), test);
    TrainedModel trained =
        new LogTargetTrainer(linear).train(rows, test, TrainingControl.UNLIMITED);
    assertThat(trained.validationLoss()).isLessThan(plain);
    assertThat(MadeData.loss(trained.model(), test))
        .isCloseTo(trained.validationLoss(), within(1e-6));
    assertThat(Arrays.stream(MadeData.scores(trained.model(), test))).allMatch(value -> value > 0);
  }

  @Test
  void valuesOfZeroAreRefused() {
    TrainingRows rows = MadeData.rows(50, 0, 1);
    TrainingRows zeros = new TrainingRows(rows.features(), new double[50], 0);
    LogTargetTrainer trainer = new LogTargetTrainer(new LinearTrainer(1));
    assertThatThrownBy(() -> trainer.train(zeros, null, TrainingControl.UNLIMITED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TrainingRows exponential(TrainingRows rows) {
    double[] values = Arrays.stream(rows.target()).map(Math::exp).toArray();
    return new TrainingRows(rows.features(), values, 0);
  }
}
