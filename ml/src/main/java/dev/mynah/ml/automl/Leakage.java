// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.evaluation.ClassificationMetrics;
import dev.mynah.ml.evaluation.RegressionMetrics;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.preprocess.FeatureSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds features that alone predict nearly perfectly: often the target under another name. */
final class Leakage {
  /** Balanced accuracy, or share of the variance, that honest columns seldom reach alone. */
  private static final double NEARLY_PERFECT = 0.99;

  private static final int MAX_BINS = 256;
  private static final int ROWS_A_BIN = 5;

  /** Enough rows to tell nearly perfect from good. */
  private static final int MAX_ROWS = 20_000;

  private Leakage() {}

  /** Returns warnings; a table of a single column is not warned about. */
  static List<String> warnings(
      List<FeatureSource> sources, TrainingRows training, TrainingRows validation) {
    List<String> warnings = new ArrayList<>();
    FeatureMatrix features = training.features();
    long columns = sources.stream().mapToInt(FeatureSource::input).distinct().count();
    for (int feature = 0; feature < features.columns().length; feature++) {
      boolean derived =
          feature > 0 && sources.get(feature).input() == sources.get(feature - 1).input();
      if (columns > 1 && !derived && leaks(training, validation, feature)) {
        warnings.add(
            "Column \"%s\" alone predicts the target nearly perfectly: is it known before the target?"
                .formatted(features.features().get(feature).name()));
      }
    }
    return warnings;
  }

  private static boolean leaks(TrainingRows training, TrainingRows validation, int feature) {
    int rows = Math.min(training.rows(), MAX_ROWS);
    float[] column = training.features().columns()[feature];
    float[] bounds = bounds(column, rows);
    int[] bins = bins(column, rows, bounds);
    double[] answers = answers(bins, bounds.length + 2, training);
    return isNearlyPerfect(answers, bins, training)
        && isNearlyPerfect(
            answers,
            bins(
                validation.features().columns()[feature],
                Math.min(validation.rows(), MAX_ROWS),
                bounds),
            validation);
  }

  /** Returns the different values, or as many quantiles as there may be bins. */
  private static float[] bounds(float[] column, int rows) {
    float[] sorted = Arrays.copyOf(column, rows);
    Arrays.sort(sorted);
    int wanted = Math.max(2, Math.min(MAX_BINS, rows / ROWS_A_BIN));
    float[] bounds = new float[wanted];
    int count = 0;
    for (int bin = 0; bin < wanted; bin++) {
      float value = sorted[(int) ((long) bin * rows / wanted)];
      if (!Float.isNaN(value) && (count == 0 || value > bounds[count - 1])) {
        bounds[count++] = value;
      }
    }
    return Arrays.copyOf(bounds, count);
  }

  /** Bin 0 is for missing values; others count the bounds up to the value. */
  private static int[] bins(float[] column, int rows, float[] bounds) {
    int[] bins = new int[rows];
    for (int row = 0; row < rows; row++) {
      if (!Float.isNaN(column[row])) {
        int place = Arrays.binarySearch(bounds, column[row]);
        bins[row] = place >= 0 ? place + 1 : -place - 1 + (place == -1 ? 1 : 0);
      }
    }
    return bins;
  }

  /** Returns the mean target, or the most frequent class, of each bin. */
  private static double[] answers(int[] bins, int count, TrainingRows training) {
    int classes = Math.max(1, training.classes());
    double[][] sums = new double[count][classes];
    int[] sizes = new int[count];
    for (int row = 0; row < bins.length; row++) {
      double target = training.target()[row];
      sizes[bins[row]]++;
      sums[bins[row]][training.classes() == 0 ? 0 : (int) target] +=
          training.classes() == 0 ? target : 1;
    }
    double[] answers = new double[count];
    for (int bin = 0; bin < count; bin++) {
      answers[bin] =
          training.classes() == 0
              ? sums[bin][0] / Math.max(1, sizes[bin])
              : ClassificationMetrics.mostLikely(sums[bin], classes)[0];
    }
    return answers;
  }

  private static boolean isNearlyPerfect(double[] answers, int[] bins, TrainingRows rows) {
    double[] actual = Arrays.copyOf(rows.target(), bins.length);
    double[] predicted = new double[bins.length];
    Arrays.setAll(predicted, row -> answers[bins[row]]);
    if (rows.classes() == 0) {
      return RegressionMetrics.r2(actual, predicted) >= NEARLY_PERFECT;
    }
    return ClassificationMetrics.balancedAccuracy(whole(actual), whole(predicted), rows.classes())
        >= NEARLY_PERFECT;
  }

  private static int[] whole(double[] values) {
    return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
  }
}
