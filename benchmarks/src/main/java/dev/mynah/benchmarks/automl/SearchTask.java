// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.automl;

import dev.mynah.benchmarks.Report;
import dev.mynah.ml.automl.AutoMl;
import dev.mynah.ml.automl.ModelType;
import dev.mynah.ml.automl.ProblemType;
import dev.mynah.ml.automl.SearchListener;
import dev.mynah.ml.automl.SearchRequest;
import dev.mynah.ml.automl.SearchResult;
import dev.mynah.ml.evaluation.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table to learn, with what is asked for.
 *
 * @param splits how many of its splits are averaged
 * @param seconds the time limit; 0 for the default
 * @param goals what the test rows should reach
 */
record SearchTask(
    String name,
    String file,
    String target,
    int splits,
    int seconds,
    Optional<ProblemType> problem,
    List<Goal> goals) {
  /** A figure that is at least or at most good. */
  record Goal(Metric metric, double bound) {
    boolean isReached(double value) {
      return value == bound || metric.isBetter(value, bound);
    }

    @Override
    public String toString() {
      return (metric.higherIsBetter() ? ">= " : "<= ") + Report.number("%.4g", bound);
    }
  }

  static final List<SearchTask> ALL =
      List.of(
          classes("churn", "churn.csv", "churn", 5, 0, auc(.905), logLoss(.180)),
          classes("diabetes", "diabetes.csv", "Outcome", 5, 0, auc(.824), logLoss(.492)),
          classes("titanic", "titanic.csv", "survived", 5, 0, auc(.864), logLoss(.433)),
          new SearchTask(
              "wine_quality",
              "wine_quality.csv",
              "quality",
              5,
              0,
              Optional.of(ProblemType.REGRESSION),
              List.of(new Goal(Metric.RMSE, .605))),
          classes("adult", "adult.csv.gz", "income", 1, 60, auc(.9290), logLoss(.2750)),
          classes("aps", "aps_train.csv.gz", "class", 1, 60, auc(.994), logLoss(.026)),
          new SearchTask(
              "california",
              "california.csv.gz",
              "median_house_value",
              1,
              0,
              Optional.empty(),
              List.of(new Goal(Metric.RMSE, 44_700))),
          classes("letter", "letter.csv.gz", "class", 1, 0, new Goal(Metric.ACCURACY, .978)),
          classes("mammography", "mammography.csv.gz", "class", 1, 0, logLoss(.037)));

  private static SearchTask classes(
      String name, String file, String target, int splits, int seconds, Goal... goals) {
    return new SearchTask(name, file, target, splits, seconds, Optional.empty(), List.of(goals));
  }

  private static Goal auc(double bound) {
    return new Goal(Metric.AUC, bound);
  }

  private static Goal logLoss(double bound) {
    return new Goal(Metric.LOG_LOSS, bound);
  }

  /** Runs the search with every setting at its default but the time limit. */
  SearchResult search(SplitTable training) {
    SearchRequest request =
        new SearchRequest(
            target,
            ModelType.AUTO,
            problem,
            Set.of(),
            seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)),
            SearchRequest.DEFAULT_SEED,
            2,
            Optional.empty());
    return AutoMl.search(training.dataset(), request, SearchListener.NONE);
  }
}
