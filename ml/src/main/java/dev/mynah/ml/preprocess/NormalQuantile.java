// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

/**
 * The quantiles of the normal distribution, to seven digits (Wichura, <i>Algorithm AS 241: The
 * Percentage Points of the Normal Distribution</i>, Applied Statistics 37, 1988).
 */
final class NormalQuantile {
  private NormalQuantile() {}

  /** Returns the value that a standard normal variable stays under with {@code probability}. */
  static double of(double probability) {
    double fromMiddle = probability - 0.5;
    if (Math.abs(fromMiddle) <= 0.425) {
      double r = 0.180625 - fromMiddle * fromMiddle;
      return fromMiddle
          * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
          / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1);
    }
    double tail = Math.sqrt(-Math.log(Math.min(probability, 1 - probability)));
    double value = tail <= 5 ? nearTail(tail - 1.6) : farTail(tail - 5);
    return fromMiddle < 0 ? -value : value;
  }

  private static double nearTail(double r) {
    return (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777)
        / ((0.12021132975 * r + 0.73700164250) * r + 1);
  }

  private static double farTail(double r) {
    return (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150)
        / ((0.012258202635 * r + 0.24197894225) * r + 1);
  }
}
