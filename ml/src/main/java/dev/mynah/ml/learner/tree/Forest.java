// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.TrainingRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of trees. Its answer for classes is a probability, so its raw scores are the log-odds
 * (of two classes) or logarithms (of more) of that; one tree's worth of the classes' shares in
 * training keeps the probability away from 0.
 */
public final class Forest implements Model {
  /**
   * Rows scored at a time: the sums of so many stay near, while a tree is walked by all of them.
   */
  private static final int BLOCK_ROWS = 512;

  private final int[] roots;
  private final ForestNodes nodes;
  private final double[] base;
  private final int classes;
  private final double[] importance;
  private final int usedFeatures;

  /**
   * Makes a forest.
   *
   * @param base the mean value that leaves are relative to, or the shares of the classes
   * @param classes 0 for values
   * @param importance by feature, in any unit
   */
  Forest(int[] roots, ForestNodes nodes, double[] base, int classes, double[] importance) {
    this.roots = roots;
    this.nodes = nodes;
    this.base = base;
    this.classes = classes;
    this.importance = importance;
    this.usedFeatures = Arrays.stream(nodes.feature).max().orElse(-1) + 1;
  }

  @Override
  public int outputs() {
    return classes > 2 ? classes : 1;
  }

  public int trees() {
    return roots.length;
  }

  /** Returns the trees one by one. */
  public List<TreeNodes> treeNodes() {
    return Arrays.stream(roots).mapToObj(root -> (TreeNodes) new ForestTree(nodes, root)).toList();
  }

  /** Returns what an answer has beside the trees: part of a class's probability, or of a value. */
  public double baseAnswer(int output) {
    return classes == 0 ? base[0] : base[output] / (roots.length + 1);
  }

  /** Returns what the answer of one tree is multiplied by before all are added. */
  public double treeShare() {
    return 1.0 / (classes == 0 ? roots.length : roots.length + 1);
  }

  int[] roots() {
    return roots;
  }

  ForestNodes nodes() {
    return nodes;
  }

  double[] base() {
    return base;
  }

  /** Returns how many classes it tells apart; 0 for values. */
  public int classes() {
    return classes;
  }

  double[] rawImportance() {
    return importance;
  }

  @Override
  public void addScores(FeatureMatrix features, double[] raw) {
    if (features.columns().length < usedFeatures) {
      throw new IllegalArgumentException(
          "%d features for trees that use %d".formatted(features.columns().length, usedFeatures));
    }
    int width = Math.max(1, classes);
    double[] sums = new double[Math.min(BLOCK_ROWS, features.rows()) * width];
    for (int from = 0; from < features.rows(); from += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, features.rows() - from);
      Arrays.fill(sums, 0);
      for (int root : roots) {
        for (int row = 0; row < rows; row++) {
          addLeaf(nodes.link[leafOf(root, features.columns(), from + row)], sums, row * width);
        }
      }
      for (int row = 0; row < rows; row++) {
        addRaw(sums, row * width, raw, (from + row) * outputs());
      }
    }
  }

  private int leafOf(int root, float[][] columns, int row) {
    int node = root;
    int feature = nodes.feature[node];
    while (feature != ForestNodes.LEAF) {
      node = nodes.link[node] + (nodes.goesLeft(node, columns[feature][row]) ? 0 : 1);
      feature = nodes.feature[node];
    }
    return node;
  }

  private void addLeaf(int first, double[] sums, int at) {
    if (classes == 0) {
      sums[at] += nodes.shares[first];
      return;
    }
    int share = first;
    sums[at + nodes.shareClasses[share]] += nodes.shares[share];
    while (!nodes.lastShare[share]) {
      share++;
      sums[at + nodes.shareClasses[share]] += nodes.shares[share];
    }
  }

  private void addRaw(double[] sums, int at, double[] raw, int to) {
    int trees = roots.length;
    if (classes == 0) {
      raw[to] += base[0] + sums[at] / trees;
    } else if (classes == 2) {
      raw[to] += StrictMath.log((sums[at + 1] + base[1]) / (sums[at] + base[0]));
    } else {
      for (int label = 0; label < classes; label++) {
        raw[to + label] += StrictMath.log((sums[at + label] + base[label]) / (trees + 1));
      }
    }
  }

  /** Returns the mean squared error or the mean log loss. */
  double meanLoss(TrainingRows rows) {
    double[] raw = new double[rows.rows() * outputs()];
    addScores(rows.features(), raw);
    return rows.meanLoss(raw);
  }

  @Override
  public double[] importance(FeatureMatrix features) {
    double[] shares = Arrays.copyOf(importance, features.features().size());
    double total = Arrays.stream(shares).sum();
    for (int feature = 0; feature < shares.length && total > 0; feature++) {
      shares[feature] /= total;
    }
    return shares;
  }

  /** Writes the forest so that {@link #read} restores it bit for bit. */
  public void write(DataOutput output) throws IOException {
    ForestBytes.write(this, output);
  }

  /**
   * Restores what {@link #write} wrote.
   *
   * @throws IOException if the bytes are not those of a forest
   */
  public static Forest read(DataInput input) throws IOException {
    return ForestBytes.read(input);
  }
}
