// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.NumberUnit;
import dev.mynah.ml.evaluation.ClassificationMetrics;
import dev.mynah.ml.evaluation.Evaluation;
import dev.mynah.ml.evaluation.Score;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares a model's answers with the truth, batch by batch. Not for use by several threads. */
public final class ModelEvaluation {
  private final Predictor predictor;
  private final Map<String, Integer> classNumbers = new HashMap<>();
  private double[] actual = new double[2048];
  private double[] answers;
  private int rows;

  public ModelEvaluation(Predictor predictor) {
    this.predictor = predictor;
    this.answers = new double[actual.length * predictor.outputs()];
    for (String label : predictor.classes()) {
      classNumbers.put(label, classNumbers.size());
    }
  }

  /**
   * Predicts rows whose target is known; rows with a NULL target are left out.
   *
   * @param arguments one column an input of the model
   * @param truth the target of each row
   */
  public void add(ColumnBatch arguments, ColumnVector truth) {
    int outputs = predictor.outputs();
    double[] predicted = new double[arguments.rows() * outputs];
    predictor.predict(arguments, predicted);
    double[] values = truthOf(truth, arguments.rows());
    for (int row = 0; row < arguments.rows(); row++) {
      if (!Double.isNaN(values[row])) {
        append(values[row], predicted, row * outputs, outputs);
      }
    }
  }

  private double[] truthOf(ColumnVector truth, int count) {
    double[] values = new double[count];
    if (!predictor.problemType().isClassification()) {
      truth.doublesInto(values, count);
      NumberUnit.convert(truth.type().kind(), values, count);
      return values;
    }
    for (int row = 0; row < count; row++) {
      values[row] =
          truth.isNull(row)
              ? Double.NaN
              : classNumbers.getOrDefault(
                  LabelText.of(predictor.target().type(), truth, row),
                  ClassificationMetrics.UNKNOWN);
    }
    return values;
  }

  private void append(double value, double[] predicted, int start, int outputs) {
    if (rows == actual.length) {
      actual = Arrays.copyOf(actual, Math.multiplyExact(rows, 2));
      answers = Arrays.copyOf(answers, Math.multiplyExact(answers.length, 2));
    }
    actual[rows] = value;
    System.arraycopy(predicted, start, answers, rows * outputs, outputs);
    rows++;
  }

  private int[] said(double[] predicted) {
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = predictor.chosen(predicted, row * predictor.outputs());
    }
    return labels;
  }

  /** Returns how many rows were compared. */
  public int rows() {
    return rows;
  }

  /**
   * Returns every metric of the problem type.
   *
   * @throws DatastoreException when no row had a target
   */
  public List<Score> scores() {
    if (rows == 0) {
      throw new DatastoreException(
              ErrorCode.DATA_EXCEPTION, "there are no rows to evaluate the model on")
          .withDetail(
              "Every row has a NULL \"%s\", or there is none."
                  .formatted(predictor.target().name()));
    }
    double[] truth = Arrays.copyOf(actual, rows);
    double[] predicted = Arrays.copyOf(answers, rows * predictor.outputs());
    return switch (predictor.problemType()) {
      case REGRESSION -> Evaluation.ofValues(truth, predicted);
      case BINARY_CLASSIFICATION, MULTICLASS_CLASSIFICATION ->
          Evaluation.ofClasses(
              Arrays.stream(truth).mapToInt(value -> (int) value).toArray(),
              predicted,
              said(predicted),
              predictor.classes().size());
    };
  }
}
