// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.ml.dataset.RowWeights;
import java.util.Optional;

/** Turns a column of weights, and the weights of classes, into what each row counts. */
final class RowWeighing {
  private RowWeighing() {}

  /** Tells whether a row counts at all. */
  static boolean counts(Dataset dataset, String column, int row) {
    double weight = values(dataset, column)[row];
    if (weight < 0 || Double.isInfinite(weight)) {
      throw Unsuitable.weight(column, weight);
    }
    return weight > 0;
  }

  private static double[] values(Dataset dataset, String column) {
    ColumnValues values = dataset.values(dataset.indexOf(column));
    if (!(values instanceof NumberValues numbers)) {
      throw Unsuitable.weightNotNumber(column);
    }
    return numbers.values();
  }

  /** Returns the weights of some rows, their mean 1; a missing one counts nothing. */
  static RowWeights given(Dataset dataset, Optional<String> column, int[] rows) {
    if (column.isEmpty()) {
      return RowWeights.EVEN;
    }
    double[] values = values(dataset, column.get());
    double[] weights = new double[rows.length];
    for (int row = 0; row < weights.length; row++) {
      double value = values[rows[row]];
      weights[row] = value > 0 ? value : 0;
    }
    return ofMeanOne(weights);
  }

  /** Returns what rows count in learning, where those of some classes count more. */
  static RowWeights learning(RowWeights given, ClassWeights ofClasses, Target target, int[] rows) {
    if (ofClasses.isEven()) {
      return given;
    }
    if (!target.problemType().isClassification()) {
      throw Unsuitable.classWeightsWithoutClasses();
    }
    double[] byClass = ofClasses.of(target.report().classes());
    double[] weights = new double[rows.length];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = given.of(row) * byClass[(int) target.values()[rows[row]]];
    }
    return ofMeanOne(weights);
  }

  private static RowWeights ofMeanOne(double[] weights) {
    double mean = new RowWeights(weights).total(weights.length) / weights.length;
    for (int row = 0; row < weights.length; row++) {
      weights[row] /= mean;
    }
    return new RowWeights(weights);
  }
}
