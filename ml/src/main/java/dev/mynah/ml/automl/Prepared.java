// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.RowWeights;
import dev.mynah.ml.dataset.Split;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.learner.derive.TermScoring;
import dev.mynah.ml.preprocess.FeatureEncoder;
import java.util.List;

/**
 * Rows as learners take them, in canonical order.
 *
 * @param encoder sees features only, never the target
 * @param told what each row counts in printed figures; in {@code all} it counts as in learning
 * @param training one a fold, as is {@code validation}
 * @param terms what trainers are made fit for texts by
 */
record Prepared(
    FeatureEncoder encoder,
    TrainingRows all,
    RowWeights told,
    Folds folds,
    List<TrainingRows> training,
    List<TrainingRows> validation,
    TermScoring terms) {

  static Prepared of(
      Dataset dataset,
      Target target,
      int[] columns,
      CanonicalRows rows,
      Folds folds,
      RowPlan plan) {
    int[] inputs = new int[columns.length];
    for (int index = 0; index < columns.length; index++) {
      inputs[index] = columns[index] - (columns[index] > target.column() ? 1 : 0);
    }
    FeatureEncoder encoder = FeatureEncoder.fit(dataset, columns, inputs, rows.rows());
    double[] values = new double[rows.rows().length];
    for (int row = 0; row < values.length; row++) {
      values[row] = target.values()[rows.rows()[row]];
    }
    RowWeights told = RowWeighing.given(dataset, plan.weight(), rows.rows());
    TrainingRows all =
        new TrainingRows(
            encoder.encode(dataset, columns, inputs, rows.rows()),
            values,
            target.classes().size(),
            RowWeighing.learning(told, plan.classWeights(), target, rows.rows()));
    return new Prepared(
        encoder,
        all,
        told,
        folds,
        folds.splits().stream().map(Split::training).map(all::select).toList(),
        folds.splits().stream().map(Split::validation).map(all::select).toList(),
        new TermScoring(encoder.termFeatures()));
  }

  /** Returns how many features are no categories, among those that learners are shown. */
  int quantities() {
    long categories = all.features().features().stream().filter(Feature::isCategorical).count();
    return shown() - (int) categories;
  }

  /** Returns how many features learners are shown. */
  int shown() {
    int hidden = encoder.termFeatures().length;
    int scores = all.classes() > 2 ? all.classes() : 1;
    return all.features().features().size() - hidden + (hidden == 0 ? 0 : scores);
  }

  /** Returns the same rows with only the first fold validated. */
  Prepared firstFold() {
    return new Prepared(
        encoder,
        all,
        told,
        folds.first(),
        List.of(training.get(0)),
        List.of(validation.get(0)),
        terms);
  }

  /**
   * Returns the targets of the validated rows, in the order of {@link Folds#validated}, as they
   * count in learning and choosing.
   */
  Truth truth() {
    return truth(all.weights());
  }

  /** Returns the same as it counts in printed figures. */
  Truth toldTruth() {
    return truth(told);
  }

  private Truth truth(RowWeights weights) {
    int[] validated = folds.validated();
    double[] values = new double[validated.length];
    for (int row = 0; row < values.length; row++) {
      values[row] = all.target()[validated[row]];
    }
    return new Truth(values, all.classes(), weights.select(validated));
  }
}
