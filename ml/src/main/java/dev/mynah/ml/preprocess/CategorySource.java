// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.TextValues;
import dev.mynah.spi.data.ColumnVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A text as one of the categories that are frequent in training; the others share one category when
 * there are any. A text that training did not have is one of the others, or missing.
 */
public final class CategorySource implements FeatureSource {
  /** Categories of their own; with the others and the missing they fit a byte. */
  public static final int MAX_CATEGORIES = 250;

  private final int input;
  private final String name;
  private final List<String> categories;
  private final boolean others;
  private final Map<String, Float> codes;

  /**
   * Makes a source from its parts.
   *
   * @param categories most frequent first
   * @param others whether texts that are not among the categories share one more
   */
  public CategorySource(int input, String name, List<String> categories, boolean others) {
    this.input = input;
    this.name = name;
    this.categories = List.copyOf(categories);
    this.others = others;
    this.codes = HashMap.newHashMap(categories.size());
    for (int code = 0; code < categories.size(); code++) {
      codes.put(categories.get(code), (float) code);
    }
  }

  static CategorySource fit(int input, String name, TextValues values, int[] rowIndexes) {
    int[] counts = new int[values.dictionary().size()];
    for (int row : rowIndexes) {
      if (!values.isMissing(row)) {
        counts[values.codes()[row]]++;
      }
    }
    List<Integer> present = new ArrayList<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        present.add(code);
      }
    }
    present.sort(
        Comparator.comparingInt((Integer code) -> -counts[code])
            .thenComparing(code -> values.dictionary().get(code)));
    boolean others = present.size() > MAX_CATEGORIES;
    List<Integer> kept = others ? present.subList(0, MAX_CATEGORIES) : present;
    return new CategorySource(
        input, name, kept.stream().map(values.dictionary()::get).toList(), others);
  }

  @Override
  public int input() {
    return input;
  }

  public String name() {
    return name;
  }

  public List<String> categories() {
    return categories;
  }

  /** Tells whether the last category stands for all texts without one of their own. */
  public boolean others() {
    return others;
  }

  @Override
  public Feature feature() {
    return new Feature(name, Math.max(1, categories.size() + (others ? 1 : 0)));
  }

  @Override
  public void encode(ColumnValues values, int[] rowIndexes, float[] target) {
    TextValues texts = (TextValues) values;
    float[] encoded = new float[texts.dictionary().size()];
    for (int code = 0; code < encoded.length; code++) {
      encoded[code] = code(texts.dictionary().get(code));
    }
    for (int row = 0; row < rowIndexes.length; row++) {
      int code = texts.codes()[rowIndexes[row]];
      target[row] = code == TextValues.MISSING ? Float.NaN : encoded[code];
    }
  }

  @Override
  public void encode(ColumnVector vector, int rows, double[] scratch, float[] target) {
    for (int row = 0; row < rows; row++) {
      target[row] = vector.isNull(row) ? Float.NaN : code(vector.textAt(row));
    }
  }

  private float code(String text) {
    Float code = codes.get(text);
    if (code != null) {
      return code;
    }
    return others ? categories.size() : Float.NaN;
  }
}
