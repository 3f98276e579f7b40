// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.util.Arrays;
import java.util.List;

/**
 * Thresholds in ascending order. A row is put at the highest threshold that its value exceeds; then
 * one sweep downwards hands it to all lower ones.
 */
final class NumericComparisons implements FeatureComparisons {
  /**
   * Thresholds in {@link FloatOrder}, ascending, filled up to a power of two with the largest key.
   */
  private final int[] keys;

  private final int count;

  private NumericComparisons(int[] sortedKeys) {
    count = sortedKeys.length;
    keys = Arrays.copyOf(sortedKeys, Integer.highestOneBit(count) << 1);
    Arrays.fill(keys, count, keys.length, Integer.MAX_VALUE);
  }

  static NumericComparisons of(List<Node> nodes) {
    int[] keys =
        nodes.stream()
            .mapToInt(node -> FloatOrder.of(node.threshold()))
            .sorted()
            .distinct()
            .toArray();
    return new NumericComparisons(keys);
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int indexOf(Tree tree, int node) {
    return Arrays.binarySearch(keys, 0, count, FloatOrder.of(tree.threshold()[node]));
  }

  @Override
  public long compare(float[] column, int from, int rows, long[] right, int first) {
    long missing = 0;
    for (int row = 0; row < rows; row++) {
      float x = column[from + row];
      if (Float.isNaN(x)) {
        missing |= 1L << row;
      } else {
        int exceeded = countBelow(FloatOrder.of(x));
        if (exceeded > 0) {
          right[first + exceeded - 1] |= 1L << row;
        }
      }
    }
    long rowsAbove = 0;
    for (int threshold = first + count - 1; threshold >= first; threshold--) {
      rowsAbove |= right[threshold];
      right[threshold] = rowsAbove;
    }
    return missing;
  }

  /** Binary search without a branch: the sign of a difference selects the upper half. */
  private int countBelow(int key) {
    int below = 0;
    for (int step = keys.length >> 1; step > 0; step >>= 1) {
      below += step & (int) (((long) keys[below + step - 1] - key) >> 63);
    }
    return below;
  }
}
