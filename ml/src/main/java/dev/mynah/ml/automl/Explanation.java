// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

/**
 * Why a row is answered as it is.
 *
 * @param label place of the class that is explained among the predictor's; 0 for values
 * @param expected the answer when nothing is known of a row
 * @param values what each used input adds, in the order of {@link Predictor#usedInputs}; with the
 *     expected answer they add up to the row's
 */
public record Explanation(int label, double expected, double[] values) {}
