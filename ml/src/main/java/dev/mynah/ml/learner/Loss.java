// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

/** What a learner minimises, which also says what a model's raw scores mean. */
public enum Loss {
  /** Half the squared error; one raw score a row, the value itself. */
  SQUARED_ERROR,
  /** Binary log loss; one raw score a row, the log-odds of class 1. */
  LOGISTIC,
  /** Multiclass log loss; one raw score a class, probabilities are their softmax. */
  SOFTMAX
}
