// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.derive;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A feature computed from two quantities; missing where one of them is, and where the result is no
 * finite number.
 *
 * @param first the place of a feature, as is {@code second}
 */
public record Pair(Operation operation, int first, int second) {
  /** What is done with the two; of 32 bits, as every feature. */
  public enum Operation {
    SUM,
    DIFFERENCE,
    PRODUCT,
    QUOTIENT;

    float of(float first, float second) {
      float result =
          switch (this) {
            case SUM -> first + second;
            case DIFFERENCE -> first - second;
            case PRODUCT -> first * second;
            case QUOTIENT -> first / second;
          };
      return Float.isFinite(result) ? result : Float.NaN;
    }
  }

  Feature feature(List<Feature> features) {
    return new Feature(
        "%s(%s, %s)".formatted(operation, features.get(first).name(), features.get(second).name()),
        0);
  }

  float[] of(FeatureMatrix matrix) {
    float[] firsts = matrix.columns()[first];
    float[] seconds = matrix.columns()[second];
    float[] results = new float[matrix.rows()];
    for (int row = 0; row < results.length; row++) {
      results[row] = operation.of(firsts[row], seconds[row]);
    }
    return results;
  }

  /** Returns the features with those of some pairs behind them. */
  static FeatureMatrix extended(FeatureMatrix matrix, List<Pair> pairs) {
    int width = matrix.columns().length;
    float[][] columns = Arrays.copyOf(matrix.columns(), width + pairs.size());
    List<Feature> features = new ArrayList<>(matrix.features());
    for (int index = 0; index < pairs.size(); index++) {
      columns[width + index] = pairs.get(index).of(matrix);
      features.add(pairs.get(index).feature(matrix.features()));
    }
    return new FeatureMatrix(features, columns, matrix.rows());
  }
}
