// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.neural;

/**
 * Steps against a gradient, each weight by its own size of step, beside a decay of the weights
 * (Kingma and Ba, <i>Adam</i>, ICLR 2015; Loshchilov and Hutter, <i>Decoupled Weight Decay
 * Regularization</i>, ICLR 2019).
 */
final class Adam {
  private static final float KEEP_MEAN = 0.9f;
  private static final float KEEP_SQUARE = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final float[] mean;
  private final float[] square;
  private final float[] gradient;

  Adam(int weights) {
    mean = new float[weights];
    square = new float[weights];
    gradient = new float[weights];
  }

  /** What {@link #step} goes against; set to 0 by it. */
  float[] gradient() {
    return gradient;
  }

  /**
   * Changes the weights.
   *
   * @param count how many steps there were, this one included
   */
  void step(float[] weights, int count, double rate, double decay) {
    float scale =
        (float)
            (rate
                * Math.sqrt(1 - StrictMath.pow(KEEP_SQUARE, count))
                / (1 - StrictMath.pow(KEEP_MEAN, count)));
    float keep = (float) (1 - rate * decay);
    for (int index = 0; index < weights.length; index++) {
      float slope = gradient[index];
      float newMean = KEEP_MEAN * mean[index] + (1 - KEEP_MEAN) * slope;
      float newSquare = KEEP_SQUARE * square[index] + (1 - KEEP_SQUARE) * slope * slope;
      mean[index] = newMean;
      square[index] = newSquare;
      weights[index] =
          keep * weights[index] - scale * newMean / ((float) Math.sqrt(newSquare) + EPSILON);
      gradient[index] = 0;
    }
  }
}
