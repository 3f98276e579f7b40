// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neural;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.SeededRandom;
import dev.mynah.ml.learner.ShuffleImportance;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.preprocess.DesignRows;
import dev.mynah.ml.preprocess.RowDesign;
import java.util.ArrayList;
import java.util.List;

/** A network of two hidden layers of rectified neurons. */
public final class Mlp implements Model {
  /** Rows scored at a time. */
  private static final int BLOCK_ROWS = 64;

  private final RowDesign design;
  private final List<Layer> layers;
  private final double mean;
  private final double deviation;

  /**
   * Makes a network of three layers.
   *
   * @param mean added to the raw scores, after they were multiplied by {@code deviation}
   */
  Mlp(RowDesign design, List<Layer> layers, double mean, double deviation) {
    this.design = design;
    this.layers = List.copyOf(layers);
    this.mean = mean;
    this.deviation = deviation;
    int inputs = design.dense() + design.indicators();
    if (layers.size() != 3
        || layers.get(0).inputs() != inputs
        || layers.get(1).inputs() != layers.get(0).outputs()
        || layers.get(2).inputs() != layers.get(1).outputs()) {
      throw new IllegalArgumentException("the layers do not fit each other");
    }
  }

  static Mlp draw(
      RowDesign design,
      MlpTrainer settings,
      int classes,
      double mean,
      double deviation,
      SeededRandom random) {
    int active = design.dense() + design.categorical();
    int inputs = design.dense() + design.indicators();
    List<Layer> layers = new ArrayList<>();
    layers.add(Layer.draw(inputs, settings.firstHidden(), active, random));
    layers.add(
        Layer.draw(
            settings.firstHidden(), settings.secondHidden(), settings.firstHidden(), random));
    layers.add(
        Layer.draw(
            settings.secondHidden(), classes > 2 ? classes : 1, settings.secondHidden(), random));
    return new Mlp(design, layers, mean, deviation);
  }

  /** Returns how features are laid out for the first layer. */
  public RowDesign design() {
    return design;
  }

  /** Returns the layers, the first of which sees quantities before indicators. */
  public List<Layer> layers() {
    return layers;
  }

  /** Returns what is added to the output of the last layer after it was multiplied. */
  public double mean() {
    return mean;
  }

  /** Returns what the output of the last layer is multiplied by. */
  public double deviation() {
    return deviation;
  }

  @Override
  public int outputs() {
    return layers.get(2).outputs();
  }

  Mlp copy() {
    return new Mlp(design, layers.stream().map(Layer::copy).toList(), mean, deviation);
  }

  /** Takes over the weights of another network of the same shape. */
  void become(Mlp other) {
    for (int depth = 0; depth < layers.size(); depth++) {
      Layer from = other.layers.get(depth);
      Layer to = layers.get(depth);
      System.arraycopy(from.weights(), 0, to.weights(), 0, from.weights().length);
      System.arraycopy(from.bias(), 0, to.bias(), 0, from.bias().length);
    }
  }

  /**
   * Computes the outputs of all layers for rows of a design.
   *
   * @param active shape {@code [3][>= rows * outputs]}
   */
  void forward(float[] quantities, int[] places, int rows, float[][] active) {
    int dense = design.dense();
    int categorical = design.categorical();
    Layer first = layers.get(0);
    first.forward(quantities, dense, rows, active[0]);
    int width = first.outputs();
    for (int row = 0; row < rows; row++) {
      for (int slot = 0; slot < categorical; slot++) {
        int at = (dense + places[row * categorical + slot]) * width;
        for (int place = 0; place < width; place++) {
          active[0][row * width + place] += first.weights()[at + place];
        }
      }
    }
    rectify(active[0], rows * width);
    layers.get(1).forward(active[0], width, rows, active[1]);
    rectify(active[1], rows * layers.get(1).outputs());
    layers.get(2).forward(active[1], layers.get(1).outputs(), rows, active[2]);
  }

  private static void rectify(float[] values, int count) {
    for (int index = 0; index < count; index++) {
      values[index] = Math.max(values[index], 0);
    }
  }

  @Override
  public void addScores(FeatureMatrix features, double[] raw) {
    int block = Math.min(BLOCK_ROWS, features.rows());
    float[][] active = new float[3][];
    for (int depth = 0; depth < 3; depth++) {
      active[depth] = new float[block * layers.get(depth).outputs()];
    }
    int outputs = outputs();
    for (int from = 0; from < features.rows(); from += BLOCK_ROWS) {
      int to = Math.min(features.rows(), from + BLOCK_ROWS);
      DesignRows rows = design.lay(features, from, to);
      forward(rows.quantities(), rows.places(), rows.rows(), active);
      for (int index = 0; index < rows.rows() * outputs; index++) {
        raw[from * outputs + index] += mean + deviation * active[2][index];
      }
    }
  }

  /** Returns the mean squared error or the mean log loss. */
  double meanLoss(TrainingRows rows) {
    double[] raw = new double[rows.rows() * outputs()];
    addScores(rows.features(), raw);
    return rows.meanLoss(raw);
  }

  @Override
  public double[] importance(FeatureMatrix features) {
    return ShuffleImportance.of(this, features);
  }
}
