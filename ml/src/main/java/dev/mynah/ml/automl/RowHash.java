// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.ml.dataset.TextValues;

/** Hashes of rows by their values, whatever their columns are called. */
final class RowHash {
  private RowHash() {}

  /** Mixes all bits of a number into all bits of the result (the end of MurmurHash3). */
  static long mix(long bits) {
    long mixed = bits;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  /** Mixes the values of a column into {@code hashes}, one a row of {@code rows}. */
  static void mixInto(long[] hashes, ColumnValues values, int[] rows) {
    switch (values) {
      case NumberValues numbers -> {
        for (int index = 0; index < rows.length; index++) {
          double value = numbers.values()[rows[index]] + 0.0;
          hashes[index] = mix(hashes[index] * 31 + Double.doubleToLongBits(value));
        }
      }
      case TextValues texts -> {
        long[] ofTexts = new long[texts.dictionary().size()];
        for (int code = 0; code < ofTexts.length; code++) {
          ofTexts[code] = hash(texts.dictionary().get(code));
        }
        for (int index = 0; index < rows.length; index++) {
          int code = texts.codes()[rows[index]];
          hashes[index] =
              mix(hashes[index] * 31 + (code == TextValues.MISSING ? 0 : ofTexts[code]));
        }
      }
    }
  }

  private static long hash(String text) {
    long hash = 1;
    for (int place = 0; place < text.length(); place++) {
      hash = hash * 0x100000001b3L + text.charAt(place);
    }
    return mix(hash);
  }
}
