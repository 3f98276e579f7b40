// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neural;

import dev.mynah.ml.learner.SeededRandom;

/**
 * Neurons that all see the same inputs: {@code out = in * weights + bias}.
 *
 * @param weights shape {@code [inputs * outputs]}, the weights of an input side by side
 * @param bias shape {@code [outputs]}
 */
public record Layer(int inputs, int outputs, float[] weights, float[] bias) {
  public Layer {
    if (weights.length != inputs * outputs || bias.length != outputs) {
      throw new IllegalArgumentException(
          "%d weights and %d biases from %d to %d"
              .formatted(weights.length, bias.length, inputs, outputs));
    }
  }

  /** Draws weights so that sums keep their size (He et al., <i>Delving Deep</i>, ICCV 2015). */
  static Layer draw(int inputs, int outputs, int active, SeededRandom random) {
    float[] weights = new float[inputs * outputs];
    double bound = Math.sqrt(6.0 / Math.max(1, active));
    for (int index = 0; index < weights.length; index++) {
      weights[index] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return new Layer(inputs, outputs, weights, new float[outputs]);
  }

  Layer copy() {
    return new Layer(inputs, outputs, weights.clone(), bias.clone());
  }

  /** Computes rows of outputs from rows of inputs; only the first {@code used} inputs are given. */
  void forward(float[] in, int used, int rows, float[] out) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(bias, 0, out, row * outputs, outputs);
      addProduct(in, row * used, used, weights, outputs, out, row * outputs);
    }
  }

  /** Adds a vector times a matrix to {@code out}, four rows of the matrix at a time. */
  static void addProduct(
      float[] in, int from, int count, float[] matrix, int width, float[] out, int to) {
    int index = 0;
    for (; index + 4 <= count; index += 4) {
      float a = in[from + index];
      float b = in[from + index + 1];
      float c = in[from + index + 2];
      float d = in[from + index + 3];
      int at = index * width;
      for (int place = 0; place < width; place++) {
        out[to + place] +=
            a * matrix[at + place]
                + b * matrix[at + width + place]
                + c * matrix[at + 2 * width + place]
                + d * matrix[at + 3 * width + place];
      }
    }
    for (; index < count; index++) {
      float a = in[from + index];
      int at = index * width;
      for (int place = 0; place < width; place++) {
        out[to + place] += a * matrix[at + place];
      }
    }
  }
}
