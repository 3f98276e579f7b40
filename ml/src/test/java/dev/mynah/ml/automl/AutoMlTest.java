// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.automl.FeatureReport.Treatment;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.ml.format.ModelWriter;
import dev.mynah.ml.learner.TrainingCancelledException;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AutoMlTest {
  @Test
  void beatsTheBaselineOfEveryProblemType() {
    for (DataType type : List.of(DataType.DOUBLE, DataType.BOOLEAN, DataType.TEXT)) {
      SearchResult result = search(MadeRows.learnable(240, type));
      assertThat(result.score()).isLessThan(0.9 * result.baselineScore());
      assertThat(result.metrics())
          .allMatch(report -> report.part().equals(MetricReport.OUT_OF_FOLD))
          .anyMatch(report -> report.metric() == result.objective());
      assertThat(result.trainingRows() + result.validationRows()).isEqualTo(240);
    }
  }

  @Test
  void predictsProbabilitiesThatAddUpToOne() {
    SharedTable table = MadeRows.learnable(240, DataType.TEXT);
    Predictor predictor = search(table).predictor();
    assertThat(predictor.classes()).containsExactly("high", "low", "middle");
    double[] probabilities = predict(predictor, table.drop("y"));
    for (int row = 0; row < 240; row++) {
      double sum = 0;
      for (int label = 0; label < 3; label++) {
        assertThat(probabilities[3 * row + label]).isBetween(0.0, 1.0);
        sum += probabilities[3 * row + label];
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void nullsAndUnseenCategoriesPredict() {
    Predictor predictor = search(MadeRows.learnable(240, DataType.BOOLEAN)).predictor();
    List<@Nullable Object> nulls = Arrays.asList(null, null, null);
    List<@Nullable Object> unseen = Arrays.asList(1e308, -1e308, "never seen");
    ValueBatch batch = ValueBatch.ofRows(predictor.inputs(), List.of(nulls, unseen));
    double[] result = new double[4];
    predictor.predict(batch, result);
    assertThat(Arrays.stream(result)).allMatch(value -> value > 0 && value < 1);
  }

  @Test
  void takesOtherNumericTypesThanItWasTrainedWith() {
    SharedTable table = MadeRows.learnable(240, DataType.DOUBLE);
    Predictor predictor = search(table).predictor();
    List<Column> whole =
        List.of(
            new Column("a", DataType.INTEGER),
            new Column("b", DataType.BIGINT),
            new Column("c", DataType.TEXT));
    double[] ofWhole = new double[1];
    predictor.predict(ValueBatch.ofRows(whole, List.of(List.of(1L, 0L, "c1"))), ofWhole);
    double[] ofDoubles = new double[1];
    predictor.predict(
        ValueBatch.ofRows(predictor.inputs(), List.of(List.of(1.0, 0.0, "c1"))), ofDoubles);
    assertThat(ofWhole).containsExactly(ofDoubles);
  }

  @Test
  void refusesAnotherNumberOfArguments() {
    Predictor predictor = search(MadeRows.learnable(240, DataType.DOUBLE)).predictor();
    ValueBatch empty = ValueBatch.ofRows(List.of(), List.of());
    assertThatThrownBy(() -> predictor.predict(empty, new double[0]))
        .hasMessage("0 arguments instead of 3");
  }

  @Test
  void equalRowsInAnyOrderGiveEqualBytesOnAnyNumberOfThreads() {
    SharedTable table = MadeRows.learnable(300, DataType.BOOLEAN);
    byte[] bytes = ModelWriter.write(search(table).predictor());
    assertThat(ModelWriter.write(search(table).predictor())).isEqualTo(bytes);
    assertThat(ModelWriter.write(search(table.shuffled(3)).predictor())).isEqualTo(bytes);
    SearchRequest parallel =
        new SearchRequest(
            "y",
            ModelType.AUTO,
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            SearchRequest.DEFAULT_SEED,
            3,
            Optional.empty());
    SearchResult result = AutoMl.search(table.dataset(), parallel, SearchListener.NONE);
    assertThat(result.limited()).isFalse();
    assertThat(ModelWriter.write(result.predictor())).isEqualTo(bytes);
  }

  @Test
  void columnsOfOtherNamesGiveTheSameScore() {
    SharedTable table = MadeRows.learnable(300, DataType.BOOLEAN);
    SearchResult renamed =
        AutoMl.search(
            table.anonymous().dataset(), SearchRequest.forTarget("c4"), SearchListener.NONE);
    assertThat(renamed.score()).isEqualTo(search(table).score());
  }

  @Test
  void dropsColumnsButKeepsThemAsArguments() {
    SharedTable table = MadeRows.learnable(240, DataType.DOUBLE);
    table = MadeRows.with(table, "nothing", DataType.TEXT, row -> null);
    table = MadeRows.with(table, "leak", DataType.DOUBLE, row -> row * 0.5);
    SearchRequest request =
        new SearchRequest(
            "y",
            ModelType.AUTO,
            Optional.empty(),
            Set.of("leak"),
            Optional.empty(),
            1,
            1,
            Optional.empty());
    SearchResult result = AutoMl.search(table.dataset(), request, SearchListener.NONE);
    assertThat(result.predictor().inputs())
        .extracting(Column::name)
        .containsExactly("a", "b", "c", "nothing", "leak");
    assertThat(result.predictor().usedInputs()).containsExactly(0, 1, 2);
    assertThat(result.features())
        .filteredOn(feature -> feature.treatment() == Treatment.DROPPED)
        .extracting(FeatureReport::reason)
        .containsExactly("NULL in every row", "ignored by IGNORE");
  }

  @Test
  void importanceIsSharedAmongTheFeatures() {
    SearchResult result = search(MadeRows.learnable(240, DataType.DOUBLE));
    assertThat(result.features().stream().mapToDouble(FeatureReport::importance).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(result.features()).allMatch(feature -> feature.importance() > 0);
  }

  @Test
  void warnsOfAColumnThatIsTheTarget() {
    SharedTable table = MadeRows.learnable(240, DataType.BOOLEAN);
    int target = table.indexOf("y");
    List<List<@Nullable Object>> rows = table.rows();
    SharedTable leaky =
        MadeRows.with(
            table,
            "copy",
            DataType.TEXT,
            row -> Boolean.TRUE.equals(rows.get(row).get(target)) ? "J" : "N");
    assertThat(search(leaky).warnings()).singleElement().asString().contains("\"copy\"");
    assertThat(search(table).warnings()).isEmpty();
  }

  @Test
  void ranksCandidatesByLoss() {
    SearchResult result = search(MadeRows.learnable(240, DataType.DOUBLE));
    assertThat(result.candidates()).hasSizeGreaterThanOrEqualTo(9);
    assertThat(result.candidates()).extracting(CandidateReport::loss).isSorted();
    assertThat(result.candidates().get(0).rank()).isEqualTo(1);
    CandidateReport answers =
        result.candidates().stream()
            .filter(candidate -> candidate.algorithm().equals(Reports.ENSEMBLE))
            .findFirst()
            .orElse(result.candidates().get(0));
    assertThat(answers.score()).isEqualTo(result.score());
    assertThat(answers.rank()).isLessThanOrEqualTo(2);
    assertThat(result.objective()).isEqualTo(Metric.RMSE);
  }

  @Test
  void anObjectiveRanksAndSetsTheThreshold() {
    SharedTable table = MadeRows.learnable(300, DataType.BOOLEAN);
    SearchResult costly = search(table, Objective.cost(1, 20));
    assertThat(costly.objective()).isEqualTo(Metric.COST);
    assertThat(costly.score()).isLessThan(costly.baselineScore());
    assertThat(costly.predictor().threshold()).isLessThan(0.35);
    SearchResult auc = search(table, Objective.of(Metric.AUC));
    assertThat(auc.predictor().threshold()).isEqualTo(0.5);
    assertThat(auc.score()).isGreaterThan(0.8);
    assertThat(auc.candidates().get(0).score())
        .isGreaterThanOrEqualTo(auc.candidates().get(1).score());
  }

  @Test
  void anObjectiveOfAnotherProblemIsRefused() {
    SharedTable table = MadeRows.learnable(240, DataType.DOUBLE);
    assertThatThrownBy(() -> search(table, Objective.of(Metric.F1)))
        .hasMessage("objective F1 does not fit REGRESSION");
  }

  private static SearchResult search(SharedTable table, Objective objective) {
    SearchRequest request =
        new SearchRequest(
            "y",
            ModelType.BOOSTED_TREES,
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            1,
            1,
            Optional.empty(),
            Optional.of(objective));
    return AutoMl.search(table.dataset(), request, SearchListener.NONE);
  }

  @Test
  void aModelTypeRestrictsTheCandidates() {
    SharedTable table = MadeRows.learnable(240, DataType.DOUBLE);
    for (ModelType type : ModelType.values()) {
      if (type == ModelType.AUTO) {
        continue;
      }
      SearchRequest request =
          new SearchRequest(
              "y", type, Optional.empty(), Set.of(), Optional.empty(), 1, 1, Optional.empty());
      assertThat(AutoMl.search(table.dataset(), request, SearchListener.NONE).candidates())
          .extracting(CandidateReport::algorithm)
          .contains(type.name())
          .isSubsetOf(type.name(), Reports.ENSEMBLE);
    }
  }

  @Test
  void learnsFromADateAlone() {
    SharedTable table =
        MadeRows.with(
            MadeRows.column("d", DataType.DATE, 200, row -> 19_000L + row),
            "y",
            DataType.DOUBLE,
            row -> row * 0.5 + row % 3);
    SearchResult result = search(table);
    assertThat(result.problemType()).isEqualTo(ProblemType.REGRESSION);
    assertThat(result.score()).isLessThan(result.baselineScore() / 4);
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void tellsItsStepsAndItsProgress() {
    List<Step> steps = new ArrayList<>();
    List<Double> percents = new ArrayList<>();
    search(
        MadeRows.learnable(240, DataType.DOUBLE),
        new SearchListener() {
          @Override
          public void step(Step step) {
            steps.add(step);
          }

          @Override
          public void progress(
              double percent, String phase, OptionalDouble bestScore, double secondsLeft) {
            percents.add(percent);
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        });
    assertThat(percents).isSorted().allMatch(percent -> percent >= 0 && percent <= 100);
    assertThat(percents).endsWith(100.0);
    List<String> ended = names(steps, Step.State.END);
    assertThat(ended).containsExactlyInAnyOrderElementsOf(names(steps, Step.State.BEGIN));
    assertThat(ended)
        .contains(
            "analyse",
            "split",
            "preprocess",
            "candidate trees-1",
            "blend",
            "refit",
            "explain",
            "evaluate");
  }

  private static List<String> names(List<Step> steps, Step.State state) {
    return steps.stream().filter(step -> step.state() == state).map(Step::name).toList();
  }

  @Test
  void aCancelledSearchThrowsAndLeavesNoThread() {
    long start = System.nanoTime();
    SearchListener impatient =
        new SearchListener() {
          @Override
          public void step(Step step) {}

          @Override
          public void progress(
              double percent, String phase, OptionalDouble bestScore, double secondsLeft) {}

          @Override
          public boolean cancelled() {
            return System.nanoTime() - start > 300_000_000;
          }
        };
    SharedTable table = MadeRows.learnable(60_000, DataType.DOUBLE);
    assertThatThrownBy(() -> search(table, impatient))
        .isInstanceOf(TrainingCancelledException.class);
    assertThat(trainingThreads()).isEmpty();
  }

  @Test
  void endsItsThreads() {
    search(MadeRows.learnable(240, DataType.DOUBLE));
    assertThat(trainingThreads()).isEmpty();
  }

  private static List<String> trainingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("mynah-training-"))
        .toList();
  }

  @Test
  void keepsTheTimeLimit() {
    SharedTable table = MadeRows.learnable(60_000, DataType.TEXT);
    SearchRequest request =
        new SearchRequest(
            "y",
            ModelType.AUTO,
            Optional.empty(),
            Set.of(),
            Optional.of(Duration.ofSeconds(2)),
            1,
            1,
            Optional.empty());
    SearchResult result = AutoMl.search(table.dataset(), request, SearchListener.NONE);
    assertThat(result.seconds()).isLessThan(3);
    assertThat(result.limited()).isTrue();
    assertThat(result.score()).isLessThan(result.baselineScore());
    assertThat(result.candidates())
        .extracting(CandidateReport::state)
        .containsAnyOf(CandidateReport.State.CUT_SHORT, CandidateReport.State.SKIPPED);
  }

  @Test
  void countsItsTime() {
    SearchResult result = search(MadeRows.learnable(240, DataType.DOUBLE));
    assertThat(result.seconds()).isPositive();
    assertThat(result.cpuSeconds()).isPositive();
  }

  @Test
  void evaluatesRowsBatchByBatch() {
    SharedTable table = MadeRows.learnable(300, DataType.BOOLEAN);
    Predictor predictor = search(table).predictor();
    ModelEvaluation whole = new ModelEvaluation(predictor);
    whole.add(table.without("y"), table.only("y").column(0));
    ModelEvaluation parts = new ModelEvaluation(predictor);
    SharedTable first = table.head(100);
    SharedTable rest = new SharedTable(table.columns(), table.rows().subList(100, 300));
    parts.add(first.without("y"), first.only("y").column(0));
    parts.add(rest.without("y"), rest.only("y").column(0));
    assertThat(parts.rows()).isEqualTo(300);
    assertThat(parts.scores()).isEqualTo(whole.scores());
  }

  @Test
  void evaluationLeavesOutRowsWithoutATarget() {
    SharedTable table = MadeRows.learnable(240, DataType.DOUBLE);
    ModelEvaluation evaluation = new ModelEvaluation(search(table).predictor());
    SharedTable nulls = MadeRows.column("y", DataType.DOUBLE, 240, row -> null);
    evaluation.add(table.without("y"), nulls.batch().column(0));
    assertThat(evaluation.rows()).isZero();
    assertThatThrownBy(evaluation::scores).hasMessage("there are no rows to evaluate the model on");
  }

  private static SearchResult search(SharedTable table) {
    return search(table, SearchListener.NONE);
  }

  private static SearchResult search(SharedTable table, SearchListener listener) {
    return AutoMl.search(table.dataset(), SearchRequest.forTarget("y"), listener);
  }

  private static double[] predict(Predictor predictor, SharedTable arguments) {
    double[] result = new double[arguments.rows().size() * predictor.outputs()];
    predictor.predict(arguments.batch(), result);
    return result;
  }
}
