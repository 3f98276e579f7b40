// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/** Which learners a search may use. */
public enum ModelType {
  /** All of them. */
  AUTO,
  BOOSTED_TREES,
  EXTRA_TREES,
  RANDOM_FOREST,
  LINEAR_LEARNER,
  MLP,
  KNN
}
