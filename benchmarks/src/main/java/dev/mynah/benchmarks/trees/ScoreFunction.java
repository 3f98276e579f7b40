// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.trees;

import dev.mynah.benchmarks.engine.EngineTable;
import dev.mynah.ml.automl.Member;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.automl.ProblemType;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.preprocess.FeatureEncoder;
import dev.mynah.ml.preprocess.FeatureSource;
import dev.mynah.ml.preprocess.NumberSource;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import dev.mynah.spi.function.Signature.Volatility;
import java.util.ArrayList;
import java.util.List;

/** A model's scores in SQL, on the way that a trained model's predictions take. */
final class ScoreFunction implements ScalarFunction {
  private final Predictor predictor;
  private final Signature signature;

  /** Makes a function of the columns of an {@link EngineTable}. */
  ScoreFunction(Model model, int features) {
    List<Column> inputs = EngineTable.columns(features);
    List<FeatureSource> sources = new ArrayList<>();
    for (int input = 0; input < features; input++) {
      sources.add(new NumberSource(input, inputs.get(input).name(), 0));
    }
    this.predictor =
        new Predictor(
            new Column("target", DataType.DOUBLE),
            inputs,
            ProblemType.REGRESSION,
            List.of(),
            new FeatureEncoder(sources),
            List.of(new Member(model, 1)));
    this.signature =
        new Signature("installed_score", inputs, DataType.DOUBLE, Volatility.IMMUTABLE);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    double[] scores = new double[arguments.rows()];
    predictor.predict(arguments, scores);
    for (int row = 0; row < scores.length; row++) {
      result.setDouble(row, scores[row]);
    }
  }
}
