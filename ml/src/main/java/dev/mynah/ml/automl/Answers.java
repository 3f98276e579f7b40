// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.TrainingRows;

/** What a model says about rows. */
final class Answers {
  private Answers() {}

  /** Returns values, or the probabilities of all classes row by row. */
  static double[] of(Model model, TrainingRows rows) {
    double[] raw = new double[rows.rows() * model.outputs()];
    model.addScores(rows.features(), raw);
    double[] answers = new double[rows.rows() * Math.max(1, rows.classes())];
    Link.addAnswers(raw, rows.rows(), rows.classes(), 1, answers);
    return answers;
  }
}
