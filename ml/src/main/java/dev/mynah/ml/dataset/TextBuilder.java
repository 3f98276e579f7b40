// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

import dev.mynah.spi.data.ColumnVector;
import dev.mynah.spi.data.DataType.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects texts as places in a dictionary. */
final class TextBuilder implements ColumnBuilder {
  /** What stands for a value of bytes, which are not learnt from: only that there is one. */
  private static final String BYTES = "(bytes)";

  private int[] codes = {};
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> dictionary = new ArrayList<>();

  @Override
  public void add(ColumnVector vector, int start, int count) {
    if (codes.length < start + count) {
      codes = Arrays.copyOf(codes, ColumnBuilder.grown(codes.length, start + count));
    }
    boolean bytes = vector.type().kind() == Kind.BYTES;
    for (int row = 0; row < count; row++) {
      if (vector.isNull(row)) {
        codes[start + row] = TextValues.MISSING;
      } else {
        codes[start + row] = placeOf(bytes ? BYTES : vector.textAt(row));
      }
    }
  }

  private int placeOf(String text) {
    Integer known = places.putIfAbsent(text, dictionary.size());
    if (known != null) {
      return known;
    }
    dictionary.add(text);
    return dictionary.size() - 1;
  }

  @Override
  public TextValues build(int rows) {
    return new TextValues(Arrays.copyOf(codes, rows), dictionary);
  }
}
