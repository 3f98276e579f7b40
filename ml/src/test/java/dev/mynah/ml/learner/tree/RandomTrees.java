// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random trees and rows: even features are numbers, odd ones categories below 100. */
final class RandomTrees {
  static final int CARDINALITY = 100;

  private final Random random;
  private final int features;
  private final boolean withCategories;

  RandomTrees(long seed, int features, boolean withCategories) {
    this.random = new Random(seed);
    this.features = features;
    this.withCategories = withCategories;
  }

  private boolean isCategorical(int feature) {
    return withCategories && feature % 2 == 1;
  }

  List<Tree> trees(int count, int leaves) {
    List<Tree> trees = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      trees.add(tree(1 + random.nextInt(leaves)));
    }
    return trees;
  }

  /** A tree of exactly so many leaves, each split at a random leaf. */
  Tree tree(int leaves) {
    NodeArrays nodes = new NodeArrays(2 * leaves);
    List<Integer> open = new ArrayList<>();
    open.add(nodes.addLeaf(random.nextGaussian(), 1));
    while (open.size() < leaves) {
      int node = open.remove(/* index */ random.nextInt(open.size()));
      int left = nodes.addLeaf(random.nextGaussian(), 1);
      int right = nodes.addLeaf(random.nextGaussian(), 1);
      open.add(left);
      open.add(right);
      int feature = random.nextInt(features);
      long[] categories = isCategorical(feature) ? categories() : Tree.NO_CATEGORIES;
      nodes.split(
          node,
          feature,
          value(),
          categories,
          random.nextBoolean(),
          left,
          right,
          random.nextDouble());
    }
    return nodes.toTree();
  }

  /** One word or two, so that some nodes do not reach the higher categories. */
  private long[] categories() {
    return random.nextBoolean()
        ? new long[] {random.nextLong()}
        : new long[] {random.nextLong(), random.nextLong()};
  }

  /** Few different values, so that rows often equal a threshold. */
  private float value() {
    return random.nextInt(40) / 4f - 5;
  }

  FeatureMatrix rows(int count) {
    List<Feature> kinds = new ArrayList<>();
    float[][] columns = new float[features][count];
    for (int feature = 0; feature < features; feature++) {
      kinds.add(new Feature("f" + feature, isCategorical(feature) ? CARDINALITY : 0));
      for (int row = 0; row < count; row++) {
        columns[feature][row] = isCategorical(feature) ? category() : number();
      }
    }
    return new FeatureMatrix(kinds, columns, count);
  }

  private float category() {
    return random.nextInt(5) == 0 ? Float.NaN : random.nextInt(CARDINALITY + 60) - 3;
  }

  private float number() {
    return switch (random.nextInt(10)) {
      case 0 -> Float.NaN;
      case 1 -> random.nextBoolean() ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
      case 2 -> -0f;
      default -> value();
    };
  }

  /** What an ensemble's scores must be, row by row and tree by tree. */
  static double[] walk(double[] baseScores, List<Tree> trees, FeatureMatrix rows) {
    int outputs = baseScores.length;
    double[] scores = new double[rows.rows() * outputs];
    for (int row = 0; row < rows.rows(); row++) {
      for (int output = 0; output < outputs; output++) {
        double sum = baseScores[output];
        for (int tree = output; tree < trees.size(); tree += outputs) {
          sum += leafValue(trees.get(tree), 0, rows, row);
        }
        scores[row * outputs + output] = sum;
      }
    }
    return scores;
  }

  private static double leafValue(Tree tree, int node, FeatureMatrix rows, int row) {
    if (tree.isLeaf(node)) {
      return tree.value()[node];
    }
    float x = rows.columns()[tree.feature()[node]][row];
    long[] words = tree.categories()[node];
    boolean left;
    if (Float.isNaN(x) || (words.length > 0 && (x < 0 || x >= 64 * words.length))) {
      left = tree.missingLeft()[node];
    } else if (words.length > 0) {
      left = (words[(int) x / 64] & 1L << (int) x % 64) != 0;
    } else {
      left = x <= tree.threshold()[node];
    }
    return leafValue(tree, left ? tree.left()[node] : tree.right()[node], rows, row);
  }
}
