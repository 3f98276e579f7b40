// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

/**
 * Rows as a design matrix, of which the zeros of categories are left out.
 *
 * @param quantities shape {@code [rows * dense]}, row by row: normal scores and missing flags
 * @param places shape {@code [rows * categorical]}, row by row: which of the indicator columns,
 *     from 0, is 1
 */
public record DesignRows(int rows, float[] quantities, int[] places) {}
