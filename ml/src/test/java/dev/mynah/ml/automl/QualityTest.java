// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.evaluation.Metric;
import dev.mynah.ml.evaluation.Score;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** what one search with every setting at its default reaches on rows it has not seen. */
final class QualityTest {
  @Test
  void reachesTheBoundOfChurn() {
    assertThat(score("churn", "churn", Metric.LOG_LOSS)).isLessThanOrEqualTo(0.205);
  }

  @Test
  void reachesTheBoundOfTitanic() {
    assertThat(score("titanic", "survived", Metric.LOG_LOSS)).isLessThanOrEqualTo(0.52);
  }

  @Test
  void reachesTheBoundOfDiabetes() {
    assertThat(score("diabetes", "Outcome", Metric.LOG_LOSS)).isLessThanOrEqualTo(0.57);
  }

  @Test
  void reachesTheBoundOfAdult() {
    assertThat(score("adult", "income", Metric.LOG_LOSS)).isLessThanOrEqualTo(0.285);
  }

  @Test
  void reachesTheBoundOfCalifornia() {
    assertThat(score("california", "median_house_value", Metric.RMSE)).isLessThanOrEqualTo(48_000);
  }

  @Test
  void reachesTheBoundOfWine() {
    assertThat(score("wine", "class", Metric.ACCURACY)).isGreaterThanOrEqualTo(0.94);
  }

  @Test
  void hostileTwinsOfChurnReachItWithinAPoint() {
    SharedTable training = SharedTable.load("churn", "train");
    SharedTable test = SharedTable.load("churn", "test");
    double plain = score(training, test, "churn", Metric.LOG_LOSS);
    String renamed = "c" + (training.indexOf("churn") + 1);
    assertThat(score(training.anonymous(), test.anonymous(), renamed, Metric.LOG_LOSS))
        .isCloseTo(plain, within(0.01));
    assertThat(score(training.shuffled(5), test, "churn", Metric.LOG_LOSS))
        .isCloseTo(plain, within(0.01));
    assertThat(
            score(quoted(withNulls(training)), quoted(withNulls(test)), "churn", Metric.LOG_LOSS))
        .isCloseTo(plain, within(0.01));
  }

  private static SharedTable withNulls(SharedTable table) {
    return MadeRows.with(table, "select", DataType.DOUBLE, row -> null);
  }

  /** Gives the first column a name of reserved words, quotes and spaces. */
  private static SharedTable quoted(SharedTable table) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.set(0, new Column("\"from\" ; -- ", columns.get(0).type()));
    return new SharedTable(columns, table.rows());
  }

  @Test
  void threeHundredColumnsOfNoiseCostDiabetesLittle() {
    SharedTable training = withNoise(SharedTable.load("diabetes", "train"));
    SharedTable test = withNoise(SharedTable.load("diabetes", "test"));
    assertThat(score(training, test, "Outcome", Metric.LOG_LOSS)).isLessThan(0.65);
  }

  private static SharedTable withNoise(SharedTable table) {
    Random random = new Random(table.rows().size());
    List<Column> columns = new ArrayList<>(table.columns());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : table.rows()) {
      List<@Nullable Object> longer = new ArrayList<>(row);
      while (longer.size() < 300) {
        longer.add(random.nextDouble());
      }
      rows.add(longer);
    }
    while (columns.size() < 300) {
      columns.add(new Column("noise" + columns.size(), DataType.DOUBLE));
    }
    return new SharedTable(columns, rows);
  }

  @Test
  void oneRowIsOneClearError() {
    SharedTable table = SharedTable.load("churn", "train").head(1);
    assertThatThrownBy(() ->
            AutoMl.search(table.dataset(), SearchRequest.forTarget("churn"), SearchListener.NONE))
        .isInstanceOf(DatastoreException.class)
        .hasMessage("target \"churn\" has a value in only 1 row");
  }

  private static double score(String table, String target, Metric metric) {
    return score(SharedTable.load(table, "train"), SharedTable.load(table, "test"), target, metric);
  }

  private static double score(
      SharedTable training, SharedTable test, String target, Metric metric) {
    SearchResult result =
        AutoMl.search(training.dataset(), SearchRequest.forTarget(target), SearchListener.NONE);
    ModelEvaluation evaluation = new ModelEvaluation(result.predictor());
    evaluation.add(test.without(target), test.only(target).column(0));
    return evaluation.scores().stream()
        .filter(score -> score.metric() == metric)
        .mapToDouble(Score::value)
        .findFirst()
        .orElseThrow();
  }
}
