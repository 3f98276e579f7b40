// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.Predictor;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;

/** {@code f(...)}: the most probable class, or the value, for each row of a batch. */
final class PredictFunction implements ScalarFunction {
  private final ModelAnswers answers;
  private final Predictor predictor;
  private final Signature signature;
  private final ClassLabels labels;

  PredictFunction(ModelAnswers answers, String name) {
    this.answers = answers;
    this.predictor = answers.predictor();
    this.labels = new ClassLabels(predictor);
    this.signature =
        FunctionArguments.signature(
            name, predictor, predictor.classes().isEmpty() ? DataType.DOUBLE : labels.type());
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    int outputs = predictor.outputs();
    double[] values = new double[arguments.rows() * outputs];
    answers.predict(arguments, values);
    for (int row = 0; row < arguments.rows(); row++) {
      if (predictor.classes().isEmpty()) {
        result.setDouble(row, values[row]);
      } else {
        labels.write(result, row, predictor.chosen(values, row * outputs));
      }
    }
  }
}
