// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Draws rows by their values and a seed, so that the same rows are drawn in whatever order. */
final class RowSample {
  private RowSample() {}

  /** Returns {@code count} rows, ascending. */
  static int[] of(Dataset dataset, int count, long seed) {
    int[] all = IntStream.range(0, dataset.rows()).toArray();
    if (count >= all.length) {
      return all;
    }
    long[] hashes = new long[all.length];
    Arrays.fill(hashes, RowHash.mix(seed));
    for (int column = 0; column < dataset.columns().size(); column++) {
      RowHash.mixInto(hashes, dataset.values(column), all);
    }
    numberCopies(hashes);
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    long last = sorted[count - 1];
    return Arrays.stream(all).filter(row -> hashes[row] <= last).limit(count).toArray();
  }

  /** Copies of a row are drawn one by one, not all or none. */
  private static void numberCopies(long[] hashes) {
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    Map<Long, Integer> seen = new HashMap<>();
    for (int index = 1; index < sorted.length; index++) {
      if (sorted[index] == sorted[index - 1]) {
        seen.put(sorted[index], 0);
      }
    }
    for (int row = 0; row < hashes.length && !seen.isEmpty(); row++) {
      Integer copies = seen.get(hashes[row]);
      if (copies != null) {
        seen.put(hashes[row], copies + 1);
        hashes[row] = RowHash.mix(hashes[row] + copies);
      }
    }
  }
}
