// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.export.XgboostExport;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What XGBoost makes of an exported model is what the model says. */
final class XgboostExportTest {
  private static final int ROWS = 1_000;

  @TempDir private Path folder;

  @Test
  void modelsOfBoostedTreesScoreTheSameInXgboost() throws XGBoostError, IOException {
    for (DataType target : List.of(DataType.DOUBLE, DataType.BOOLEAN, DataType.TEXT)) {
      Predictor predictor = trained(MadeRows.learnable(300, target), ModelType.BOOSTED_TREES);
      scoresTheSame(
          predictor.classes().isEmpty() ? predictor : ofOne(predictor, 1.4),
          MadeRows.learnable(ROWS, target));
    }
  }

  /** Keeps one of the models, and calibrates it. */
  private static Predictor ofOne(Predictor predictor, double scale) {
    Member first = predictor.members().getFirst();
    double shift = predictor.classes().size() == 2 ? 0.3 : 0;
    return new Predictor(
        predictor.target(),
        predictor.inputs(),
        predictor.problemType(),
        predictor.classes(),
        predictor.encoder(),
        List.of(new Member(first.model(), 1, new Calibration(scale, shift))),
        new Calibration(0.9, shift),
        0.5);
  }

  @Test
  void whatDoesNotAddUpIsRefused() {
    refused(trained(MadeRows.learnable(200, DataType.DOUBLE), ModelType.LINEAR_LEARNER), "others");
    refused(trained(MadeRows.learnable(200, DataType.BOOLEAN), ModelType.BOOSTED_TREES), "mixes");
  }

  private static void refused(Predictor predictor, String why) {
    assertThatThrownBy(() -> XgboostExport.write(predictor, "m"))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.FEATURE_NOT_SUPPORTED);
              assertThat(error.message()).isEqualTo("model \"m\" cannot be exported as XGBOOST");
              assertThat(error.detail().orElseThrow()).contains(why);
            });
  }

  private void scoresTheSame(Predictor predictor, SharedTable table)
      throws XGBoostError, IOException {
    FeatureMatrix features = predictor.encoder().encode(table.without("y"));
    double[] answers = new double[ROWS * predictor.outputs()];
    predictor.predict(features, answers);
    int width = features.columns().length;
    float[] values = new float[ROWS * width];
    for (int row = 0; row < ROWS; row++) {
      for (int feature = 0; feature < width; feature++) {
        values[row * width + feature] = features.columns()[feature][row];
      }
    }
    Path file = folder.resolve("model.json");
    Files.writeString(file, XgboostExport.write(predictor, "m"), StandardCharsets.UTF_8);
    Booster booster = XGBoost.loadModel(file.toString());
    DMatrix matrix = new DMatrix(values, ROWS, width, Float.NaN);
    float[][] scores = booster.predict(matrix);
    for (int row = 0; row < ROWS; row++) {
      for (int output = 0; output < scores[row].length; output++) {
        int place = predictor.outputs() == 2 ? 1 : output;
        assertThat((double) scores[row][output])
            .isCloseTo(answers[row * predictor.outputs() + place], within(1e-5));
      }
    }
    matrix.dispose();
    booster.dispose();
  }

  private static Predictor trained(SharedTable table, ModelType type) {
    SearchRequest request =
        new SearchRequest(
            "y",
            type,
            Optional.empty(),
            Set.of(),
            Optional.of(Duration.ofSeconds(4)),
            1,
            2,
            Optional.empty());
    return AutoMl.search(table.dataset(), request, SearchListener.NONE).predictor();
  }
}
