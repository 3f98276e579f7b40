// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.NumberUnit;
import dev.mynah.ml.dataset.RowWeights;
import dev.mynah.ml.evaluation.Bootstrap;
import dev.mynah.ml.evaluation.Bootstrap.Interval;
import dev.mynah.ml.evaluation.ClassificationMetrics;
import dev.mynah.ml.evaluation.Evaluation;
import dev.mynah.ml.evaluation.Metric;
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
  /** More rows than these are not resampled: the intervals of all follow from those of some. */
  private static final int MOST_RESAMPLED = 50_000;

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
    return everyNth(1).scores(RowWeights.EVEN);
  }

  /** Returns how far each of these scores of all rows may be from what many more would give. */
  public Map<Metric, Interval> intervals(List<Score> scores) {
    Compared some = everyNth(Math.ceilDiv(rows, MOST_RESAMPLED));
    int count = some.truth.length;
    return Bootstrap.intervals(scores, (double) count / rows, count, some::scores);
  }

  private Compared everyNth(int step) {
    int outputs = predictor.outputs();
    double[] truth = new double[Math.ceilDiv(rows, step)];
    double[] predicted = new double[truth.length * outputs];
    for (int row = 0; row < truth.length; row++) {
      truth[row] = actual[row * step];
      System.arraycopy(answers, row * step * outputs, predicted, row * outputs, outputs);
    }
    return new Compared(truth, predicted);
  }

  /** Some of the rows: what is true and what was predicted of them. */
  private final class Compared {
    private final double[] truth;
    private final double[] predicted;
    private final int[] said;

    Compared(double[] truth, double[] predicted) {
      this.truth = truth;
      this.predicted = predicted;
      this.said = new int[truth.length];
      for (int row = 0; row < said.length; row++) {
        said[row] = predictor.chosen(predicted, row * predictor.outputs());
      }
    }

    List<Score> scores(RowWeights weights) {
      return switch (predictor.problemType()) {
        case REGRESSION -> Evaluation.ofValues(truth, predicted, weights);
        case BINARY_CLASSIFICATION, MULTICLASS_CLASSIFICATION ->
            Evaluation.ofClasses(
                Arrays.stream(truth).mapToInt(value -> (int) value).toArray(),
                predicted,
                said,
                predictor.classes().size(),
                weights);
      };
    }
  }
}
