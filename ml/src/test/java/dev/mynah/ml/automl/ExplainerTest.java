// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.format.ModelReader;
import dev.mynah.ml.format.ModelWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExplainerTest {
  private static final int ROWS = 20;

  @Test
  void valuesOfEveryKindOfModelAddUpToItsAnswer() {
    for (ModelType type : ModelType.values()) {
      for (DataType target : List.of(DataType.DOUBLE, DataType.BOOLEAN, DataType.TEXT)) {
        SharedTable table = MadeRows.learnable(90, target);
        Predictor predictor = trained(table, type);
        FeatureMatrix features = some(predictor, table);
        List<Explanation> explanations = new Explainer(predictor).explain(features);
        double[] answers = new double[features.rows() * predictor.outputs()];
        predictor.predict(features, answers);
        for (int row = 0; row < features.rows(); row++) {
          Explanation explanation = explanations.get(row);
          double answer = answers[row * predictor.outputs() + explanation.label()];
          boolean odds = AnswerScale.of(predictor) == AnswerScale.LOG_ODDS;
          assertThat(explanation.expected() + Arrays.stream(explanation.values()).sum())
              .describedAs("%s %s row %d", type, target, row)
              .isCloseTo(odds ? Math.log(answer / (1 - answer)) : answer, within(1e-6));
        }
      }
    }
  }

  /** Returns the features of some rows: explaining all of them takes its time. */
  private static FeatureMatrix some(Predictor predictor, SharedTable table) {
    FeatureMatrix all = predictor.encoder().encode(table.without("y"));
    return all.select(IntStream.range(0, ROWS).toArray());
  }

  @Test
  void twoClassesExplainTheSecondAndSeveralThePredictedOne() {
    Predictor two = trained(MadeRows.learnable(200, DataType.BOOLEAN), ModelType.LINEAR_LEARNER);
    SharedTable table = MadeRows.learnable(200, DataType.TEXT);
    Predictor several = trained(table, ModelType.LINEAR_LEARNER);
    double[] answers = new double[ROWS * 3];
    several.predict(some(several, table), answers);
    List<Explanation> explained = new Explainer(several).explain(some(several, table));
    assertThat(new Explainer(two).explain(some(two, table)))
        .allMatch(explanation -> explanation.label() == 1);
    for (int row = 0; row < ROWS; row++) {
      assertThat(explained.get(row).label()).isEqualTo(several.chosen(answers, row * 3));
    }
  }

  @Test
  void thePartsOfADateAreOneColumn() {
    SharedTable table =
        MadeRows.column(
            "day", DataType.DATE, 200, row -> LocalDate.of(2020, 1, 1).plusDays(row).toEpochDay());
    table = MadeRows.with(table, "noise", DataType.DOUBLE, row -> row * 7919 % 101 / 100.0);
    table = MadeRows.with(table, "y", DataType.DOUBLE, row -> 10.0 * (row % 7) + row * 0.1);
    Predictor predictor = trained(table, ModelType.BOOSTED_TREES);
    assertThat(predictor.encoder().sources().size()).isGreaterThan(3);
    for (Explanation explanation : new Explainer(predictor).explain(some(predictor, table))) {
      assertThat(explanation.values()).hasSize(2);
      assertThat(Math.abs(explanation.values()[1])).isLessThan(20);
    }
  }

  @Test
  void explainsTheSameAfterItWasWrittenAndRead() {
    SharedTable table = MadeRows.learnable(150, DataType.BOOLEAN);
    Predictor predictor = trained(table, ModelType.AUTO);
    Predictor read = ModelReader.read(ModelWriter.write(predictor));
    List<Explanation> before = new Explainer(predictor).explain(some(predictor, table));
    List<Explanation> after = new Explainer(read).explain(some(read, table));
    for (int row = 0; row < ROWS; row++) {
      assertThat(after.get(row).values()).containsExactly(before.get(row).values());
    }
  }

  @Test
  void aModelWithoutBackgroundRowsSaysWhatToDo() {
    Predictor predictor =
        trained(MadeRows.learnable(150, DataType.DOUBLE), ModelType.LINEAR_LEARNER)
            .withBackground(new FeatureMatrix(List.of(), new float[0][], 0));
    assertThatThrownBy(() -> new Explainer(predictor))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE);
              assertThat(error.message())
                  .isEqualTo("the model keeps no rows to compare others with");
              assertThat(error.hint()).contains("Train it again with CREATE OR REPLACE MODEL.");
            });
  }

  private static Predictor trained(SharedTable table, ModelType type) {
    SearchRequest request =
        new SearchRequest(
            "y",
            type,
            Optional.empty(),
            Set.of(),
            Optional.of(Duration.ofSeconds(3)),
            1,
            1,
            Optional.empty());
    return AutoMl.search(table.dataset(), request, SearchListener.NONE).predictor();
  }
}
