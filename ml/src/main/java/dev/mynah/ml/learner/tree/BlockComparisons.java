// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every distinct comparison that the trees of an ensemble make, made for 64 rows at once.
 *
 * <p>Comparison c comes in two forms: at c with missing values going left, at c + half with missing
 * values going right.
 */
final class BlockComparisons {
  private final List<FeatureComparisons> features;

  /** Where the comparisons of each feature begin; one more entry marks the end. */
  private final int[] first;

  private final int half;

  BlockComparisons(List<Tree> trees, int featureCount) {
    List<List<FeatureComparisons.Node>> nodes = new ArrayList<>();
    for (int feature = 0; feature < featureCount; feature++) {
      nodes.add(new ArrayList<>());
    }
    for (Tree tree : trees) {
      for (int node = 0; node < tree.nodes(); node++) {
        if (!tree.isLeaf(node)) {
          nodes.get(tree.feature()[node]).add(new FeatureComparisons.Node(tree, node));
        }
      }
    }
    features = nodes.stream().map(FeatureComparisons::of).toList();
    first = new int[featureCount + 1];
    for (int feature = 0; feature < featureCount; feature++) {
      first[feature + 1] = first[feature] + features.get(feature).count();
    }
    half = first[featureCount];
  }

  int count() {
    return 2 * half;
  }

  int indexOf(Tree tree, int node) {
    int feature = tree.feature()[node];
    int index = first[feature] + features.get(feature).indexOf(tree, node);
    return tree.missingLeft()[node] ? index : half + index;
  }

  /** Sets bit r of {@code right[c]} if row {@code from + r} goes right at comparison c. */
  void compare(FeatureMatrix matrix, int from, int rows, long[] right) {
    Arrays.fill(right, 0, half, 0);
    for (int feature = 0; feature + 1 < first.length; feature++) {
      int begin = first[feature];
      int end = first[feature + 1];
      if (begin < end) {
        float[] column = matrix.columns()[feature];
        long missing = features.get(feature).compare(column, from, rows, right, begin);
        for (int comparison = begin; comparison < end; comparison++) {
          right[half + comparison] = right[comparison] | missing;
        }
      }
    }
  }
}
