// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.TrainingRows;
import java.util.Arrays;

/** How the values of a target are spread. */
final class TargetShape {
  /** From this skewness on, the mean squared error is a matter of few large values. */
  private static final double SKEWED = 0.8;

  private TargetShape() {}

  /** Tells whether the values are all above 0 and so skewed that their logarithms are less so. */
  static boolean isSkewed(TrainingRows rows) {
    double[] values = rows.target();
    if (rows.classes() > 0 || !Arrays.stream(values).allMatch(value -> value > 0)) {
      return false;
    }
    double plain = skewness(values);
    return plain > SKEWED
        && Math.abs(skewness(Arrays.stream(values).map(Math::log).toArray())) < plain;
  }

  private static double skewness(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double deviation = value - mean;
      squares += deviation * deviation / values.length;
      cubes += deviation * deviation * deviation / values.length;
    }
    return squares > 0 ? cubes / Math.pow(squares, 1.5) : 0;
  }
}
