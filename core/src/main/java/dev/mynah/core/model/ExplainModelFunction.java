// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.Explainer;
import dev.mynah.ml.automl.Explanation;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a model makes of its columns on the whole, as Amazon Redshift tells it: behind {@code
 * explain_model('name')}, which looks up the version that the user may see. A version is looked at
 * once and remembered, the last few of them.
 */
public final class ExplainModelFunction implements ScalarFunction {
  private static final int REMEMBERED = 100;

  private final ModelFunctions functions;
  private final Map<ModelVersion, String> known = new ConcurrentHashMap<>();

  public ExplainModelFunction(ModelFunctions functions) {
    this.functions = functions;
  }

  @Override
  public Signature signature() {
    return new Signature(
        "_mynah_explain_model",
        List.of(
            new Column("model_id", DataType.BIGINT),
            new Column("version", DataType.BIGINT),
            new Column("name", DataType.TEXT)),
        DataType.TEXT,
        Signature.Volatility.VOLATILE);
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    ColumnVector ids = arguments.column(0);
    ColumnVector versions = arguments.column(1);
    for (int row = 0; row < arguments.rows(); row++) {
      if (arguments.column(2).isNull(row)) {
        result.setNull(row);
        continue;
      }
      String name = arguments.column(2).textAt(row);
      if (ids.isNull(row)) {
        throw new DatastoreException(
            ErrorCode.UNDEFINED_OBJECT, "model \"%s\" does not exist".formatted(name));
      }
      long version = versions.isNull(row) ? 0 : versions.longAt(row);
      result.setText(row, json(new ModelVersion(ids.longAt(row), version), name));
    }
  }

  private String json(ModelVersion version, String name) {
    Predictor predictor =
        functions
            .predictor(version)
            .orElseThrow(() ->
                new DatastoreException(
                        ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
                        "model \"%s\" is not ready".formatted(name))
                    .withHint("SHOW MODEL %s says more.".formatted(name)));
    if (known.size() > REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(version, own -> json(predictor));
  }

  private static String json(Predictor predictor) {
    Explanation overall = new Explainer(predictor).overall();
    int[] used = predictor.usedInputs();
    List<String> values = new ArrayList<>();
    for (int index = 0; index < used.length; index++) {
      String column = predictor.inputs().get(used[index]).name();
      values.add(JsonText.string(column) + ":" + overall.values()[index]);
    }
    return ("{\"version\":\"1.0\",\"explanations\":{\"kernel_shap\":{\"label0\":"
            + "{\"global_shap_values\":{%s},\"expected_value\":%s}}}}")
        .formatted(String.join(",", values), overall.expected());
  }
}
