// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.evaluation.ConfusionCell;
import dev.mynah.ml.evaluation.Metric;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a search.
 *
 * @param problemReason why the target is predicted so, as a sentence
 * @param candidates best first, then those without a result
 * @param features in the order of the columns
 * @param metrics on the validation rows, each beside its baseline
 * @param objective what {@code score} and {@code baselineScore} measure
 * @param baselineScore what the best constant answer reaches on the same validation rows
 * @param columns how many columns the training rows have, the target included
 * @param seconds wall time of the search
 * @param cpuSeconds processor time of all its threads
 * @param limited whether the time limit cut the search, so that another run may end elsewhere
 * @param warnings what the user should know, as sentences
 * @param confusion counts on the validation rows; empty for regression
 * @param test what the model reaches on rows that had no part in anything; empty without such rows
 * @param split what became of each row
 */
public record SearchResult(
    Predictor predictor,
    ProblemType problemType,
    String problemReason,
    TargetReport target,
    List<CandidateReport> candidates,
    List<FeatureReport> features,
    List<MetricReport> metrics,
    Metric objective,
    double score,
    double baselineScore,
    int trainingRows,
    int validationRows,
    int columns,
    double seconds,
    double cpuSeconds,
    boolean limited,
    List<String> warnings,
    List<ConfusionCell> confusion,
    Optional<TestReport> test,
    SplitRows split) {
  public SearchResult {
    candidates = List.copyOf(candidates);
    features = List.copyOf(features);
    metrics = List.copyOf(metrics);
    warnings = List.copyOf(warnings);
    confusion = List.copyOf(confusion);
  }
}
