// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.automl.FeatureReport.Treatment;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.ml.export.OnnxExport;
import dev.mynah.ml.format.ModelReader;
import dev.mynah.ml.format.ModelWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Columns of texts of several words. */
final class TextColumnTest {
  private static final int ROWS = 600;
  private static final List<String> WORDS =
      List.of("the", "room", "was", "very", "we", "food", "staff", "night", "again", "there");

  @Test
  void wordsTellClassesAndValues() {
    for (DataType type : List.of(DataType.BOOLEAN, DataType.DOUBLE, DataType.TEXT)) {
      SharedTable test = reviews(200, type, 2);
      SearchResult result = search(reviews(ROWS, type, 1), 1);
      ModelEvaluation evaluation = new ModelEvaluation(result.predictor());
      evaluation.add(test.without("y"), test.only("y").column(0));
      Metric metric = type.equals(DataType.DOUBLE) ? Metric.RMSE : Metric.LOG_LOSS;
      assertThat(evaluation.scores())
          .filteredOn(score -> score.metric() == metric)
          .allMatch(score -> score.value() < 0.6 * score.baseline());
      assertThat(result.score()).isLessThan(0.6 * result.baselineScore());
    }
  }

  @Test
  void theColumnIsOneFeatureThatSaysWhatBecameOfIt() {
    SearchResult result = search(reviews(ROWS, DataType.BOOLEAN, 1), 1);
    assertThat(result.features()).extracting(FeatureReport::feature).containsExactly("review", "n");
    FeatureReport review = result.features().getFirst();
    assertThat(review.treatment()).isEqualTo(Treatment.USED);
    assertThat(review.reason()).startsWith("text: ");
    assertThat(review.importance()).isGreaterThan(0.7);
    assertThat(result.predictor().usedInputs()).containsExactly(0, 1);
  }

  @Test
  void missingTextsAndWordsNeverSeenPredict() {
    Predictor predictor = search(reviews(ROWS, DataType.BOOLEAN, 1), 1).predictor();
    SharedTable table = MadeRows.column("review", DataType.TEXT, null, "", "zzz qqq", "good good");
    table = MadeRows.with(table, "n", DataType.DOUBLE, row -> 0.5);
    double[] answers = new double[8];
    predictor.predict(table.batch(), answers);
    for (int row = 0; row < 4; row++) {
      assertThat(answers[2 * row] + answers[2 * row + 1]).isCloseTo(1, within(1e-9));
    }
    assertThat(answers[7]).isGreaterThan(answers[5]);
  }

  @Test
  void theBytesOfAModelAreEqualForAnyNumberOfThreadsAndGiveTheSameAnswers() {
    for (DataType type : List.of(DataType.BOOLEAN, DataType.TEXT)) {
      SharedTable table = reviews(300, type, 1);
      Predictor predictor = search(table, 1).predictor();
      byte[] bytes = ModelWriter.write(predictor);
      assertThat(ModelWriter.write(search(table.shuffled(2), 3).predictor())).isEqualTo(bytes);
      Predictor read = ModelReader.read(bytes);
      assertThat(ModelWriter.write(read)).isEqualTo(bytes);
      double[] expected = new double[300 * predictor.outputs()];
      double[] answers = expected.clone();
      predictor.predict(table.without("y"), expected);
      read.predict(table.without("y"), answers);
      assertThat(answers).containsExactly(expected);
    }
  }

  @Test
  void explanationsAddUp() {
    SharedTable table = reviews(300, DataType.BOOLEAN, 1);
    Predictor predictor = search(table, 1).predictor();
    SharedTable some = table.head(5);
    Explainer explainer = new Explainer(predictor);
    double[] answers = new double[10];
    predictor.predict(some.without("y"), answers);
    List<Explanation> explanations = explainer.explain(some.without("y"));
    for (int row = 0; row < 5; row++) {
      double probability = answers[2 * row + 1];
      double told =
          explainer.scale() == AnswerScale.LOG_ODDS
              ? Math.log(probability / (1 - probability))
              : probability;
      Explanation explanation = explanations.get(row);
      assertThat(explanation.expected() + Arrays.stream(explanation.values()).sum())
          .isCloseTo(told, within(1e-6));
    }
  }

  @Test
  void aModelThatReadsTextsHasNoFormInOnnx() {
    Predictor predictor = search(reviews(200, DataType.BOOLEAN, 1), 1).predictor();
    assertThatThrownBy(() -> OnnxExport.write(predictor, "m"))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.FEATURE_NOT_SUPPORTED);
              assertThat(error.detail().orElseThrow()).contains("\"review\"");
            });
  }

  /** Ten words a row; "good" and "bad" among them say what the target is. */
  private static SharedTable reviews(int rows, DataType type, long seed) {
    Random random = new Random(seed);
    int[] opinions = random.ints(rows, -1, 2).toArray();
    double[] numbers = random.doubles(rows).toArray();
    SharedTable table =
        MadeRows.column(
            "review",
            DataType.TEXT,
            rows,
            row -> {
              StringBuilder text = new StringBuilder();
              int place = random.nextInt(10);
              for (int word = 0; word < 10; word++) {
                boolean telling = word == place && opinions[row] != 0;
                String plain = WORDS.get(random.nextInt(WORDS.size()));
                text.append(telling ? opinions[row] > 0 ? "Good" : "bad" : plain).append(' ');
              }
              return text.toString();
            });
    table = MadeRows.with(table, "n", DataType.DOUBLE, row -> numbers[row]);
    return MadeRows.with(
        table,
        "y",
        type,
        row ->
            switch (type.kind()) {
              case BOOLEAN -> opinions[row] > 0 || (opinions[row] == 0 && row % 2 == 0);
              case TEXT -> List.of("down", "even", "up").get(opinions[row] + 1);
              default -> opinions[row] + 0.2 * numbers[row];
            });
  }

  private static SearchResult search(SharedTable table, int threads) {
    SearchRequest request =
        new SearchRequest(
                "y",
                ModelType.AUTO,
                Optional.empty(),
                Set.of(),
                Optional.of(Duration.ofSeconds(60)),
                1,
                threads,
                Optional.empty())
            .withCandidates(
                new CandidatePlan(
                    EnumSet.of(ModelType.BOOSTED_TREES, ModelType.LINEAR_LEARNER),
                    4,
                    CandidatePlan.Ensemble.ON,
                    Optional.empty()));
    return AutoMl.search(table.dataset(), request, SearchListener.NONE);
  }
}
