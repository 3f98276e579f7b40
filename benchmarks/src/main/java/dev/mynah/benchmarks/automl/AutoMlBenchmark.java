// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.automl;

import dev.mynah.benchmarks.Report;
import dev.mynah.ml.automl.ModelEvaluation;
import dev.mynah.ml.automl.SearchResult;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.ml.evaluation.Score;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One search a split with every setting at its default, scored on rows that it has not seen. */
public final class AutoMlBenchmark {
  private AutoMlBenchmark() {}

  public static void run(Path folder) throws Exception {
    Report report =
        new Report("CREATE MODEL's search on tables that it has not seen", "2 threads, no tuning")
            .note("Mean of the splits of shared/data/splits; goals are those of the design")
            .note("adult and aps with a limit of 60 s, the others with the default of 10 s")
            .note("Seconds of wall and processor a search; rows/s of one thread, in one batch")
            .columns(
                "table",
                "splits",
                "test",
                "goal",
                "out of fold",
                "wall s",
                "CPU s",
                "members",
                "rows/s",
                "load");
    for (SearchTask task : SearchTask.ALL) {
      measure(task, report);
    }
    report.write(folder.resolve("automl.md"));
  }

  private static void measure(SearchTask task, Report report) throws Exception {
    SplitTable table = SplitTable.read(task.name(), task.file());
    Map<Metric, Double> sums = new EnumMap<>(Metric.class);
    double printed = 0;
    double wall = 0;
    double processor = 0;
    double members = 0;
    double rate = 0;
    for (int split = 1; split <= task.splits(); split++) {
      SearchResult result = task.search(table.part(split, "train"));
      SplitTable test = table.part(split, "test");
      ModelEvaluation evaluation = new ModelEvaluation(result.predictor());
      long start = System.nanoTime();
      evaluation.add(
          test.columns(task.target(), false), test.columns(task.target(), true).column(0));
      rate += test.rows().size() * 1e9 / (System.nanoTime() - start) / task.splits();
      for (Score score : evaluation.scores()) {
        sums.merge(score.metric(), score.value() / task.splits(), Double::sum);
      }
      printed += result.score() / task.splits();
      wall += result.seconds() / task.splits();
      processor += result.cpuSeconds() / task.splits();
      members += (double) result.predictor().members().size() / task.splits();
    }
    report.row(
        task.name(),
        task.splits(),
        task.goals().stream()
            .map(goal -> goal.metric().label() + " " + number(sums, goal))
            .collect(Collectors.joining(", ")),
        task.goals().stream().map(SearchTask.Goal::toString).collect(Collectors.joining(", ")),
        Report.number("%.5g", printed),
        Report.number("%.1f", wall),
        Report.number("%.1f", processor),
        Report.number("%.0f", members),
        Report.number("%,.0f", rate),
        Report.number("%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
  }

  private static String number(Map<Metric, Double> sums, SearchTask.Goal goal) {
    double value = sums.getOrDefault(goal.metric(), Double.NaN);
    String text = Report.number("%.5g", value);
    return goal.isReached(value) ? "**" + text + "**" : text;
  }
}
