// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/** What kind of target is predicted. */
public enum ProblemType {
  REGRESSION,
  BINARY_CLASSIFICATION,
  MULTICLASS_CLASSIFICATION;

  /** Tells whether the target is one of some classes. */
  public boolean isClassification() {
    return this != REGRESSION;
  }
}
