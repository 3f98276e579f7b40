// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.Explainer;
import dev.mynah.ml.automl.Explanation;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code f_explain(...)}: the expected answer and what each column adds to it, as JSON. What it
 * takes to explain is prepared by the first call, so that a datastore opens as fast without it.
 */
final class ExplainFunction implements ScalarFunction {
  private final Predictor predictor;
  private final Signature signature;
  private final List<String> names;
  private volatile @Nullable Explainer explainer;

  ExplainFunction(Predictor predictor, String name) {
    this.predictor = predictor;
    this.signature = FunctionArguments.signature(name, predictor, DataType.TEXT);
    this.names =
        Arrays.stream(predictor.usedInputs())
            .mapToObj(input -> JsonText.string(predictor.inputs().get(input).name()))
            .toList();
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    List<Explanation> explanations = explainer().explain(arguments);
    for (int row = 0; row < arguments.rows(); row++) {
      result.setText(row, json(explanations.get(row)));
    }
  }

  /** Two threads that come first may both prepare; what they prepare is equal. */
  private Explainer explainer() {
    Explainer prepared = explainer;
    if (prepared == null) {
      prepared = new Explainer(predictor);
      explainer = prepared;
    }
    return prepared;
  }

  private String json(Explanation explanation) {
    StringBuilder json = new StringBuilder("{\"expected_value\":").append(explanation.expected());
    json.append(",\"shap_values\":{");
    for (int index = 0; index < names.size(); index++) {
      json.append(index == 0 ? "" : ",").append(names.get(index)).append(':');
      json.append(explanation.values()[index]);
    }
    return json.append("}}").toString();
  }
}
