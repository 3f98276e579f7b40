// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.List;

/**
 * The values of a hyperparameter that a search may try; equal factors are equal steps.
 *
 * @param low above 0
 * @param whole whether values are whole numbers
 */
record HyperparameterRange(Hyperparameter name, double low, double high, boolean whole) {
  private static final List<HyperparameterRange> OF_BOOSTED_TREES =
      List.of(
          new HyperparameterRange(Hyperparameter.MAX_LEAVES, 4, 256, true),
          new HyperparameterRange(Hyperparameter.MIN_ROWS, 1, 100, true),
          new HyperparameterRange(Hyperparameter.LAMBDA, 0.01, 100, false),
          new HyperparameterRange(Hyperparameter.SUBSAMPLE, 0.5, 1, false),
          new HyperparameterRange(Hyperparameter.COLSAMPLE_BYTREE, 0.3, 1, false),
          new HyperparameterRange(Hyperparameter.CAT_SMOOTH, 3, 300, false));
  private static final List<HyperparameterRange> OF_FORESTS =
      List.of(
          new HyperparameterRange(Hyperparameter.MIN_ROWS, 1, 20, true),
          new HyperparameterRange(Hyperparameter.FEATURE_SHARE, 0.1, 1, false));

  /** Returns what is worth moving in a recipe; empty when nothing is. */
  static List<HyperparameterRange> of(Recipe recipe) {
    return switch (recipe) {
      case BoostedRecipe trees -> OF_BOOSTED_TREES;
      case ForestRecipe forest -> OF_FORESTS;
      case LinearRecipe linear -> List.of();
      case NearestRecipe nearest -> List.of();
      case MlpRecipe network -> List.of();
      case LogRecipe logarithms -> of(logarithms.inner());
    };
  }

  /** Returns where a value stands, 0 at the low end and 1 at the high one. */
  double place(double value) {
    return StrictMath.log(Math.clamp(value, low, high) / low) / StrictMath.log(high / low);
  }

  /** Returns the value at a place, of three digits, so that users can write it. */
  double value(double place) {
    double exact = low * StrictMath.pow(high / low, Math.clamp(place, 0, 1));
    return whole ? Math.rint(exact) : Double.parseDouble(Reports.rounded(exact, 3));
  }
}
