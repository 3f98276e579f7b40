// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A bin for each of the most frequent categories. Rarer ones, and those that no training row has,
 * count as missing.
 */
final class CategoryBins implements FeatureBins {
  private static final int NO_BIN = -1;

  private final int[] binOf;
  private final int[] categories;

  private CategoryBins(int[] binOf, int[] categories) {
    this.binOf = binOf;
    this.categories = categories;
  }

  static CategoryBins of(float[] column, int rows, int cardinality) {
    int[] counts = new int[cardinality];
    for (int row = 0; row < rows; row++) {
      float x = column[row];
      if (x >= 0 && x < cardinality) {
        counts[(int) x]++;
      }
    }
    int[] categories =
        IntStream.range(0, cardinality)
            .filter(category -> counts[category] > 0)
            .boxed()
            .sorted(Comparator.comparingInt((Integer category) -> -counts[category]))
            .limit(MAX_BINS)
            .mapToInt(Integer::intValue)
            .toArray();
    int[] binOf = new int[cardinality];
    Arrays.fill(binOf, NO_BIN);
    for (int bin = 0; bin < categories.length; bin++) {
      binOf[categories[bin]] = bin;
    }
    return new CategoryBins(binOf, categories);
  }

  @Override
  public int count() {
    return categories.length;
  }

  @Override
  public void assign(float[] column, byte[] bins) {
    for (int row = 0; row < bins.length; row++) {
      float x = column[row];
      int bin = x >= 0 && x < binOf.length ? binOf[(int) x] : NO_BIN;
      bins[row] = (byte) (bin == NO_BIN ? categories.length : bin);
    }
  }

  /**
   * Returns the bits of the categories that go left: those of {@code leftBins}, and the binless.
   */
  long[] leftCategories(boolean[] leftBins, boolean missingLeft) {
    long[] words = new long[(binOf.length + 63) / 64];
    for (int category = 0; category < 64 * words.length; category++) {
      int bin = category < binOf.length ? binOf[category] : NO_BIN;
      if (bin == NO_BIN ? missingLeft : leftBins[bin]) {
        words[category >> 6] |= 1L << category;
      }
    }
    return words;
  }
}
