// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.automl;

import dev.mynah.benchmarks.Report;
import dev.mynah.benchmarks.SharedData;
import dev.mynah.benchmarks.TemporaryFolder;
import dev.mynah.benchmarks.automl.Peer.Outcome;
import dev.mynah.ml.automl.ModelEvaluation;
import dev.mynah.ml.automl.ProblemType;
import dev.mynah.ml.automl.SearchResult;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.ml.evaluation.Score;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The search with its defaults beside H2O AutoML and one default model of scikit-learn. */
public final class PeersBenchmark {
  private static final String H2O_SECONDS = "25";

  private PeersBenchmark() {}

  public static void run(Path folder) throws Exception {
    Report report =
        new Report(
                "CREATE MODEL's search beside H2O AutoML and scikit-learn",
                "H2O AutoML 3.44.0.1 with max_runtime_secs 25, scikit-learn's"
                    + " HistGradientBoosting with its defaults")
            .note("First split of shared/data/splits; loss on its test rows: log loss, or RMSE")
            .note(
                "Two threads each, one after the other; CPU is that of the process while it trains")
            .note("Ours with the default limits: 10 s, adult and aps 60 s")
            .columns(
                "table",
                "ours",
                "CPU s",
                "H2O",
                "CPU s",
                "scikit-learn",
                "CPU s",
                "loss against H2O",
                "load");
    Peer h2o =
        new Peer(
            "H2oPeer.java",
            List.of(
                java17(),
                "-Xmx4g",
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "-cp",
                h2oFolder() + "/*"),
            List.of(H2O_SECONDS));
    Peer boosting = new Peer("hist_gradient_boosting.py", List.of("/usr/bin/python3"), List.of());
    try (TemporaryFolder files = TemporaryFolder.create()) {
      for (SearchTask task : SearchTask.ALL) {
        measure(task, h2o, boosting, files.path(), report);
      }
    }
    report.write(folder.resolve("peers.md"));
  }

  private static void measure(SearchTask task, Peer h2o, Peer boosting, Path folder, Report report)
      throws Exception {
    SplitTable table = SplitTable.read(task.name(), task.file());
    SearchResult result = task.search(table.part(1, "train"));
    boolean isClasses = result.problemType() != ProblemType.REGRESSION;
    Outcome ours = new Outcome(loss(task, table, result), result.seconds(), result.cpuSeconds());
    PeerFiles files = PeerFiles.write(task, table, isClasses, folder);
    Outcome theirs = h2o.run(files, folder);
    Outcome single = boosting.run(files, folder);
    report.row(
        task.name(),
        loss(ours),
        seconds(ours),
        loss(theirs),
        seconds(theirs),
        loss(single),
        seconds(single),
        Report.number("%.3f", ours.loss() / theirs.loss()),
        Report.number("%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
  }

  private static double loss(SearchTask task, SplitTable table, SearchResult result) {
    SplitTable test = table.part(1, "test");
    ModelEvaluation evaluation = new ModelEvaluation(result.predictor());
    evaluation.add(test.columns(task.target(), false), test.columns(task.target(), true).column(0));
    Metric wanted = result.problemType() == ProblemType.REGRESSION ? Metric.RMSE : Metric.LOG_LOSS;
    return evaluation.scores().stream()
        .filter(score -> score.metric() == wanted)
        .mapToDouble(Score::value)
        .findFirst()
        .orElseThrow();
  }

  private static String loss(Outcome outcome) {
    return Report.number("%.5g", outcome.loss());
  }

  private static String seconds(Outcome outcome) {
    return Report.number("%.1f", outcome.processorSeconds());
  }

  /** H2O runs on no later Java. */
  private static String java17() {
    Path program = Path.of(System.getProperty("h2o.java", "/usr/lib/jvm/java-17-openjdk-amd64"));
    if (!Files.isDirectory(program)) {
      throw new IllegalStateException("H2O needs Java 17: -Dh2o.java=FOLDER, not " + program);
    }
    return program.resolve("bin/java").toString();
  }

  private static Path h2oFolder() {
    Path folder = SharedData.program().resolveSibling("benchmarks/target/h2o");
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "H2O is not there: mvn -f benchmarks/h2o.xml dependency:copy-dependencies");
    }
    return folder;
  }
}
