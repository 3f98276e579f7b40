// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.format;

import dev.mynah.ml.automl.Predictor;

/** Writes predictors in Mynah's own format. */
public final class ModelWriter {
  private ModelWriter() {}

  /** Returns bytes from which {@link ModelReader} makes a predictor of equal answers. */
  public static byte[] write(Predictor predictor) {
    throw new UnsupportedOperationException();
  }
}
