// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.trees;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Report;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * The same 200 trees of depth 6 over 20 columns, scored by us and by XGBoost's {@code
 * inplace_predict}, a million rows in chunks of 2,048 and also one row at a time.
 *
 * <p>Both get their input in the layout that they read: XGBoost row by row, we by column, which is
 * how the engine delivers it.
 */
public final class PredictBatchBenchmark {
  private static final int FEATURES = 20;
  private static final int TREES = 200;
  private static final int CHUNK = 2_048;
  private static final int CHUNKS = 489;
  private static final int TRAINING_ROWS = 100_000;
  private static final int SINGLE_ROWS = 20_000;

  /** Keeps scores about 1, so that XGBoost's 32-bit sums have digits to spare. */
  private static final float SCALE = 0.2f;

  private static final double MAX_DIFFERENCE = 1e-5;

  private PredictBatchBenchmark() {}

  public static void run(Path folder) throws Exception {
    Rows rows = Rows.random(CHUNK * CHUNKS);
    Booster booster = train(rows);
    TreeEnsemble ensemble = XgboostTrees.convert(booster);
    List<float[]> byRow = new ArrayList<>();
    List<FeatureMatrix> byColumn = new ArrayList<>();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      byRow.add(rows.byRow(chunk * CHUNK, CHUNK));
      byColumn.add(rows.byColumn(chunk * CHUNK, CHUNK));
    }
    double difference = largestDifference(ensemble, booster, byColumn, byRow);
    if (difference > MAX_DIFFERENCE) {
      throw new IllegalStateException("scores differ by " + difference);
    }
    Report report =
        new Report("Scoring 200 trees of depth 6, 20 columns, one thread", "XGBoost 3.0.4")
            .note("Data: %,d random rows; a tenth of one column missing".formatted(CHUNK * CHUNKS))
            .note("Both walk the same trees; scores differ by at most " + difference)
            .note("Processor time of the process; competitors alternate")
            .columns("what", "competitor", "rows/s median", "min", "max", "ours / XGBoost");
    List<Times> batches =
        new Comparison()
            .add("ours", () -> scoreAll(ensemble, byColumn))
            .add("XGBoost inplace_predict", () -> scoreAll(booster, byRow, CHUNK))
            .run(3, 9);
    addRows(report, "chunks of 2,048", batches, (double) CHUNK * CHUNKS);
    List<float[]> single = singles(rows);
    List<FeatureMatrix> singleByColumn =
        IntStream.range(0, SINGLE_ROWS).mapToObj(row -> rows.byColumn(row, 1)).toList();
    List<Times> ones =
        new Comparison()
            .add("ours", () -> scoreAll(ensemble, singleByColumn))
            .add("XGBoost inplace_predict", () -> scoreAll(booster, single, 1))
            .run(3, 9);
    addRows(report, "one row a call", ones, SINGLE_ROWS);
    report.write(folder.resolve("predict_batch.md"));
  }

  private static Booster train(Rows rows) throws XGBoostError {
    DMatrix training =
        new DMatrix(rows.byRow(0, TRAINING_ROWS), TRAINING_ROWS, FEATURES, Float.NaN);
    training.setLabel(rows.targets(TRAINING_ROWS));
    Map<String, Object> settings =
        Map.of(
            "max_depth",
            6,
            "eta",
            0.1,
            "objective",
            "reg:squarederror",
            "tree_method",
            "hist",
            "base_score",
            0.0,
            "nthread",
            1);
    return XGBoost.train(training, settings, TREES, Map.of(), null, null);
  }

  private static double largestDifference(
      TreeEnsemble ensemble, Booster booster, List<FeatureMatrix> byColumn, List<float[]> byRow)
      throws XGBoostError {
    double largest = 0;
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      double[] ours = new double[CHUNK];
      ensemble.addScores(byColumn.get(chunk), ours);
      float[][] theirs = booster.inplace_predict(byRow.get(chunk), CHUNK, FEATURES, Float.NaN);
      for (int row = 0; row < CHUNK; row++) {
        largest = Math.max(largest, Math.abs(ours[row] - theirs[row][0]));
      }
    }
    return largest;
  }

  private static List<float[]> singles(Rows rows) {
    return IntStream.range(0, SINGLE_ROWS).mapToObj(row -> rows.byRow(row, 1)).toList();
  }

  private static void scoreAll(TreeEnsemble ensemble, List<FeatureMatrix> chunks) {
    for (FeatureMatrix chunk : chunks) {
      ensemble.addScores(chunk, new double[chunk.rows()]);
    }
  }

  private static void scoreAll(Booster booster, List<float[]> chunks, int rows)
      throws XGBoostError {
    for (float[] chunk : chunks) {
      float[][] scores = booster.inplace_predict(chunk, rows, FEATURES, Float.NaN);
      if (scores.length != rows) {
        throw new IllegalStateException("%d scores".formatted(scores.length));
      }
    }
  }

  private static void addRows(Report report, String what, List<Times> times, double rows) {
    double reference = times.getLast().median();
    for (Times competitor : times) {
      report.row(
          what,
          competitor.name(),
          Report.number("%,.0f", rows / competitor.median()),
          Report.number("%,.0f", rows / competitor.max()),
          Report.number("%,.0f", rows / competitor.min()),
          Report.number("%.2f", reference / competitor.median()));
    }
  }

  /** Rows whose target depends on every column, so that trees use them all. */
  private record Rows(float[][] columns, float[] target) {
    static Rows random(int count) {
      Random random = new Random(1);
      float[][] columns = new float[FEATURES][count];
      float[] target = new float[count];
      for (int row = 0; row < count; row++) {
        for (int feature = 0; feature < FEATURES; feature++) {
          float x = (float) random.nextGaussian();
          columns[feature][row] = x;
          target[row] += SCALE * (feature % 2 == 0 ? x : x * columns[feature - 1][row]);
        }
        if (random.nextInt(10) == 0) {
          columns[3][row] = Float.NaN;
        }
      }
      return new Rows(columns, target);
    }

    float[] byRow(int from, int count) {
      float[] values = new float[count * FEATURES];
      for (int row = 0; row < count; row++) {
        for (int feature = 0; feature < FEATURES; feature++) {
          values[row * FEATURES + feature] = columns[feature][from + row];
        }
      }
      return values;
    }

    FeatureMatrix byColumn(int from, int count) {
      List<Feature> features =
          IntStream.range(0, FEATURES).mapToObj(i -> new Feature("f" + i, 0)).toList();
      int[] rows = IntStream.range(from, from + count).toArray();
      return new FeatureMatrix(features, columns, columns[0].length).select(rows);
    }

    float[] targets(int count) {
      return Arrays.copyOf(target, count);
    }
  }
}
