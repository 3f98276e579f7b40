// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.Predictor;
import dev.mynah.spi.data.ColumnWriter;
import dev.mynah.spi.data.DataType;
import java.util.List;

/** The classes of a model as values of the target's own type, or as texts that are cast to it. */
final class ClassLabels {
  private final List<String> texts;
  private final DataType type;
  private final long[] numbers;

  ClassLabels(Predictor predictor) {
    this.texts = predictor.classes();
    this.type =
        switch (predictor.target().type().kind()) {
          case BOOLEAN -> DataType.BOOLEAN;
          case SMALLINT, INTEGER, BIGINT -> DataType.BIGINT;
          default -> DataType.TEXT;
        };
    this.numbers =
        type.equals(DataType.BIGINT)
            ? texts.stream().mapToLong(Long::parseLong).toArray()
            : new long[0];
  }

  DataType type() {
    return type;
  }

  void write(ColumnWriter result, int row, int label) {
    if (type.equals(DataType.BIGINT)) {
      result.setLong(row, numbers[label]);
    } else if (type.equals(DataType.BOOLEAN)) {
      result.setBoolean(row, Boolean.parseBoolean(texts.get(label)));
    } else {
      result.setText(row, texts.get(label));
    }
  }
}
