// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.explain;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.tree.TreeNodes;
import java.util.List;

/**
 * Shapley values of a sum of trees, exactly. Beside each background row, the ways that a mixture of
 * it and of the explained row can go part only where the two are sent to different sides, so few
 * nodes are visited; each leaf tells the players on its way what it gives and takes (Lundberg et
 * al., <i>From local explanations to global understanding with explainable AI for trees</i>, Nature
 * Machine Intelligence 2, 2020, independent Tree SHAP).
 */
public final class TreeShapley implements Shapley {
  private final List<TreeNodes> trees;
  private final int output;
  private final double factor;
  private final Players players;
  private final float[][] background;
  private final double[][] weights;
  private final double expected;

  /**
   * Prepares for one output.
   *
   * @param output which answer of the leaves
   * @param base what is added to the sum of the leaves
   * @param factor what each leaf's answer is multiplied by, but not the base
   */
  public TreeShapley(
      List<? extends TreeNodes> trees,
      int output,
      double base,
      double factor,
      FeatureMatrix background,
      Players players) {
    this.trees = List.copyOf(trees);
    this.output = output;
    this.factor = factor;
    this.players = players;
    this.background = new float[background.rows()][];
    double sum = 0;
    for (int row = 0; row < background.rows(); row++) {
      this.background[row] = values(background, row);
      for (TreeNodes tree : trees) {
        sum += tree.answer(leafOf(tree, this.background[row]), output);
      }
    }
    expected = base + factor * sum / background.rows();
    int deepest = trees.stream().mapToInt(tree -> depth(tree, tree.root())).max().orElse(0);
    weights = weights(Math.min(deepest, players.count()));
  }

  private static float[] values(FeatureMatrix features, int row) {
    float[] values = new float[features.columns().length];
    for (int feature = 0; feature < values.length; feature++) {
      values[feature] = features.columns()[feature][row];
    }
    return values;
  }

  private static int leafOf(TreeNodes tree, float[] values) {
    int node = tree.root();
    while (tree.feature(node) != TreeNodes.LEAF) {
      boolean left = tree.goesLeft(node, values[tree.feature(node)]);
      node = left ? tree.left(node) : tree.right(node);
    }
    return node;
  }

  private static int depth(TreeNodes tree, int node) {
    return tree.feature(node) == TreeNodes.LEAF
        ? 0
        : 1 + Math.max(depth(tree, tree.left(node)), depth(tree, tree.right(node)));
  }

  /**
   * Returns {@code i! j! / (i + j + 1)!}: the share of the orders in which i players come before
   * another one and j behind it.
   */
  private static double[][] weights(int most) {
    double[][] weights = new double[most + 1][most + 1];
    for (int before = 0; before <= most; before++) {
      weights[before][0] = 1.0 / (before + 1);
      for (int behind = 1; behind <= most; behind++) {
        weights[before][behind] = weights[before][behind - 1] * behind / (before + behind + 1);
      }
    }
    return weights;
  }

  @Override
  public double expected() {
    return expected;
  }

  @Override
  public void explain(FeatureMatrix features, int row, double[] values) {
    float[] own = values(features, row);
    double[] sums = new double[values.length];
    for (TreeNodes tree : trees) {
      Walk walk = new Walk(tree, own, sums);
      for (float[] other : background) {
        walk.beside(other);
      }
    }
    for (int player = 0; player < values.length; player++) {
      values[player] += factor * sums[player] / background.length;
    }
  }

  /** The ways of all mixtures of the explained row and another one through one tree. */
  private final class Walk {
    private static final byte OPEN = 0;
    private static final byte OWN = 1;
    private static final byte OTHER = 2;

    private final TreeNodes tree;
    private final float[] own;
    private final double[] values;

    /** Whose features the mixtures that come to a node have of each player. */
    private final byte[] sides;

    private float[] other = {};

    /** What the leaves that were just visited take from a player that is not known. */
    private double taken;

    Walk(TreeNodes tree, float[] own, double[] values) {
      this.tree = tree;
      this.own = own;
      this.values = values;
      this.sides = new byte[values.length];
    }

    void beside(float[] otherRow) {
      other = otherRow;
      descend(tree.root(), 0, 0);
    }

    /**
     * Visits the leaves below a node and returns what they give to each player that has to be known
     * on the way to them.
     *
     * @param known players that have to be known to come here
     * @param unknown players that must not be
     */
    private double descend(int from, int known, int unknown) {
      int node = from;
      int feature = tree.feature(node);
      while (feature != TreeNodes.LEAF) {
        int player = players.ofFeature()[feature];
        boolean ownLeft = tree.goesLeft(node, own[feature]);
        boolean otherLeft = tree.goesLeft(node, other[feature]);
        byte side = sides[player];
        if (ownLeft != otherLeft && side == OPEN) {
          return part(node, player, ownLeft, known, unknown);
        }
        boolean left = side == OTHER ? otherLeft : ownLeft;
        node = left ? tree.left(node) : tree.right(node);
        feature = tree.feature(node);
      }
      double answer = known + unknown == 0 ? 0 : tree.answer(node, output);
      taken = unknown == 0 ? 0 : answer * weights[known][unknown - 1];
      return known == 0 ? 0 : answer * weights[known - 1][unknown];
    }

    private double part(int node, int player, boolean ownLeft, int known, int unknown) {
      int left = tree.left(node);
      int right = tree.right(node);
      sides[player] = OWN;
      double given = descend(ownLeft ? left : right, known + 1, unknown);
      double takenBefore = taken;
      sides[player] = OTHER;
      double givenElsewhere = descend(ownLeft ? right : left, known, unknown + 1);
      sides[player] = OPEN;
      values[player] += given - taken;
      taken += takenBefore;
      return given + givenElsewhere;
    }
  }
}
