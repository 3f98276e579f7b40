// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.ml.dataset.RowWeights;
import dev.mynah.ml.evaluation.ClassificationMetrics;
import dev.mynah.ml.evaluation.ConfusionCell;
import dev.mynah.ml.evaluation.Evaluation;
import dev.mynah.ml.evaluation.Score;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows that test a finished model.
 *
 * @param target the place of the target among the columns
 * @param rows the rows with a target that weigh something
 */
record TestRows(Dataset dataset, int target, int[] rows, RowWeights weights) {
  /** Enough at a time for learners to be fast, few enough to hold their features. */
  private static final int BATCH_ROWS = 8_192;

  static TestRows of(Dataset dataset, int target, Optional<String> weight) {
    ColumnValues values = dataset.values(target);
    int[] rows =
        IntStream.range(0, dataset.rows())
            .filter(row -> !values.isMissing(row))
            .filter(row -> weight.isEmpty() || RowWeighing.counts(dataset, weight.get(), row))
            .toArray();
    return new TestRows(dataset, target, rows, RowWeighing.given(dataset, weight, rows));
  }

  TestReport score(Predictor predictor) {
    double[] answers = answers(predictor);
    List<String> classes = predictor.classes();
    if (classes.isEmpty()) {
      double[] values = ((NumberValues) dataset.values(target)).values();
      double[] actual = Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
      return report(Evaluation.ofValues(actual, answers, weights), List.of());
    }
    int[] actual = actual(classes);
    int[] said = new int[rows.length];
    Arrays.setAll(said, row -> predictor.chosen(answers, row * classes.size()));
    return report(
        Evaluation.ofClasses(actual, answers, said, classes.size(), weights),
        Reports.confusion(classes, actual, said));
  }

  private TestReport report(List<Score> scores, List<ConfusionCell> confusion) {
    return new TestReport(
        rows.length,
        scores.stream()
            .map(score ->
                new MetricReport(
                    MetricReport.TEST, score.metric(), score.value(), score.baseline()))
            .toList(),
        confusion);
  }

  private double[] answers(Predictor predictor) {
    int[] inputs = predictor.usedInputs();
    int[] columns =
        Arrays.stream(inputs).map(input -> input < target ? input : input + 1).toArray();
    int outputs = predictor.outputs();
    double[] answers = new double[rows.length * outputs];
    for (int from = 0; from < rows.length; from += BATCH_ROWS) {
      int[] some = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BATCH_ROWS));
      FeatureMatrix features = predictor.encoder().encode(dataset, columns, inputs, some);
      double[] own = new double[some.length * outputs];
      predictor.predict(features, own);
      System.arraycopy(own, 0, answers, from * outputs, own.length);
    }
    return answers;
  }

  private int[] actual(List<String> classes) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String label : classes) {
      numbers.put(label, numbers.size());
    }
    return Arrays.stream(rows)
        .map(row ->
            numbers.getOrDefault(
                LabelText.of(dataset.columns().get(target).type(), dataset.values(target), row),
                ClassificationMetrics.UNKNOWN))
        .toArray();
  }
}
