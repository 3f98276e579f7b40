// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.automl.TargetReport.ClassCount;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much the rows of each class count in learning and choosing, but not in the printed metrics.
 *
 * @param balanced whether all classes count the same together, however many rows they have
 * @param byLabel weights above 0; 1 for classes that are not named
 */
public record ClassWeights(boolean balanced, Map<String, Double> byLabel) {
  /** Every row counts the same. */
  public static final ClassWeights EVEN = new ClassWeights(false, Map.of());

  public static final ClassWeights BALANCED = new ClassWeights(true, Map.of());

  public ClassWeights {
    byLabel = Collections.unmodifiableMap(new LinkedHashMap<>(byLabel));
    if (byLabel.values().stream().anyMatch(weight -> !(weight > 0 && weight <= 1e9))) {
      throw new IllegalArgumentException("class weights: " + byLabel);
    }
  }

  boolean isEven() {
    return !balanced && byLabel.isEmpty();
  }

  /** Returns the weight of each class. */
  double[] of(List<ClassCount> classes) {
    double[] weights = new double[classes.size()];
    Arrays.fill(weights, 1);
    int rows = classes.stream().mapToInt(ClassCount::rows).sum();
    for (int label = 0; label < weights.length; label++) {
      if (balanced) {
        weights[label] = (double) rows / classes.size() / classes.get(label).rows();
      }
    }
    byLabel.forEach((label, weight) -> weights[placeOf(label, classes)] = weight);
    return weights;
  }

  private static int placeOf(String label, List<ClassCount> classes) {
    for (int place = 0; place < classes.size(); place++) {
      if (classes.get(place).label().equals(label)) {
        return place;
      }
    }
    throw Unsuitable.unknownClass(label, classes.stream().map(ClassCount::label).toList());
  }
}
