// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.linear;

import dev.mynah.ml.preprocess.NormalScores;

/** What one feature adds to the raw scores. */
public sealed interface LinearTerm {
  /**
   * Adds to {@code raw}, shape {@code [rows * outputs]}.
   *
   * @param column values of the feature, at least {@code rows}
   */
  void addScores(float[] column, int rows, double[] raw);

  /**
   * A quantity: its normal score times a weight.
   *
   * @param weights shape {@code [outputs]}
   * @param missing shape {@code [outputs]}, added where the value is missing
   */
  record Quantity(NormalScores scale, double[] weights, double[] missing) implements LinearTerm {
    @Override
    public void addScores(float[] column, int rows, double[] raw) {
      int outputs = weights.length;
      for (int row = 0; row < rows; row++) {
        float value = column[row];
        boolean present = !Float.isNaN(value);
        double score = present ? scale.score(value) : 1;
        double[] factors = present ? weights : missing;
        for (int output = 0; output < outputs; output++) {
          raw[row * outputs + output] += score * factors[output];
        }
      }
    }
  }

  /**
   * A category: a weight of its own.
   *
   * @param weights shape {@code [cardinality + 1][outputs]}, the last one for missing values
   */
  record Category(double[][] weights) implements LinearTerm {
    @Override
    public void addScores(float[] column, int rows, double[] raw) {
      int missing = weights.length - 1;
      int outputs = weights[missing].length;
      for (int row = 0; row < rows; row++) {
        float value = column[row];
        double[] added = weights[Float.isNaN(value) ? missing : (int) value];
        for (int output = 0; output < outputs; output++) {
          raw[row * outputs + output] += added[output];
        }
      }
    }
  }
}
