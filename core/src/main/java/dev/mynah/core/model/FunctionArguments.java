// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.Predictor;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.Signature;
import java.util.ArrayList;
import java.util.List;

/** The types that a model's functions take, wide enough for what an engine converts by itself. */
final class FunctionArguments {
  private FunctionArguments() {}

  static Signature signature(String name, Predictor predictor, DataType result) {
    return new Signature(name, columns(predictor), result, Signature.Volatility.IMMUTABLE);
  }

  /** Returns a signature with one more argument, a text. */
  static Signature signatureWithText(
      String name, Predictor predictor, String extra, DataType result) {
    List<Column> parameters = new ArrayList<>(columns(predictor));
    parameters.add(new Column(extra, DataType.TEXT));
    return new Signature(name, parameters, result, Signature.Volatility.IMMUTABLE);
  }

  private static List<Column> columns(Predictor predictor) {
    return predictor.inputs().stream()
        .map(input -> new Column(input.name(), widest(input.type())))
        .toList();
  }

  private static DataType widest(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> DataType.BOOLEAN;
      case SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> DataType.DOUBLE;
      case DATE, TIMESTAMP -> DataType.TIMESTAMP;
      case TIMESTAMPTZ -> DataType.TIMESTAMPTZ;
      case TEXT, JSON, BYTES, TIME, UUID, INTERVAL, OTHER, ARRAY, UNKNOWN -> DataType.TEXT;
    };
  }
}
