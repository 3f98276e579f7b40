// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row laid out so that every kind of comparison is the same arithmetic: a node goes right when
 * bit {@code shift} of {@code operand - value} is set, where the node gives the operand and its
 * cell the value and the shift.
 *
 * <ul>
 *   <li>A number: operand and value are threshold and number in {@link FloatOrder}, the shift is
 *       63, the sign. There are two cells, one with NaN below and one with NaN above all numbers.
 *   <li>A category below 63: the operand holds the categories that go right, the value is 0, the
 *       shift is the category, and 63 when it is missing.
 *   <li>Other sets of categories: a cell for each, whose shift is 0 if the row's category goes left
 *       and else 1; the operand has bit 1 set.
 * </ul>
 */
final class RowCells {
  private static final int LAST_BIT = 63;
  private static final long RIGHT_AT_ONE = 0b10;

  private enum Kind {
    NUMBER_MISSING_LEFT,
    NUMBER_MISSING_RIGHT,
    CATEGORY,
    SET
  }

  /** What two nodes have in common that can share a cell. */
  private record Key(Kind kind, int feature, boolean missingLeft, List<Long> categories) {}

  private final Map<Integer, Boolean> narrow = new HashMap<>();
  private final Map<Key, Integer> indexes = new HashMap<>();

  /** By cell, without the first: kind, feature, and the sides of a set's categories and missing. */
  private Kind[] kinds = {};

  private int[] features = {};
  private long[][] left = {};
  private boolean[] missingLeft = {};
  private int count;

  RowCells(List<Tree> trees) {
    for (Tree tree : trees) {
      for (int node = 0; node < tree.nodes(); node++) {
        if (!tree.isLeaf(node) && tree.isCategorical(node)) {
          narrow.merge(tree.feature()[node], isNarrow(tree, node), Boolean::logicalAnd);
        }
      }
    }
  }

  /** Tells whether 63 bits say all: the word's last category goes where the missing ones go. */
  private static boolean isNarrow(Tree tree, int node) {
    return tree.categories()[node].length == 1
        && tree.goesLeft(node, LAST_BIT) == tree.missingLeft()[node];
  }

  private Kind kind(Tree tree, int node) {
    if (!tree.isCategorical(node)) {
      return tree.missingLeft()[node] ? Kind.NUMBER_MISSING_LEFT : Kind.NUMBER_MISSING_RIGHT;
    }
    return narrow.getOrDefault(tree.feature()[node], false) ? Kind.CATEGORY : Kind.SET;
  }

  /** Words a row: two a cell, of which the first belongs to leaves and always goes left. */
  int width() {
    return 2 * (1 + count);
  }

  long operand(Tree tree, int node) {
    return switch (kind(tree, node)) {
      case NUMBER_MISSING_LEFT, NUMBER_MISSING_RIGHT -> FloatOrder.of(tree.threshold()[node]);
      case CATEGORY -> ~tree.categories()[node][0];
      case SET -> RIGHT_AT_ONE;
    };
  }

  /** Returns where the node's cell begins; a new one unless another node has the same. */
  int indexOf(Tree tree, int node) {
    Kind kind = kind(tree, node);
    boolean isSet = kind == Kind.SET;
    boolean setMissingLeft = isSet && tree.missingLeft()[node];
    long[] categories = isSet ? tree.categories()[node] : Tree.NO_CATEGORIES;
    List<Long> words = Arrays.stream(categories).boxed().toList();
    Key key = new Key(kind, tree.feature()[node], setMissingLeft, words);
    return indexes.computeIfAbsent(key, added -> add(added, categories));
  }

  private int add(Key key, long[] categories) {
    if (count == kinds.length) {
      int capacity = Math.max(16, 2 * count);
      kinds = Arrays.copyOf(kinds, capacity);
      features = Arrays.copyOf(features, capacity);
      left = Arrays.copyOf(left, capacity);
      missingLeft = Arrays.copyOf(missingLeft, capacity);
    }
    kinds[count] = key.kind();
    features[count] = key.feature();
    left[count] = categories;
    missingLeft[count] = key.missingLeft();
    return 2 * ++count;
  }

  /** Lays out a row from {@code to} on. */
  void fill(FeatureMatrix matrix, int row, long[] cells, int to) {
    cells[to] = 0;
    cells[to + 1] = LAST_BIT;
    for (int cell = 0; cell < count; cell++) {
      float x = matrix.columns()[features[cell]][row];
      int at = to + 2 + 2 * cell;
      Kind kind = kinds[cell];
      if (kind == Kind.CATEGORY) {
        cells[at] = 0;
        cells[at + 1] = x >= 0 && x < LAST_BIT ? (int) x : LAST_BIT;
      } else if (kind == Kind.SET) {
        cells[at] = 0;
        cells[at + 1] = Tree.goesLeft(left[cell], missingLeft[cell], x) ? 0 : 1;
      } else if (Float.isNaN(x)) {
        boolean below = kind == Kind.NUMBER_MISSING_LEFT;
        cells[at] = below ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        cells[at + 1] = LAST_BIT;
      } else {
        cells[at] = FloatOrder.of(x);
        cells[at + 1] = LAST_BIT;
      }
    }
  }
}
