// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Model;

/**
 * A model of an ensemble.
 *
 * @param weight its share of the answer, in (0, 1]; the weights of an ensemble add up to 1
 * @param calibration changes its own probabilities before they are added
 */
public record Member(Model model, double weight, Calibration calibration) {
  /** Makes a member whose probabilities are taken as they are. */
  public Member(Model model, double weight) {
    this(model, weight, Calibration.NONE);
  }
}
