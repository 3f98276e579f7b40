// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How many rows of the training query take part.
 *
 * @param rows at most so many
 * @param percent so many of a hundred, above 0
 * @param maxCells at most so many rows times columns; 0 for any number
 * @param seed empty for the seed of the search
 */
public record SampleRequest(
    OptionalLong rows, OptionalDouble percent, long maxCells, OptionalLong seed) {
  /** All rows. */
  public static final SampleRequest ALL =
      new SampleRequest(OptionalLong.empty(), OptionalDouble.empty(), 0, OptionalLong.empty());

  /** Returns how many of so many rows take part. */
  int count(int all, int columns) {
    double wanted = all;
    if (rows.isPresent()) {
      wanted = Math.min(wanted, (double) rows.getAsLong());
    }
    if (percent.isPresent()) {
      wanted = Math.max(1, Math.round(wanted * percent.getAsDouble() / 100));
    }
    return (int) Math.min(wanted, maxRows(all, columns));
  }

  /** Returns how many rows the limit of cells lets take part. */
  int maxRows(int all, int columns) {
    return maxCells == 0 ? all : (int) Math.min(all, Math.max(1, maxCells / columns));
  }
}
