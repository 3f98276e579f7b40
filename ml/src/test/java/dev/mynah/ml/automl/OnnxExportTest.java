// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.mynah.ml.export.OnnxExport;
import dev.mynah.ml.learner.derive.PairedModel;
import dev.mynah.ml.preprocess.CategorySource;
import dev.mynah.ml.preprocess.DatePartSource;
import dev.mynah.ml.preprocess.FeatureSource;
import dev.mynah.ml.preprocess.NumberSource;
import dev.mynah.ml.preprocess.TermSource;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.DoubleBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** what ONNX Runtime makes of an exported model is what the model says. */
final class OnnxExportTest {
  private static final int ROWS = 1_000;

  @Test
  void everyKindOfModelButNearestRowsScoresTheSameInOnnxRuntime() throws OrtException {
    for (ModelType type : ModelType.values()) {
      for (DataType target : List.of(DataType.DOUBLE, DataType.BOOLEAN, DataType.TEXT)) {
        if (type != ModelType.KNN && type != ModelType.AUTO) {
          scoresTheSame(trained(MadeRows.learnable(300, target), "y", type), rows(target), "y");
        }
      }
    }
  }

  /** Other rows than those learnt from: with missing values and a category never seen. */
  private static SharedTable rows(DataType target) {
    SharedTable table = MadeRows.learnable(ROWS, target);
    for (int row = 0; row < ROWS; row += 9) {
      table.rows().get(row).set(2, "never seen");
    }
    return table;
  }

  @Test
  void largeValuesLoseNothing() throws OrtException {
    SharedTable california = SharedTable.load("california", "train");
    Predictor predictor =
        trained(california.head(3_000), "median_house_value", ModelType.BOOSTED_TREES);
    scoresTheSame(
        predictor, SharedTable.load("california", "test").head(ROWS), "median_house_value");
  }

  @Test
  void pairsOfFeaturesScoreTheSame() throws OrtException {
    FixedCandidate pairs =
        FixedCandidate.of(ModelType.BOOSTED_TREES, Map.of("features", "pairs", "num_round", "30"));
    CandidatePlan plan =
        new CandidatePlan(Set.of(), 0, CandidatePlan.Ensemble.ON, Optional.of(pairs));
    for (DataType target : List.of(DataType.DOUBLE, DataType.BOOLEAN)) {
      SearchRequest request = SearchRequest.forTarget("y").withCandidates(plan);
      SharedTable table = MadeRows.learnable(300, target);
      Predictor predictor =
          AutoMl.search(table.dataset(), request, SearchListener.NONE).predictor();
      assertThat(predictor.members())
          .allMatch(
              member -> member.model() instanceof PairedModel paired && !paired.pairs().isEmpty());
      SharedTable rows = rows(target);
      rows.rows().get(0).set(1, 0.0);
      scoresTheSame(predictor, rows, "y");
    }
  }

  @Test
  void nearestRowsHaveNoFormInOnnx() {
    Predictor predictor = trained(MadeRows.learnable(100, DataType.DOUBLE), "y", ModelType.KNN);
    assertThatThrownBy(() -> OnnxExport.write(predictor, "m"))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.FEATURE_NOT_SUPPORTED);
              assertThat(error.message()).isEqualTo("model \"m\" cannot be exported as ONNX");
              assertThat(error.detail().orElseThrow()).contains("KNN");
            });
  }

  private static void scoresTheSame(Predictor predictor, SharedTable table, String target)
      throws OrtException {
    ColumnBatch arguments = table.without(target);
    int rows = table.rows().size();
    double[] answers = new double[rows * predictor.outputs()];
    predictor.predict(arguments, answers);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = inputs(environment, predictor, arguments, rows);
    try (OrtSession session = environment.createSession(OnnxExport.write(predictor, "m"));
        OrtSession.Result result = session.run(inputs)) {
      boolean classifies = !predictor.classes().isEmpty();
      String name = classifies ? "probabilities" : "prediction";
      double[][] scores = (double[][]) result.get(name).orElseThrow().getValue();
      String[][] labels =
          classifies ? (String[][]) result.get("label").orElseThrow().getValue() : new String[0][];
      for (int row = 0; row < rows; row++) {
        for (int output = 0; output < predictor.outputs(); output++) {
          assertThat(scores[row][output])
              .describedAs("row %d output %d", row, output)
              .isCloseTo(answers[row * predictor.outputs() + output], within(1e-5));
        }
        if (classifies) {
          int chosen = predictor.chosen(answers, row * predictor.outputs());
          assertThat(labels[row][0]).isEqualTo(predictor.classes().get(chosen));
        }
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static Map<String, OnnxTensor> inputs(
      OrtEnvironment environment, Predictor predictor, ColumnBatch arguments, int rows)
      throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (FeatureSource source : predictor.encoder().sources()) {
      ColumnVector column = arguments.column(source.input());
      switch (source) {
        case CategorySource category -> {
          String[][] texts = new String[rows][1];
          for (int row = 0; row < rows; row++) {
            texts[row][0] = column.isNull(row) ? "" : column.textAt(row);
          }
          inputs.put(category.name(), OnnxTensor.createTensor(environment, texts));
        }
        case NumberSource number -> {
          double[] values = new double[rows];
          column.doublesInto(values, rows);
          inputs.put(
              number.name(),
              OnnxTensor.createTensor(
                  environment, DoubleBuffer.wrap(values), new long[] {rows, 1}));
        }
        case DatePartSource part -> throw new IllegalStateException("no dates here");
        case TermSource terms -> throw new IllegalStateException("no texts here");
      }
    }
    return inputs;
  }

  private static Predictor trained(SharedTable table, String target, ModelType type) {
    SearchRequest request =
        new SearchRequest(
            target,
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
