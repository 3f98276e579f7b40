// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.automl;

import dev.mynah.benchmarks.Report;
import dev.mynah.ml.automl.AutoMl;
import dev.mynah.ml.automl.ModelEvaluation;
import dev.mynah.ml.automl.ModelType;
import dev.mynah.ml.automl.ProblemType;
import dev.mynah.ml.automl.SearchListener;
import dev.mynah.ml.automl.SearchRequest;
import dev.mynah.ml.automl.SearchResult;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.ml.evaluation.Score;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One search a split with every setting at its default, scored on rows that it has not seen. */
public final class AutoMlBenchmark {
  /**
   * A table.
   *
   * @param splits how many of its splits are averaged
   * @param seconds the time limit; 0 for the default
   * @param goals what the test rows should reach
   */
  private record Task(
      String name,
      String file,
      String target,
      int splits,
      int seconds,
      Optional<ProblemType> problem,
      List<Goal> goals) {}

  /** A figure that is at least or at most good. */
  private record Goal(Metric metric, double bound) {
    boolean isReached(double value) {
      return value == bound || metric.isBetter(value, bound);
    }

    @Override
    public String toString() {
      return (metric.higherIsBetter() ? ">= " : "<= ") + Report.number("%.4g", bound);
    }
  }

  private static final List<Task> TASKS =
      List.of(
          classes("churn", "churn.csv", "churn", 5, 0, auc(.905), logLoss(.180)),
          classes("diabetes", "diabetes.csv", "Outcome", 5, 0, auc(.824), logLoss(.492)),
          classes("titanic", "titanic.csv", "survived", 5, 0, auc(.864), logLoss(.433)),
          new Task(
              "wine_quality",
              "wine_quality.csv",
              "quality",
              5,
              0,
              Optional.of(ProblemType.REGRESSION),
              List.of(new Goal(Metric.RMSE, .605))),
          classes("adult", "adult.csv.gz", "income", 1, 60, auc(.9290), logLoss(.2750)),
          classes("aps", "aps_train.csv.gz", "class", 1, 60, auc(.994), logLoss(.026)),
          new Task(
              "california",
              "california.csv.gz",
              "median_house_value",
              1,
              0,
              Optional.empty(),
              List.of(new Goal(Metric.RMSE, 44_700))),
          classes("letter", "letter.csv.gz", "class", 1, 0, new Goal(Metric.ACCURACY, .978)),
          classes("mammography", "mammography.csv.gz", "class", 1, 0, logLoss(.037)));

  private AutoMlBenchmark() {}

  private static Task classes(
      String name, String file, String target, int splits, int seconds, Goal... goals) {
    return new Task(name, file, target, splits, seconds, Optional.empty(), List.of(goals));
  }

  private static Goal auc(double bound) {
    return new Goal(Metric.AUC, bound);
  }

  private static Goal logLoss(double bound) {
    return new Goal(Metric.LOG_LOSS, bound);
  }

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
    for (Task task : TASKS) {
      measure(task, report);
    }
    report.write(folder.resolve("automl.md"));
  }

  private static void measure(Task task, Report report) throws Exception {
    SplitTable table = SplitTable.read(task.name(), task.file());
    Map<Metric, Double> sums = new EnumMap<>(Metric.class);
    double printed = 0;
    double wall = 0;
    double processor = 0;
    double members = 0;
    double rate = 0;
    for (int split = 1; split <= task.splits(); split++) {
      SearchResult result = search(task, table.part(split, "train"));
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
        task.goals().stream().map(Goal::toString).collect(Collectors.joining(", ")),
        Report.number("%.5g", printed),
        Report.number("%.1f", wall),
        Report.number("%.1f", processor),
        Report.number("%.0f", members),
        Report.number("%,.0f", rate),
        Report.number("%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
  }

  private static String number(Map<Metric, Double> sums, Goal goal) {
    double value = sums.getOrDefault(goal.metric(), Double.NaN);
    String text = Report.number("%.5g", value);
    return goal.isReached(value) ? "**" + text + "**" : text;
  }

  private static SearchResult search(Task task, SplitTable training) {
    SearchRequest request =
        new SearchRequest(
            task.target(),
            ModelType.AUTO,
            task.problem(),
            Set.of(),
            task.seconds() == 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(task.seconds())),
            SearchRequest.DEFAULT_SEED,
            2,
            Optional.empty());
    return AutoMl.search(training.dataset(), request, SearchListener.NONE);
  }
}
