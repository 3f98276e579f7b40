// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of equal values in some columns, in an order that depends on these values and the seed.
 *
 * @param groupOf shape {@code [rows]}, from 0
 * @param sizes shape {@code [groups]}
 */
record RowGroups(int[] groupOf, int[] sizes) {

  /** NULLs are one more value. */
  static RowGroups of(Dataset dataset, List<String> columns, int[] rows, long seed) {
    long[] hashes = new long[rows.length];
    Arrays.fill(hashes, RowHash.mix(seed));
    for (String column : columns) {
      RowHash.mixInto(hashes, dataset.values(dataset.indexOf(column)), rows);
    }
    long[] groups = Arrays.stream(hashes).sorted().distinct().toArray();
    int[] groupOf = new int[rows.length];
    int[] sizes = new int[groups.length];
    for (int row = 0; row < groupOf.length; row++) {
      groupOf[row] = Arrays.binarySearch(groups, hashes[row]);
      sizes[groupOf[row]]++;
    }
    return new RowGroups(groupOf, sizes);
  }

  int count() {
    return sizes.length;
  }
}
