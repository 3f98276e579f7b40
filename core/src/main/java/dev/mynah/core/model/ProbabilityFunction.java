// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.Predictor;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.spi.error.NearestName;
import dev.mynah.spi.function.ScalarFunction;
import dev.mynah.spi.function.Signature;
import java.util.stream.Collectors;

/** {@code f_probability(..., label)}: the probability of one class; NULL for a NULL label. */
final class ProbabilityFunction implements ScalarFunction {
  /** The name of the last argument. */
  static final String LABEL = "label";

  private static final int LABELS_SHOWN = 20;

  private final ModelAnswers answers;
  private final Predictor predictor;
  private final Signature signature;

  ProbabilityFunction(ModelAnswers answers, String name) {
    this.answers = answers;
    this.predictor = answers.predictor();
    this.signature = FunctionArguments.signatureWithText(name, predictor, LABEL, DataType.DOUBLE);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public void apply(ColumnBatch arguments, ColumnWriter result) {
    int classes = predictor.classes().size();
    double[] probabilities = new double[arguments.rows() * classes];
    answers.predict(new LeadingColumns(arguments, predictor.inputs().size()), probabilities);
    ColumnVector labels = arguments.column(predictor.inputs().size());
    for (int row = 0; row < arguments.rows(); row++) {
      if (labels.isNull(row)) {
        result.setNull(row);
      } else {
        result.setDouble(row, probabilities[row * classes + classOf(labels.textAt(row))]);
      }
    }
  }

  private int classOf(String label) {
    int index = predictor.classes().indexOf(label);
    if (index >= 0) {
      return index;
    }
    DatastoreException error =
        new DatastoreException(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "\"%s\" is not a class of \"%s\"".formatted(label, predictor.target().name()))
            .withDetail(
                "The classes are %s."
                    .formatted(
                        predictor.classes().stream()
                            .limit(LABELS_SHOWN)
                            .collect(Collectors.joining(", "))));
    throw NearestName.of(label, predictor.classes())
        .map(nearest -> error.withHint("Perhaps you meant '%s'.".formatted(nearest)))
        .orElse(error);
  }
}
