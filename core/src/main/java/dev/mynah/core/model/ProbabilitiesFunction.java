// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.Predictor;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** {@code f_probabilities(...)}: all classes with their probabilities, falling, as JSON. */
final class ProbabilitiesFunction implements ScalarFunction {
  private final ModelAnswers answers;
  private final Predictor predictor;
  private final Signature signature;
  private final List<String> labels;

  ProbabilitiesFunction(ModelAnswers answers, String name) {
    this.answers = answers;
    this.predictor = answers.predictor();
    this.signature = FunctionArguments.signature(name, predictor, DataType.TEXT);
    this.labels = predictor.classes().stream().map(JsonText::string).toList();
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    int classes = labels.size();
    double[] probabilities = new double[arguments.rows() * classes];
    answers.predict(arguments, probabilities);
    for (int row = 0; row < arguments.rows(); row++) {
      result.setText(row, json(probabilities, row * classes));
    }
  }

  private String json(double[] probabilities, int start) {
    int[] falling =
        IntStream.range(0, labels.size())
            .boxed()
            .sorted(Comparator.comparingDouble(index -> -probabilities[start + index]))
            .mapToInt(Integer::intValue)
            .toArray();
    StringBuilder json = new StringBuilder("{\"probabilities\":[");
    for (int index = 0; index < falling.length; index++) {
      json.append(index == 0 ? "" : ",").append(probabilities[start + falling[index]]);
    }
    json.append("],\"labels\":[");
    for (int index = 0; index < falling.length; index++) {
      json.append(index == 0 ? "" : ",").append(labels.get(falling[index]));
    }
    return json.append("]}").toString();
  }
}
