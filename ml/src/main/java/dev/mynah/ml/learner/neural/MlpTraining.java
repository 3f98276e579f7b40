// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neural;

import dev.mynah.ml.learner.SeededRandom;
import dev.mynah.ml.learner.TrainedModel;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingControl.Decision;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.learner.WeightedDraw;
import dev.mynah.ml.preprocess.DesignRows;
import dev.mynah.ml.preprocess.RowDesign;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One training of a multilayer perceptron. */
final class MlpTraining {
  private static final int MAX_SHRINKS = 3;
  private static final double SHRINK = 0.3;

  private final MlpTrainer settings;
  private final TrainingControl control;
  private final TrainingRows training;
  private final @Nullable TrainingRows validation;
  private final DesignRows rows;
  private final RowDesign design;
  private final float[] targets;
  private final Mlp network;
  private final Backpropagation backpropagation;
  private final SeededRandom random;
  private final int batch;

  MlpTraining(
      MlpTrainer settings,
      TrainingRows training,
      @Nullable TrainingRows validation,
      TrainingControl control) {
    this.settings = settings;
    this.training = training;
    this.validation = validation;
    this.control = control;
    design = RowDesign.fit(training.features());
    rows = design.lay(training.features());
    random = new SeededRandom(settings.seed());
    double mean = 0;
    double deviation = 1;
    double[] target = training.target();
    if (training.classes() == 0) {
      mean = training.weights().mean(target);
      double center = mean;
      double[] squares =
          Arrays.stream(target).map(value -> (value - center) * (value - center)).toArray();
      deviation = Math.sqrt(training.weights().mean(squares));
      deviation = deviation > 0 ? deviation : 1;
    }
    targets = new float[target.length];
    for (int row = 0; row < targets.length; row++) {
      targets[row] = (float) ((target[row] - mean) / deviation);
    }
    network = Mlp.draw(design, settings, training.classes(), mean, deviation, random);
    batch = Math.clamp(training.rows() / 64, 16, 256);
    backpropagation = new Backpropagation(network, training.classes(), batch);
  }

  TrainedModel run() {
    double rate = settings.rate();
    double best = validation == null ? Double.NaN : Double.POSITIVE_INFINITY;
    Mlp kept = network.copy();
    int keptEpoch = 0;
    int shrinks = 0;
    int since = 0;
    for (int epoch = 1; epoch <= settings.epochs() && shrinks <= MAX_SHRINKS; epoch++) {
      runEpoch(validation == null ? annealed(rate, epoch) : rate);
      double loss = validation == null ? Double.NaN : network.meanLoss(validation);
      if (validation == null || loss < best) {
        best = loss;
        keptEpoch = epoch;
        kept = network.copy();
        since = 0;
      } else if (++since >= settings.patience()) {
        rate *= SHRINK;
        shrinks++;
        since = 0;
        network.become(kept);
      }
      Decision decision = control.afterRound((double) epoch / settings.epochs(), loss);
      if (decision == Decision.CANCEL) {
        throw new TrainingCancelledException();
      }
      if (decision == Decision.FINISH) {
        break;
      }
    }
    return new TrainedModel(kept, Math.max(1, keptEpoch), best);
  }

  /** Without validation rows the step falls evenly. */
  private double annealed(double rate, int epoch) {
    return rate * (1 - 0.95 * (epoch - 1) / settings.epochs());
  }

  /** Returns each row once, or as often as it weighs. */
  private int[] rowsOfEpoch() {
    return training.weights().isEven()
        ? IntStream.range(0, training.rows()).toArray()
        : new WeightedDraw(training.weights(), training.rows()).spread(random, training.rows());
  }

  private void runEpoch(double rate) {
    int[] order = rowsOfEpoch();
    for (int last = order.length - 1; last > 0; last--) {
      int drawn = random.nextInt(last + 1);
      int row = order[last];
      order[last] = order[drawn];
      order[drawn] = row;
    }
    for (int from = 0; from < order.length; from += batch) {
      int to = Math.min(order.length, from + batch);
      backpropagation.step(rows, targets, order, from, to, rate, settings.decay());
    }
  }
}
