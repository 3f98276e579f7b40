// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner;

/**
 * The outcome of a training.
 *
 * @param rounds rounds that the model keeps (trees a class for boosting, iterations for linear)
 * @param validationLoss mean loss on the validation rows in the unit of {@link Loss} (mean squared
 *     error for {@link Loss#SQUARED_ERROR}); NaN without validation rows
 */
public record TrainedModel(Model model, int rounds, double validationLoss) {}
