// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.Dataset;
import dev.mynah.spi.data.Column;
import java.util.Arrays;

/** Tells whether two trainings saw the same rows, in whatever order. */
public final class DataHash {
  private DataHash() {}

  /** Returns 32 hexadecimal digits that depend on the columns and on the values of every row. */
  public static String of(Dataset dataset) {
    long ofColumns = 0;
    for (Column column : dataset.columns()) {
      String text = column.name() + " " + column.type().engineName();
      for (int place = 0; place < text.length(); place++) {
        ofColumns = RowHash.mix(ofColumns * 31 + text.charAt(place));
      }
    }
    int[] rows = new int[dataset.rows()];
    Arrays.setAll(rows, row -> row);
    long[] hashes = new long[rows.length];
    Arrays.fill(hashes, ofColumns);
    for (int column = 0; column < dataset.columns().size(); column++) {
      RowHash.mixInto(hashes, dataset.values(column), rows);
    }
    long sum = ofColumns;
    long mixed = rows.length;
    for (long hash : hashes) {
      sum += hash;
      mixed += RowHash.mix(hash + 1);
    }
    return "%016x%016x".formatted(RowHash.mix(sum), RowHash.mix(mixed));
  }
}
