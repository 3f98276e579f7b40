// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.evaluation;

/** How many rows of one class were predicted to be of another, or of the same. */
public record ConfusionCell(String actual, String predicted, int rows) {}
