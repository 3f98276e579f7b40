// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.Model;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A sum of trees. With k outputs, tree t adds to output {@code t % k}.
 *
 * <p>A row's score does not depend on the rows scored beside it: both ways of scoring (many rows at
 * once, one row alone) add the same leaf values in the same order.
 */
public final class TreeEnsemble implements Model {
  /** Below this many rows, comparing row by row is faster than preparing a block. */
  private static final int MIN_BLOCK_ROWS = 12;

  private final double[] baseScores;
  private final List<Tree> trees;
  private final int usedFeatures;
  private final RowScorer rowScorer;
  private final BlockScorer blockScorer;

  /**
   * @param baseScores shape {@code [outputs]}, where each output's sum begins
   * @throws IllegalArgumentException if the trees do not divide evenly among the outputs, or a
   *     feature is compared both as a number and as a category
   */
  public TreeEnsemble(double[] baseScores, List<Tree> trees) {
    if (baseScores.length == 0 || trees.size() % baseScores.length != 0) {
      throw new IllegalArgumentException(
          "%d trees for %d outputs".formatted(trees.size(), baseScores.length));
    }
    this.baseScores = baseScores.clone();
    this.trees = List.copyOf(trees);
    this.usedFeatures = countUsedFeatures(this.trees);
    requireOneKindOfComparison(this.trees, usedFeatures);
    this.rowScorer = new RowScorer(this.trees, this.baseScores);
    this.blockScorer = new BlockScorer(this.trees, this.baseScores, usedFeatures);
  }

  private static int countUsedFeatures(List<Tree> trees) {
    int features = 0;
    for (Tree tree : trees) {
      for (int feature : tree.feature()) {
        features = Math.max(features, feature + 1);
      }
    }
    return features;
  }

  private static void requireOneKindOfComparison(List<Tree> trees, int features) {
    boolean[] numeric = new boolean[features];
    boolean[] categorical = new boolean[features];
    for (Tree tree : trees) {
      for (int node = 0; node < tree.nodes(); node++) {
        if (!tree.isLeaf(node)) {
          boolean[] kind = tree.isCategorical(node) ? categorical : numeric;
          kind[tree.feature()[node]] = true;
        }
      }
    }
    for (int feature = 0; feature < features; feature++) {
      if (numeric[feature] && categorical[feature]) {
        throw new IllegalArgumentException(
            "feature %d is compared both as a number and as a category".formatted(feature));
      }
    }
  }

  @Override
  public int outputs() {
    return baseScores.length;
  }

  public List<Tree> trees() {
    return trees;
  }

  public double[] baseScores() {
    return baseScores.clone();
  }

  @Override
  public void addScores(FeatureMatrix features, double[] raw) {
    if (features.columns().length < usedFeatures) {
      throw new IllegalArgumentException(
          "%d features for trees that use %d".formatted(features.columns().length, usedFeatures));
    }
    if (features.rows() >= MIN_BLOCK_ROWS && blockScorer.fits()) {
      blockScorer.addScores(features, raw);
    } else {
      rowScorer.addScores(features, raw);
    }
  }

  /** Returns the model of the first {@code rounds} rounds, a round being one tree an output. */
  public TreeEnsemble truncated(int rounds) {
    return new TreeEnsemble(baseScores, trees.subList(0, rounds * baseScores.length));
  }

  /**
   * Returns each feature's share of the loss that all splits took away, summing to 1; all 0 when no
   * tree has a split.
   *
   * @param features at least as many as the trees use
   */
  public double[] importance(int features) {
    double[] importance = new double[features];
    double total = 0;
    for (Tree tree : trees) {
      for (int node = 0; node < tree.nodes(); node++) {
        if (!tree.isLeaf(node)) {
          importance[tree.feature()[node]] += tree.gain()[node];
          total += tree.gain()[node];
        }
      }
    }
    if (total > 0) {
      for (int feature = 0; feature < features; feature++) {
        importance[feature] /= total;
      }
    }
    return importance;
  }

  @Override
  public double[] importance(FeatureMatrix features) {
    return importance(features.features().size());
  }

  /** Writes the ensemble so that {@link #read} restores it bit for bit. */
  public void write(DataOutput output) throws IOException {
    TreeFormat.write(this, output);
  }

  /**
   * Restores what {@link #write} wrote.
   *
   * @throws IOException if the input ends early or is no valid ensemble; says what is wrong
   */
  public static TreeEnsemble read(DataInput input) throws IOException {
    return TreeFormat.read(input);
  }
}
