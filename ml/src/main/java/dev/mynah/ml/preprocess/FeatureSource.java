// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.spi.data.ColumnVector;

/** How one feature is computed from one column. Immutable; gives equal results either way. */
public sealed interface FeatureSource
    permits NumberSource, DatePartSource, CategorySource, TermSource {
  /** The place of the column among the inputs of the model. */
  int input();

  Feature feature();

  /** Encodes the given rows of a training column, in that order. */
  void encode(ColumnValues values, int[] rowIndexes, float[] target);

  /**
   * Encodes the first {@code rows} values of an argument.
   *
   * @param scratch at least {@code rows} long; its content is lost
   */
  void encode(ColumnVector vector, int rows, double[] scratch, float[] target);
}
