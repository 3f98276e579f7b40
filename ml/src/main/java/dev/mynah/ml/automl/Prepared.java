// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.Split;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.preprocess.FeatureEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Rows as learners take them.
 *
 * @param encoder fitted on the training rows only
 * @param validation null when all rows are for training
 */
record Prepared(FeatureEncoder encoder, TrainingRows training, @Nullable TrainingRows validation) {

  static Prepared of(Dataset dataset, Target target, int[] columns, Split split) {
    int[] inputs = new int[columns.length];
    for (int index = 0; index < columns.length; index++) {
      inputs[index] = columns[index] - (columns[index] > target.column() ? 1 : 0);
    }
    FeatureEncoder encoder = FeatureEncoder.fit(dataset, columns, inputs, split.training());
    return new Prepared(
        encoder,
        rows(dataset, target, columns, encoder, split.training()),
        split.validation().length == 0
            ? null
            : rows(dataset, target, columns, encoder, split.validation()));
  }

  private static TrainingRows rows(
      Dataset dataset, Target target, int[] columns, FeatureEncoder encoder, int[] rows) {
    double[] values = new double[rows.length];
    for (int row = 0; row < rows.length; row++) {
      values[row] = target.values()[rows[row]];
    }
    return new TrainingRows(
        encoder.encode(dataset, columns, rows), values, target.classes().size());
  }
}
