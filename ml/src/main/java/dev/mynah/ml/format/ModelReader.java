// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.format;

import dev.mynah.ml.automl.Predictor;

/** Reads what a {@link ModelWriter} wrote. */
public final class ModelReader {
  private ModelReader() {}

  /**
   * Reads a predictor.
   *
   * @throws dev.mynah.spi.error.DatastoreException MODEL_UNREADABLE when the bytes are damaged, cut
   *     off or of a version that this program does not know
   */
  public static Predictor read(byte[] bytes) {
    throw new UnsupportedOperationException();
  }
}
