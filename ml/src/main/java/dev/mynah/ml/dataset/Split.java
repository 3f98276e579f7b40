// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

/**
 * Rows to learn from and rows to check on.
 *
 * @param training places of rows, no row in both parts
 */
public record Split(int[] training, int[] validation) {}
