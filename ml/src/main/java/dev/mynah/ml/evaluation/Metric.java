// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

/** A measure of predictions, by the name that SQL knows. */
public enum Metric {
  LOG_LOSS("LogLoss", false),
  AUC("AUC", true),
  ACCURACY("Accuracy", true),
  BALANCED_ACCURACY("BalancedAccuracy", true),
  F1("F1", true),
  F1_MACRO("F1Macro", true),
  RMSE("RMSE", false),
  MSE("MSE", false),
  MAE("MAE", false),
  R2("R2", true),
  /** Mean cost of a row, where mistakes of two kinds cost differently. */
  COST("Cost", false);

  private final String label;
  private final boolean higherIsBetter;

  Metric(String label, boolean higherIsBetter) {
    this.label = label;
    this.higherIsBetter = higherIsBetter;
  }

  /** Returns the name as SQL writes it. */
  public String label() {
    return label;
  }

  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /** Tells whether {@code value} is a better result than {@code other}; NaN is never better. */
  public boolean isBetter(double value, double other) {
    return higherIsBetter ? value > other : value < other;
  }
}
