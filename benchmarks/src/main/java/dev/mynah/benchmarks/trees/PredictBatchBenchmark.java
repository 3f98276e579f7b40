// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.trees;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Report;
import dev.mynah.benchmarks.engine.EngineTable;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * The same 200 trees of depth 6 over 20 columns, scored by us and by XGBoost's {@code
 * inplace_predict}, a million rows in chunks of 2,048, by us also in SQL, and one row at a time.
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

  private static final double MAX_DIFFERENCE = 1e-5;

  private PredictBatchBenchmark() {}

  public static void run(Path folder) throws Exception {
    RandomRows rows = RandomRows.of(FEATURES, CHUNK * CHUNKS);
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
            .note("In SQL: `score(t)` as users call a model, over the engine with one thread")
            .note("Processor time of the process; competitors alternate, 3 warm-ups, 9 runs")
            .columns("what", "competitor", "rows/s median", "min", "max", "x XGBoost", "load");
    List<Times> batches = measureBatches(rows, ensemble, booster, byColumn, byRow);
    report.rates("chunks of 2,048", batches, rows.count());
    List<float[]> single = singles(rows);
    List<FeatureMatrix> singleByColumn =
        IntStream.range(0, SINGLE_ROWS).mapToObj(row -> rows.byColumn(row, 1)).toList();
    List<Times> ones =
        new Comparison()
            .add("ours", () -> scoreAll(ensemble, singleByColumn))
            .add("XGBoost inplace_predict", () -> scoreAll(booster, single, 1))
            .run(3, 9);
    report.rates("one row a call", ones, SINGLE_ROWS).heading("Notes");
    Times kernel = batches.getFirst();
    for (Times inSql : batches.subList(1, batches.size() - 1)) {
      report.note(
          "%s costs %.1f %% more than the kernel alone by medians, %.1f %% by the fastest runs"
              .formatted(
                  inSql.name(),
                  100 * (inSql.median() / kernel.median() - 1),
                  100 * (inSql.min() / kernel.min() - 1)));
    }
    report.write(folder.resolve("predict_batch.md"));
  }

  private static List<Times> measureBatches(
      RandomRows rows,
      TreeEnsemble ensemble,
      Booster booster,
      List<FeatureMatrix> byColumn,
      List<float[]> byRow)
      throws Exception {
    double[] scores = scores(ensemble, byColumn);
    double sum = Arrays.stream(scores).sum();
    double positive = Arrays.stream(scores).filter(score -> score > 0).count();
    try (EngineTable table = rows.table()) {
      table.publish(new ScoreFunction(ensemble, FEATURES), "score");
      return new Comparison()
          .add("ours, kernel", () -> scoreAll(ensemble, byColumn))
          .add(
              "ours, SELECT sum(score(t))",
              () -> check(table, "SELECT sum(score(t)) FROM t", sum, MAX_DIFFERENCE))
          .add(
              "ours, WHERE score(t) > 0",
              () -> check(table, "SELECT count(*) FROM t WHERE score(t) > 0", positive, 0))
          .add("XGBoost inplace_predict", () -> scoreAll(booster, byRow, CHUNK))
          .run(3, 9);
    }
  }

  private static double[] scores(TreeEnsemble ensemble, List<FeatureMatrix> chunks) {
    double[] scores = new double[CHUNK * CHUNKS];
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      double[] some = new double[CHUNK];
      ensemble.addScores(chunks.get(chunk), some);
      System.arraycopy(some, 0, scores, chunk * CHUNK, CHUNK);
    }
    return scores;
  }

  private static void check(EngineTable table, String query, double expected, double tolerance) {
    double answer = table.number(query);
    if (Math.abs(answer - expected) > tolerance) {
      throw new IllegalStateException("%s gave %s, not %s".formatted(query, answer, expected));
    }
  }

  private static Booster train(RandomRows rows) throws XGBoostError {
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

  private static List<float[]> singles(RandomRows rows) {
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
}
