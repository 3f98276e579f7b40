// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/** What a row of the training query is for. */
public enum RowPart {
  /** Teaches. */
  TRAIN(0),
  /** Chooses among candidates; teaches the model that was chosen. */
  VALIDATION(1),
  /** Only tells how good the model is. */
  TEST(2),
  /** Is left out. */
  UNUSED(3);

  private static final RowPart[] PARTS = values();

  private final byte code;

  RowPart(int code) {
    this.code = (byte) code;
  }

  /** Returns what stands for it where there are many. */
  public byte code() {
    return code;
  }

  /** Returns the part of a code. */
  public static RowPart of(byte code) {
    return PARTS[code];
  }
}
