// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

import org.jspecify.annotations.Nullable;

/**
 * Trains on the logarithms of values above 0, for targets that differ by factors rather than by
 * amounts. The mean of a logarithm says less than the mean itself, so answers are multiplied by the
 * factor that fits the values best (compare Duan, <i>Smearing Estimate</i>, JASA 1983).
 */
public record LogTargetTrainer(Trainer inner) implements Trainer {
  @Override
  public TrainedModel train(
      TrainingRows rows, @Nullable TrainingRows validation, TrainingControl control) {
    TrainingRows checked = validation == null ? rows : validation;
    TrainedModel trained =
        inner.train(
            logarithms(rows),
            validation == null ? null : logarithms(validation),
            (share, loss) -> control.afterRound(share, Double.NaN));
    ExponentialModel plain = new ExponentialModel(trained.model(), 1);
    double[] answers = new double[checked.rows()];
    plain.addScores(checked.features(), answers);
    double products = 0;
    double squares = 0;
    for (int row = 0; row < answers.length; row++) {
      products += checked.weights().of(row) * answers[row] * checked.target()[row];
      squares += checked.weights().of(row) * answers[row] * answers[row];
    }
    double factor = squares > 0 && Double.isFinite(products / squares) ? products / squares : 1;
    for (int row = 0; row < answers.length; row++) {
      answers[row] *= factor;
    }
    double loss = checked.meanLoss(answers);
    return new TrainedModel(
        new ExponentialModel(trained.model(), factor),
        trained.rounds(),
        validation == null ? Double.NaN : loss);
  }

  private static TrainingRows logarithms(TrainingRows rows) {
    double[] logarithms = new double[rows.rows()];
    for (int row = 0; row < logarithms.length; row++) {
      if (!(rows.target()[row] > 0)) {
        throw new IllegalArgumentException("no logarithm of " + rows.target()[row]);
      }
      logarithms[row] = StrictMath.log(rows.target()[row]);
    }
    return rows.withTarget(logarithms);
  }
}
