// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

/**
 * A metric of some predictions.
 *
 * @param baseline what the best constant answer reaches on the same rows
 */
public record Score(Metric metric, double value, double baseline) {}
