// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/** What a row of the training query is for. */
public enum RowPart {
  /** Teaches. */
  TRAIN,
  /** Chooses among candidates; teaches the model that was chosen. */
  VALIDATION,
  /** Only tells how good the model is. */
  TEST,
  /** Is left out. */
  UNUSED
}
