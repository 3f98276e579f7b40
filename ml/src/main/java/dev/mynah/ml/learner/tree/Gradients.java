// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

/**
 * First and second derivatives of the loss, a pair of whole numbers a row, so that sums of them are
 * exact and do not depend on the order of the rows.
 *
 * <p>The first number is the gradient. The second is {@code hessian << 24 | 1}: adding such numbers
 * counts the rows in the low 24 bits.
 */
final class Gradients {
  private static final int COUNT_BITS = 24;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  /** Sums keep below these powers of two, which leaves room for the sign. */
  private static final int GRADIENT_BITS = 62;

  private static final int HESSIAN_BITS = 39;

  /** Beyond this a double has no more digits to give. */
  private static final int MAX_GRADIENT_BITS = 40;

  /** Smaller derivatives count as 0, so that the scale itself stays finite. */
  private static final int MIN_EXPONENT = -500;

  private final long[] pairs;
  private double gradientScale = 1;
  private double hessianScale = 1;

  Gradients(int rows) {
    pairs = new long[2 * rows];
  }

  /** Takes over derivatives. Hessians are not negative. */
  void set(double[] gradient, double[] hessian) {
    double maxGradient = 0;
    double maxHessian = 0;
    for (int row = 0; row < gradient.length; row++) {
      maxGradient = Math.max(maxGradient, Math.abs(gradient[row]));
      maxHessian = Math.max(maxHessian, hessian[row]);
    }
    int rowBits = 32 - Integer.numberOfLeadingZeros(gradient.length);
    gradientScale = scale(maxGradient, Math.min(MAX_GRADIENT_BITS, GRADIENT_BITS - rowBits));
    hessianScale = scale(maxHessian, HESSIAN_BITS - rowBits);
    for (int row = 0; row < gradient.length; row++) {
      pairs[2 * row] = (long) (gradient[row] * gradientScale);
      pairs[2 * row + 1] = (long) (hessian[row] * hessianScale + 0.5) << COUNT_BITS | 1;
    }
  }

  /** Returns the power of two that brings {@code max} just below {@code 2^bits}. */
  private static double scale(double max, int bits) {
    return max == 0 ? 1 : Math.scalb(1.0, bits - 1 - Math.max(MIN_EXPONENT, Math.getExponent(max)));
  }

  long[] pairs() {
    return pairs;
  }

  /** Gradients are multiplied by this. */
  double gradientScale() {
    return gradientScale;
  }

  double hessianScale() {
    return hessianScale;
  }

  static int count(long hessianAndCount) {
    return (int) (hessianAndCount & COUNT_MASK);
  }

  static long hessian(long hessianAndCount) {
    return hessianAndCount >>> COUNT_BITS;
  }
}
