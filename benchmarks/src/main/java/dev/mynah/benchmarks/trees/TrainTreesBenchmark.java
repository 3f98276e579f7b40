// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.trees;

import dev.mynah.benchmarks.Comparison;
import dev.mynah.benchmarks.Comparison.Times;
import dev.mynah.benchmarks.Report;
import dev.mynah.benchmarks.trees.BenchmarkTables.Parts;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Loss;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.TrainingControl;
import dev.mynah.ml.learner.TrainingRows;
import dev.mynah.ml.learner.tree.BoostedTreesTrainer;
import dev.mynah.ml.learner.tree.TreeShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Boosting with equal settings (31 leaves grown best first, rate 0.1, l2 1, all rows and columns,
 * no early stopping) by us and by XGBoost, from the table in memory to the model.
 */
public final class TrainTreesBenchmark {
  private static final int LARGE_ROWS = 60_000;

  private TrainTreesBenchmark() {}

  public static void run(Path folder) throws Exception {
    Report report =
        new Report("Training boosted trees, one thread", "XGBoost 3.0.4 (hist, lossguide)")
            .note("31 leaves, rate 0.1, 255 bins, l2 1; binning included")
            .note("Processor time of the process; competitors alternate, 2 warm-ups each")
            .columns(
                "data", "competitor", "CPU s median", "min", "max", "time / XGBoost", "test loss");
    Parts california =
        BenchmarkTables.read("california", "california.csv.gz", "median_house_value");
    compare(report, "california, 300 trees", california, Loss.SQUARED_ERROR, 300, 9);
    Parts aps = BenchmarkTables.read("aps", "aps_train.csv.gz", "class");
    Parts large = new Parts(BenchmarkTables.resample(aps.training(), LARGE_ROWS), aps.test());
    compare(report, "aps resampled, 60,000 x 170, 100 trees", large, Loss.LOGISTIC, 100, 5);
    report
        .heading("Notes")
        .note("Test loss: root mean squared error for california, log loss for aps")
        .write(folder.resolve("train_trees.md"));
  }

  private static void compare(
      Report report, String what, Parts parts, Loss loss, int rounds, int runs) throws Exception {
    // Hessians bound XGBoost's leaves where we count rows.
    BoostedTreesTrainer trainer =
        BoostedTreesTrainer.defaults(loss)
            .withRounds(rounds)
            .withLearningRate(0.1)
            .withShares(1, 1)
            .withShape(TreeShape.defaults().withMaxLeaves(31).withPenalties(0, 1));
    TrainingRows training = parts.training();
    float[] byRow = byRow(training.features());
    float[] targets = floats(training.target());
    int features = training.features().columns().length;
    Model[] ours = new Model[1];
    Booster[] theirs = new Booster[1];
    List<Times> times =
        new Comparison()
            .add(
                "ours",
                () -> ours[0] = trainer.train(training, null, TrainingControl.UNLIMITED).model())
            .add("XGBoost", () -> theirs[0] = train(byRow, targets, features, loss, rounds))
            .run(2, runs);
    double[] losses = {
      loss(scores(ours[0], parts.test()), parts.test(), loss),
      loss(scores(theirs[0], parts.test()), parts.test(), loss)
    };
    double reference = times.getLast().median();
    for (int i = 0; i < times.size(); i++) {
      report.row(
          what,
          times.get(i).name(),
          Report.number("%.3f", times.get(i).median()),
          Report.number("%.3f", times.get(i).min()),
          Report.number("%.3f", times.get(i).max()),
          Report.number("%.2f", times.get(i).median() / reference),
          Report.number("%.6g", losses[i]));
    }
  }

  private static Booster train(float[] byRow, float[] targets, int features, Loss loss, int rounds)
      throws XGBoostError {
    DMatrix matrix = new DMatrix(byRow, targets.length, features, Float.NaN);
    matrix.setLabel(targets);
    Map<String, Object> settings =
        Map.of(
            "objective", loss == Loss.LOGISTIC ? "binary:logistic" : "reg:squarederror",
            "tree_method", "hist",
            "grow_policy", "lossguide",
            "max_leaves", 31,
            "max_depth", 0,
            "max_bin", 255,
            "eta", 0.1,
            "lambda", 1,
            "nthread", 1);
    return XGBoost.train(matrix, settings, rounds, Map.of(), null, null);
  }

  private static double[] scores(Model model, TrainingRows rows) {
    double[] raw = new double[rows.rows()];
    model.addScores(rows.features(), raw);
    return raw;
  }

  private static double[] scores(Booster booster, TrainingRows rows) throws XGBoostError {
    int features = rows.features().columns().length;
    DMatrix matrix = new DMatrix(byRow(rows.features()), rows.rows(), features, Float.NaN);
    float[][] margins = booster.predict(matrix, true);
    return IntStream.range(0, rows.rows()).mapToDouble(row -> margins[row][0]).toArray();
  }

  private static double loss(double[] scores, TrainingRows rows, Loss loss) {
    double[] target = rows.target();
    double mean =
        IntStream.range(0, target.length)
            .mapToDouble(row ->
                loss == Loss.LOGISTIC
                    ? Math.log1p(Math.exp(target[row] == 1 ? -scores[row] : scores[row]))
                    : (scores[row] - target[row]) * (scores[row] - target[row]))
            .average()
            .orElseThrow();
    return loss == Loss.LOGISTIC ? mean : Math.sqrt(mean);
  }

  private static float[] byRow(FeatureMatrix matrix) {
    int features = matrix.columns().length;
    float[] values = new float[matrix.rows() * features];
    for (int feature = 0; feature < features; feature++) {
      for (int row = 0; row < matrix.rows(); row++) {
        values[row * features + feature] = matrix.columns()[feature][row];
      }
    }
    return values;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
