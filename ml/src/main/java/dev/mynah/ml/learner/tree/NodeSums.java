// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

/**
 * The sums of a node's rows in the whole numbers of {@link Gradients}, with the penalties brought
 * to the same scale.
 *
 * @param hessian sum of hessians, and in its low bits the number of rows
 * @param low what the value of a leaf is held above, as constraints of cuts over it ask for
 */
record NodeSums(
    long gradient,
    long hessian,
    double gradientScale,
    double hessianScale,
    double l1,
    double l2,
    double low,
    double high) {
  /** Keeps a split of equal rows from seeming to gain something by rounding alone. */
  private static final double ROUNDING = 1 + 1e-12;

  static final NodeSums NONE =
      new NodeSums(0, 0, 1, 1, 0, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  static NodeSums of(long gradient, long hessian, Gradients scales, TreeShape shape) {
    return new NodeSums(
        gradient,
        hessian,
        scales.gradientScale(),
        scales.hessianScale(),
        shape.l1() * scales.gradientScale(),
        shape.l2() * scales.hessianScale(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY);
  }

  NodeSums with(long newGradient, long newHessian) {
    return within(newGradient, newHessian, low, high);
  }

  /** Returns the sums of one side of a cut, whose leaves are held between two values. */
  NodeSums within(long newGradient, long newHessian, double newLow, double newHigh) {
    return new NodeSums(
        newGradient, newHessian, gradientScale, hessianScale, l1, l2, newLow, newHigh);
  }

  /** Returns the same sums, leaves held below a value. */
  NodeSums below(double value) {
    return within(gradient, hessian, low, Math.min(high, value));
  }

  NodeSums above(double value) {
    return within(gradient, hessian, Math.max(low, value), high);
  }

  int rows() {
    return Gradients.count(hessian);
  }

  /** The gradient with the penalty on absolute values taken off. */
  double penalized(long sum) {
    return l1 == 0 ? sum : Math.signum((double) sum) * Math.max(0, Math.abs((double) sum) - l1);
  }

  /** The sum of hessians, scaled back. */
  double cover() {
    return Gradients.hessian(hessian) / hessianScale;
  }

  /** The value of a leaf here: the step that lowers the loss most. */
  double leafValue() {
    return valueOf(gradient, hessian);
  }

  /** The value of a leaf of some of the rows. */
  double valueOf(long someGradient, long someHessian) {
    double weight = Gradients.hessian(someHessian) + l2;
    double value =
        weight > 0 ? -penalized(someGradient) / weight * (hessianScale / gradientScale) : 0;
    return Math.min(Math.max(value, low), high);
  }

  /** The score that a split must exceed to gain more than {@code minGain}. */
  double minScore(double minGain) {
    return ownScore() * ROUNDING + minGain * gradientScale * gradientScale / hessianScale;
  }

  /** What a split of this score gains, scaled back. */
  double gain(double score) {
    return (score - ownScore()) * hessianScale / (gradientScale * gradientScale);
  }

  private double ownScore() {
    double weight = Gradients.hessian(hessian) + l2;
    double own = penalized(gradient);
    return weight > 0 ? own * own / weight : 0;
  }
}
