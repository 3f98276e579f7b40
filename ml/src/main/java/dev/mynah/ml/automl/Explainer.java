// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.explain.Players;
import dev.mynah.ml.explain.Shapley;
import dev.mynah.ml.preprocess.FeatureSource;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Explains answers of a predictor by Shapley values of its inputs: of the predicted value, of the
 * log-odds where one classifier answers, else of the probability. What adds up over trees or
 * features is explained exactly, the rest by sampling. Immutable, so any number of threads may ask.
 */
public final class Explainer {
  /** What sampling takes for so many rows a user waits for. */
  private static final int OVERALL_ROWS = 40;

  private final Predictor predictor;

  /** What is added up: one list for each class, of two only the second's; one for values. */
  private final List<List<Shapley>> parts = new ArrayList<>();

  /**
   * Prepares to explain.
   *
   * @throws DatastoreException OBJECT_NOT_IN_PREREQUISITE_STATE when the predictor keeps no
   *     background rows, as those of earlier versions do
   */
  public Explainer(Predictor predictor) {
    if (predictor.background().rows() == 0) {
      throw new DatastoreException(
              ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "the model keeps no rows to compare others with")
          .withDetail("It was trained by an earlier release of Mynah.")
          .withHint("Train it again with CREATE OR REPLACE MODEL.");
    }
    this.predictor = predictor;
    Players players = players(predictor);
    int classes = predictor.classes().size();
    for (int output = classes == 2 ? 1 : 0; output < Math.max(1, classes); output++) {
      parts.add(new AnswerParts(predictor, players, output).all());
    }
  }

  private static Players players(Predictor predictor) {
    int[] used = predictor.usedInputs();
    return new Players(
        predictor.encoder().sources().stream()
            .mapToInt(FeatureSource::input)
            .map(input -> Arrays.binarySearch(used, input))
            .toArray());
  }

  /** Tells what the values add up to. */
  public AnswerScale scale() {
    return AnswerScale.of(predictor);
  }

  /** Explains each row: its value, the positive class of two, or the predicted one of several. */
  public List<Explanation> explain(ColumnBatch arguments) {
    return explain(predictor.encoder().encode(arguments));
  }

  List<Explanation> explain(FeatureMatrix features) {
    int outputs = predictor.outputs();
    double[] answers = new double[outputs > 2 ? features.rows() * outputs : 0];
    if (outputs > 2) {
      predictor.predict(features, answers);
    }
    List<Explanation> explanations = new ArrayList<>();
    for (int row = 0; row < features.rows(); row++) {
      int label = outputs > 2 ? predictor.chosen(answers, row * outputs) : outputs - 1;
      explanations.add(explain(features, row, label));
    }
    return explanations;
  }

  /**
   * Returns how much each input moves answers up or down, on average over some of the background
   * rows, in place of the values of one row.
   */
  public Explanation overall() {
    int rows = Math.min(OVERALL_ROWS, predictor.background().rows());
    FeatureMatrix some = predictor.background().select(IntStream.range(0, rows).toArray());
    double[] means = new double[predictor.usedInputs().length];
    double expected = 0;
    List<Explanation> explanations = explain(some);
    for (Explanation explanation : explanations) {
      expected += explanation.expected() / rows;
      for (int index = 0; index < means.length; index++) {
        means[index] += Math.abs(explanation.values()[index]) / rows;
      }
    }
    return new Explanation(explanations.getFirst().label(), expected, means);
  }

  private Explanation explain(FeatureMatrix features, int row, int label) {
    double[] values = new double[predictor.usedInputs().length];
    double expected = 0;
    for (Shapley part : parts.get(parts.size() == 1 ? 0 : label)) {
      expected += part.expected();
      part.explain(features, row, values);
    }
    return new Explanation(label, expected, values);
  }
}
