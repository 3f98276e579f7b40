// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.Model;

/**
 * A model of an ensemble.
 *
 * @param weight its share of the answer, in (0, 1]; the weights of an ensemble add up to 1
 */
public record Member(Model model, double weight) {}
