// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.linear;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.preprocess.NormalScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The design matrix of a linear model, without its zeros: quantities and missing flags as dense
 * columns, each categorical feature as the place of its one 1 a row. The last weight is the
 * intercept. Multiplying takes time proportional to rows times features, however many categories
 * there are.
 */
final class Design {
  private static final int NONE = -1;

  private final int rows;
  private final int weights;
  private final List<Block> blocks;

  private Design(int rows, int weights, List<Block> blocks) {
    this.rows = rows;
    this.weights = weights;
    this.blocks = blocks;
  }

  /** A feature's columns; its weights begin at the place {@code first}. */
  private sealed interface Block {}

  /**
   * @param flag the place of the weight of a missing value, or NONE when training has none
   */
  private record Quantity(int first, int flag, NormalScores scale, float[] scores, int[] missing)
      implements Block {}

  /**
   * @param places shape {@code [rows]}, the weight that each row has
   */
  private record Category(int first, int cardinality, int[] places) implements Block {}

  static Design of(FeatureMatrix features) {
    List<Block> blocks = new ArrayList<>();
    int weights = 0;
    for (int feature = 0; feature < features.features().size(); feature++) {
      float[] column = features.columns()[feature];
      int cardinality = features.features().get(feature).cardinality();
      if (cardinality > 0) {
        blocks.add(
            new Category(weights, cardinality, places(column, features, weights, cardinality)));
        weights += cardinality + 1;
      } else {
        Quantity quantity = quantity(column, features.rows(), weights);
        blocks.add(quantity);
        weights += quantity.flag() == NONE ? 1 : 2;
      }
    }
    return new Design(features.rows(), weights + 1, blocks);
  }

  private static int[] places(float[] column, FeatureMatrix features, int first, int cardinality) {
    int[] places = new int[features.rows()];
    for (int row = 0; row < places.length; row++) {
      places[row] = first + (Float.isNaN(column[row]) ? cardinality : (int) column[row]);
    }
    return places;
  }

  private static Quantity quantity(float[] column, int rows, int first) {
    NormalScores scale = NormalScores.fit(column, rows);
    float[] scores = new float[rows];
    int[] missing = new int[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      scores[row] = (float) scale.score(column[row]);
      if (Float.isNaN(column[row])) {
        missing[count++] = row;
      }
    }
    return new Quantity(
        first, count == 0 ? NONE : first + 1, scale, scores, Arrays.copyOf(missing, count));
  }

  int rows() {
    return rows;
  }

  /** Weights an output, the intercept included. */
  int weights() {
    return weights;
  }

  /** Sets {@code result[rows]} to the product with {@code vector[weights]}. */
  void multiply(double[] vector, double[] result) {
    Arrays.fill(result, vector[weights - 1]);
    for (Block block : blocks) {
      switch (block) {
        case Quantity quantity -> {
          double weight = vector[quantity.first()];
          float[] scores = quantity.scores();
          for (int row = 0; row < rows; row++) {
            result[row] += weight * scores[row];
          }
          for (int row : quantity.missing()) {
            result[row] += vector[quantity.flag()];
          }
        }
        case Category category -> {
          int[] places = category.places();
          for (int row = 0; row < rows; row++) {
            result[row] += vector[places[row]];
          }
        }
      }
    }
  }

  /** Sets {@code result[weights]} to the product of the transpose with {@code vector[rows]}. */
  void multiplyTransposed(double[] vector, double[] result) {
    Arrays.fill(result, 0);
    for (Block block : blocks) {
      if (block instanceof Quantity quantity) {
        float[] scores = quantity.scores();
        double sum = 0;
        for (int row = 0; row < rows; row++) {
          sum += vector[row] * scores[row];
        }
        result[quantity.first()] = sum;
      }
      addFlags(block, vector, result);
    }
    result[weights - 1] = sum(vector);
  }

  /** Like {@link #multiplyTransposed}, with the squares of the matrix. */
  void multiplySquared(double[] vector, double[] result) {
    Arrays.fill(result, 0);
    for (Block block : blocks) {
      if (block instanceof Quantity quantity) {
        float[] scores = quantity.scores();
        double sum = 0;
        for (int row = 0; row < rows; row++) {
          sum += vector[row] * scores[row] * scores[row];
        }
        result[quantity.first()] = sum;
      }
      addFlags(block, vector, result);
    }
    result[weights - 1] = sum(vector);
  }

  /** Adds what columns of zeros and ones give. */
  private void addFlags(Block block, double[] vector, double[] result) {
    switch (block) {
      case Quantity quantity -> {
        for (int row : quantity.missing()) {
          result[quantity.flag()] += vector[row];
        }
      }
      case Category category -> {
        int[] places = category.places();
        for (int row = 0; row < rows; row++) {
          result[places[row]] += vector[row];
        }
      }
    }
  }

  private double sum(double[] vector) {
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += vector[row];
    }
    return sum;
  }

  /**
   * Makes the model of some weights.
   *
   * @param solution shape {@code [outputs][weights]}
   */
  LinearModel model(double[][] solution) {
    List<LinearTerm> terms = new ArrayList<>();
    for (Block block : blocks) {
      terms.add(
          switch (block) {
            case Quantity quantity ->
                new LinearTerm.Quantity(
                    quantity.scale(),
                    across(solution, quantity.first()),
                    across(solution, quantity.flag()));
            case Category category -> new LinearTerm.Category(levels(solution, category));
          });
    }
    return new LinearModel(across(solution, weights - 1), terms);
  }

  private static double[][] levels(double[][] solution, Category category) {
    double[][] levels = new double[category.cardinality() + 1][];
    for (int level = 0; level < levels.length; level++) {
      levels[level] = across(solution, category.first() + level);
    }
    return levels;
  }

  private static double[] across(double[][] solution, int place) {
    double[] values = new double[solution.length];
    for (int output = 0; output < values.length && place != NONE; output++) {
      values[output] = solution[output][place];
    }
    return values;
  }
}
