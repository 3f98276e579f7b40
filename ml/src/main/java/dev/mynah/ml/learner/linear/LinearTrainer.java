// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.linear;

import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.Trainer;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Trains linear models: ridge regression for values, logistic regression for two classes and
 * softmax regression for more.
 *
 * <p>Quantities enter as normal scores, missing ones as their mean with a weight of their own;
 * categories have a weight each. Validation rows do not stop the training, they are only scored.
 *
 * @param penalty multiplies half the sum of squared weights, beside the sum of the losses of all
 *     rows; greater than 0
 */
public record LinearTrainer(double penalty) implements Trainer {
  public LinearTrainer {
    if (!(penalty > 0)) {
      throw new IllegalArgumentException("penalty: " + penalty);
    }
  }

  public static LinearTrainer defaults() {
    return new LinearTrainer(1);
  }

  public LinearTrainer withPenalty(double newPenalty) {
    return new LinearTrainer(newPenalty);
  }

  @Override
  public TrainedModel train(
      TrainingRows rows, @Nullable TrainingRows validation, TrainingControl control) {
    Loss loss = lossOf(rows.classes());
    int outputs = loss == Loss.SOFTMAX ? rows.classes() : 1;
    Design design = Design.of(rows.features());
    double[] target = rows.target().clone();
    double mean = loss == Loss.SQUARED_ERROR ? rows.weights().mean(target) : 0;
    Arrays.setAll(target, row -> target[row] - mean);
    NewtonSolver.Solution solution =
        new NewtonSolver(design, loss, target, rows.weights(), outputs, penalty, control).solve();
    solution.weights()[0][design.weights() - 1] += mean;
    LinearModel model = design.model(solution.weights());
    return new TrainedModel(
        model, solution.steps(), validation == null ? Double.NaN : meanLoss(model, validation));
  }

  private static Loss lossOf(int classes) {
    return switch (classes) {
      case 0 -> Loss.SQUARED_ERROR;
      case 2 -> Loss.LOGISTIC;
      default -> Loss.SOFTMAX;
    };
  }

  private static double meanLoss(LinearModel model, TrainingRows rows) {
    double[] raw = new double[rows.rows() * model.outputs()];
    model.addScores(rows.features(), raw);
    return rows.meanLoss(raw);
  }
}
