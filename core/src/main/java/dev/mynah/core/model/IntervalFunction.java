// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.automl.Spread;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;

/**
 * {@code f_interval(..., level)}: between which values the truth is in a share of all cases, as
 * JSON; NULL for a NULL level.
 */
final class IntervalFunction implements ScalarFunction {
  /** The name of the last argument. */
  static final String LEVEL = "level";

  private final Predictor predictor;
  private final Signature signature;

  IntervalFunction(Predictor predictor, String name) {
    this.predictor = predictor;
    this.signature = FunctionArguments.signatureWithText(name, predictor, LEVEL, DataType.TEXT);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    if (!predictor.spread().isKnown()) {
      throw new DatastoreException(
              ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "the model does not know how far its answers are from the truth")
          .withDetail("It was trained by an earlier release of Mynah.")
          .withHint("Train it again with CREATE OR REPLACE MODEL.");
    }
    double[] values = new double[arguments.rows()];
    double[] sizes = new double[arguments.rows()];
    int inputs = predictor.inputs().size();
    predictor.predict(new LeadingColumns(arguments, inputs), values, sizes);
    ColumnVector levels = arguments.column(inputs);
    for (int row = 0; row < arguments.rows(); row++) {
      if (levels.isNull(row)) {
        result.setNull(row);
      } else {
        Spread.Bounds bounds = predictor.spread().bounds(level(levels.textAt(row)));
        double low = values[row] + bounds.low() * sizes[row];
        double high = values[row] + bounds.high() * sizes[row];
        result.setText(row, "{\"low\":%s,\"high\":%s}".formatted(low, high));
      }
    }
  }

  private static double level(String text) {
    try {
      double level = Double.parseDouble(text);
      if (level > 0 && level < 1) {
        return level;
      }
    } catch (NumberFormatException notANumber) {
      // The error below says what is wanted.
    }
    throw new DatastoreException(
            ErrorCode.INVALID_PARAMETER_VALUE,
            "the level of an interval is between 0 and 1, not %s".formatted(text))
        .withHint("Write 0.9 for an interval that holds the truth in 90 of 100 cases.");
  }
}
