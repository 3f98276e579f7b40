// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

/** Floats as whole numbers of the same order, which can be compared by subtracting. */
final class FloatOrder {
  private static final int LARGEST = position(Float.MAX_VALUE);

  private FloatOrder() {}

  /**
   * Returns the place of {@code x}, which is not NaN; the two zeros share one, and so do the
   * largest float and infinity.
   */
  static int of(float x) {
    return Math.min(position(x), LARGEST);
  }

  private static int position(float x) {
    int bits = Float.floatToRawIntBits(x + 0f);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
