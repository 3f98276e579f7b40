// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import java.util.Arrays;

/**
 * Rows in an order that depends on their values and the seed, not on how they arrived: as good as
 * shuffled, and equal for any order of the query. Rows of equal features are neighbours.
 *
 * @param rows places in the dataset
 * @param keys shape {@code [rows]}, equal for rows of equal features
 */
record CanonicalRows(int[] rows, long[] keys) {
  /** Enough to tell the features of a million rows apart; the bits below order by target. */
  private static final int KEY_BITS = 34;

  private static final int BITS_BELOW = Long.SIZE - KEY_BITS;

  /** Longer runs of equal rows are cut, or a table of few different rows would be one part. */
  private static final int MAX_TWINS = 8;

  /** Returns the end of the rows that have equal features with the row at {@code start}. */
  int runEnd(int start) {
    int end = start + 1;
    while (end < keys.length && end - start < MAX_TWINS && keys[end] == keys[start]) {
      end++;
    }
    return end;
  }

  static CanonicalRows of(Dataset dataset, int[] columns, Target target, long seed) {
    int[] given = target.rows();
    long[] hashes = new long[given.length];
    Arrays.fill(hashes, RowHash.mix(seed));
    for (int column : columns) {
      RowHash.mixInto(hashes, dataset.values(column), given);
    }
    int placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(given.length);
    long[] sorted = new long[given.length];
    for (int place = 0; place < given.length; place++) {
      long ofTarget = RowHash.mix(Double.doubleToLongBits(target.values()[given[place]] + 0.0));
      long tie = (ofTarget >>> KEY_BITS) >>> placeBits << placeBits;
      sorted[place] = (hashes[place] >>> BITS_BELOW << BITS_BELOW) | tie | place;
    }
    Arrays.sort(sorted);
    int[] rows = new int[given.length];
    long[] keys = new long[given.length];
    long placeMask = (1L << placeBits) - 1;
    for (int index = 0; index < rows.length; index++) {
      rows[index] = given[(int) (sorted[index] & placeMask)];
      keys[index] = sorted[index] >>> BITS_BELOW;
    }
    return new CanonicalRows(rows, keys);
  }
}
