// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Sets of categories. The rows of each category that occurs in a block are gathered once; a
 * comparison then unites the rows of its categories.
 */
final class CategoricalComparisons implements FeatureComparisons {
  /** At most as many categories occur in a block as it has rows. */
  private static final int BLOCK_ROWS = 64;

  private final int words;
  private final Map<CategorySet, Integer> indexes = new LinkedHashMap<>();

  /** Left categories of comparison c in words {@code c * words} and up. */
  private final long[] left;

  private CategoricalComparisons(List<Node> nodes, int words) {
    this.words = words;
    for (Node node : nodes) {
      indexes.putIfAbsent(set(node.tree(), node.node()), indexes.size());
    }
    left = new long[indexes.size() * words];
    indexes.forEach((set, index) -> System.arraycopy(set.bits, 0, left, index * words, words));
  }

  static CategoricalComparisons of(List<Node> nodes) {
    return new CategoricalComparisons(
        nodes, nodes.stream().mapToInt(node -> node.categories().length).max().orElse(0));
  }

  /** Returns the node's left categories; those that its own bits do not reach are missing to it. */
  private CategorySet set(Tree tree, int node) {
    long[] own = tree.categories()[node];
    long[] bits = Arrays.copyOf(own, words);
    if (tree.missingLeft()[node]) {
      Arrays.fill(bits, own.length, words, -1L);
    }
    return new CategorySet(bits);
  }

  @Override
  public int count() {
    return indexes.size();
  }

  @Override
  public int indexOf(Tree tree, int node) {
    return Objects.requireNonNull(indexes.get(set(tree, node)));
  }

  @Override
  public long compare(float[] column, int from, int rows, long[] right, int first) {
    int[] categories = new int[BLOCK_ROWS];
    long[] rowsOf = new long[BLOCK_ROWS];
    int[] place = new int[64 * words];
    int distinct = 0;
    long missing = 0;
    for (int row = 0; row < rows; row++) {
      float x = column[from + row];
      if (!(x >= 0 && x < place.length)) {
        missing |= 1L << row;
        continue;
      }
      int category = (int) x;
      if (place[category] == 0) {
        categories[distinct++] = category;
        place[category] = distinct;
      }
      rowsOf[place[category] - 1] |= 1L << row;
    }
    for (int comparison = 0; comparison < count(); comparison++) {
      right[first + comparison] = rowsGoingRight(comparison, categories, rowsOf, distinct);
    }
    return missing;
  }

  private long rowsGoingRight(int comparison, int[] categories, long[] rowsOf, int distinct) {
    long rows = 0;
    int firstWord = comparison * words;
    for (int i = 0; i < distinct; i++) {
      int category = categories[i];
      long isRight = ~left[firstWord + (category >> 6)] >>> category & 1;
      rows |= rowsOf[i] & -isRight;
    }
    return rows;
  }

  /** Equal when all bits are. */
  private static final class CategorySet {
    private final long[] bits;

    CategorySet(long[] bits) {
      this.bits = bits;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof CategorySet set && Arrays.equals(bits, set.bits);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bits);
    }
  }
}
