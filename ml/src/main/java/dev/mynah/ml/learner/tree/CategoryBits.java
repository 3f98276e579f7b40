// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.Arrays;
import java.util.List;

/** The categories that go right, one run of bits a node, all runs of a feature equally long. */
final class CategoryBits {
  private final int[] missingCategory;
  private int[] words = new int[64];
  private int used = 1;

  CategoryBits(List<Tree> trees, int features) {
    missingCategory = new int[features];
    for (Tree tree : trees) {
      for (int node = 0; node < tree.nodes(); node++) {
        if (!tree.isLeaf(node) && tree.isCategorical(node)) {
          int feature = tree.feature()[node];
          int bits = 64 * tree.categories()[node].length;
          missingCategory[feature] = Math.max(missingCategory[feature], bits);
        }
      }
    }
  }

  boolean isEmpty() {
    return used == 1;
  }

  int add(Tree tree, int node) {
    int bits = missingCategory[tree.feature()[node]] + 1;
    int first = used;
    used += (bits + 31) / 32;
    if (used > words.length) {
      words = Arrays.copyOf(words, 2 * used);
    }
    for (int category = 0; category < bits; category++) {
      float x = category < bits - 1 ? category : Float.NaN;
      if (!tree.goesLeft(node, x)) {
        words[first + (category >> 5)] |= 1 << category;
      }
    }
    return first;
  }

  int bit(int firstWord, int category) {
    return words[firstWord + (category >> 5)] >>> category & 1;
  }

  void layOut(FeatureMatrix matrix, int from, int rows, int[] categories, int width) {
    for (int feature = 0; feature < missingCategory.length; feature++) {
      int missing = missingCategory[feature];
      if (missing == 0) {
        continue;
      }
      float[] column = matrix.columns()[feature];
      for (int row = 0; row < rows; row++) {
        float x = column[from + row];
        categories[row * width + feature] = x >= 0 && x < missing ? (int) x : missing;
      }
    }
  }
}
