// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {
  private static final int ROWS = 90;

  private static Predictor trained(SharedTable table, ModelType type) {
    SearchRequest request =
        new SearchRequest(
            "y",
            type,
            Optional.empty(),
            Set.of(),
            Optional.of(Duration.ofSeconds(5)),
            1,
            1,
            Optional.empty());
    return AutoMl.search(table.dataset(), request, SearchListener.NONE).predictor();
  }

  @Test
  void rowsAreScoredOnceAndAnsweredAlike() {
    for (DataType target : List.of(DataType.DOUBLE, DataType.BOOLEAN, DataType.TEXT)) {
      SharedTable table = MadeRows.learnable(ROWS, target);
      Predictor predictor = trained(table, ModelType.BOOSTED_TREES);
      ColumnBatch rows = table.without("y");
      double[] scored = new double[ROWS * predictor.outputs()];
      predictor.predict(rows, scored);
      RecentAnswers recent = new RecentAnswers(predictor);
      double[] first = new double[scored.length];
      double[] second = new double[scored.length];
      assertThat(recent.predict(rows, first)).isZero();
      assertThat(recent.predict(rows, second)).isEqualTo(ROWS);
      assertThat(first).isEqualTo(scored);
      assertThat(second).isEqualTo(scored);
    }
  }

  @Test
  void modelsThatCostNothingRememberNothing() {
    SharedTable table = MadeRows.learnable(ROWS, DataType.DOUBLE);
    RecentAnswers recent = new RecentAnswers(trained(table, ModelType.LINEAR_LEARNER));
    double[] answers = new double[ROWS];
    recent.predict(table.without("y"), answers);
    assertThat(recent.predict(table.without("y"), answers)).isZero();
  }

  @Test
  void threadsThatMeetGetTheirOwnAnswers() {
    SharedTable table = MadeRows.learnable(ROWS, DataType.BOOLEAN);
    Predictor predictor = trained(table, ModelType.BOOSTED_TREES);
    double[] scored = new double[ROWS * predictor.outputs()];
    predictor.predict(table.without("y"), scored);
    RecentAnswers recent = new RecentAnswers(predictor);
    List<double[]> all =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(run -> {
              double[] answers = new double[scored.length];
              recent.predict(table.without("y"), answers);
              return answers;
            })
            .toList();
    assertThat(all).allSatisfy(answers -> assertThat(answers).isEqualTo(scored));
  }
}
