// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.export;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.export.Graph.Attribute;
import dev.mynah.ml.learner.tree.TreeNodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trees as ONNX's operator of tree ensembles takes them: nodes of all trees in parallel lists. A
 * set of categories becomes a chain of comparisons with one each.
 *
 * <p>The operator adds in 32 bits. To be added without loss, an answer is taken apart: what is a
 * multiple of a large step, what is left as a multiple of a small one, and the rest; sums of the
 * first two are exact.
 */
final class TreeAttributes {
  /** Parts of an answer. */
  static final int PARTS = 3;

  /** Sums of fewer steps than this are exact in 32 bits. */
  private static final double MAX_STEPS = 0x1p22;

  private final List<Feature> features;
  private final int outputs;
  private final boolean oneOutputATree;
  private final double large;
  private final double small;

  private final Numbers trees = new Numbers();
  private final Numbers ids = new Numbers();
  private final Numbers asked = new Numbers();
  private final Numbers trueIds = new Numbers();
  private final Numbers falseIds = new Numbers();
  private final Numbers missingTrue = new Numbers();
  private final List<String> modes = new ArrayList<>();
  private final Reals thresholds = new Reals();
  private final Numbers answerTrees = new Numbers();
  private final Numbers answerIds = new Numbers();
  private final Numbers answerParts = new Numbers();
  private final Reals answers = new Reals();
  private int tree;
  private int nodes;

  /**
   * Takes trees.
   *
   * @param oneOutputATree whether tree t answers for output {@code t % outputs}, or each for all
   */
  TreeAttributes(
      List<? extends TreeNodes> all, List<Feature> features, int outputs, boolean oneOutputATree) {
    this.features = features;
    this.outputs = outputs;
    this.oneOutputATree = oneOutputATree;
    double most = 0;
    for (TreeNodes each : all) {
      most += most(each, each.root());
    }
    large = step(most);
    small = step(all.size() * large / 2);
    for (TreeNodes each : all) {
      nodes = 0;
      place(each, each.root());
      tree++;
    }
    if (all.isEmpty()) {
      leaf(0);
    }
  }

  private double most(TreeNodes each, int node) {
    if (each.feature(node) != TreeNodes.LEAF) {
      return Math.max(most(each, each.left(node)), most(each, each.right(node)));
    }
    double most = 0;
    for (int output = 0; output < outputs; output++) {
      most = Math.max(most, Math.abs(each.answer(node, output)));
    }
    return most;
  }

  /** Returns a power of two that fits into {@code most} at most {@link #MAX_STEPS} times. */
  private static double step(double most) {
    return most == 0 ? 1 : Math.scalb(1.0, Math.getExponent(most / MAX_STEPS) + 1);
  }

  /** Adds a node with all below it and returns its number. */
  private int place(TreeNodes each, int node) {
    if (each.feature(node) == TreeNodes.LEAF) {
      int id = leaf(nodes);
      if (oneOutputATree) {
        answer(id, tree % outputs, each.answer(node, 0));
      } else {
        for (int output = 0; output < outputs; output++) {
          answer(id, output, each.answer(node, output));
        }
      }
      return id;
    }
    return each.isCategorical(node) ? chain(each, node) : comparison(each, node);
  }

  private int leaf(int id) {
    add("LEAF", 0, 0, false);
    nodes = id + 1;
    return id;
  }

  private int comparison(TreeNodes each, int node) {
    int id = nodes++;
    int at = add("BRANCH_LEQ", each.feature(node), each.threshold(node), each.missingLeft(node));
    ids.set(at, id);
    trueIds.set(at, place(each, each.left(node)));
    falseIds.set(at, place(each, each.right(node)));
    return id;
  }

  /** Compares with each category of the smaller side; the last comparison leads to the other. */
  private int chain(TreeNodes each, int node) {
    int feature = each.feature(node);
    int cardinality = features.get(feature).cardinality();
    int[] left = categories(each, node, cardinality, true);
    int[] right = categories(each, node, cardinality, false);
    boolean asksLeft = left.length <= right.length;
    int[] chosen = asksLeft ? left : right;
    int yes = asksLeft ? each.left(node) : each.right(node);
    int no = asksLeft ? each.right(node) : each.left(node);
    boolean missing = each.missingLeft(node) == asksLeft;
    // A side without categories is still where missing values go: no category is below 0.
    int[] compared = chosen.length == 0 ? new int[] {-1} : chosen;
    int first = nodes;
    nodes += compared.length;
    int start = ids.count();
    for (int index = 0; index < compared.length; index++) {
      int at = add("BRANCH_EQ", feature, compared[index], missing && index == 0);
      ids.set(at, first + index);
      falseIds.set(at, first + index + 1);
    }
    int target = place(each, yes);
    for (int index = 0; index < compared.length; index++) {
      trueIds.set(start + index, target);
    }
    boolean again = each.feature(no) == feature && each.isCategorical(no);
    falseIds.set(start + compared.length - 1, again ? apart(each, no) : place(each, no));
    return first;
  }

  /**
   * Adds a node below a comparison that all rows pass: ONNX Runtime 1.22 takes a chain of
   * comparisons of one feature for a single set, also where they lead to different nodes.
   */
  private int apart(TreeNodes each, int node) {
    int id = nodes++;
    int at = add("BRANCH_LEQ", each.feature(node), Float.MAX_VALUE, true);
    ids.set(at, id);
    trueIds.set(at, place(each, node));
    int never = leaf(nodes);
    answer(never, 0, 0);
    falseIds.set(at, never);
    return id;
  }

  private static int[] categories(TreeNodes each, int node, int cardinality, boolean left) {
    int[] found = new int[cardinality];
    int count = 0;
    for (int category = 0; category < cardinality; category++) {
      if (each.goesLeft(node, category) == left) {
        found[count++] = category;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private int add(String mode, int feature, float threshold, boolean missing) {
    modes.add(mode);
    trees.add(tree);
    ids.add(nodes);
    asked.add(feature);
    thresholds.add(threshold);
    missingTrue.add(missing ? 1 : 0);
    trueIds.add(0);
    falseIds.add(0);
    return ids.count() - 1;
  }

  private void answer(int id, int output, double value) {
    double first = Math.rint(value / large) * large;
    double second = Math.rint((value - first) / small) * small;
    double[] parts = {first, second, value - first - second};
    for (int part = 0; part < PARTS; part++) {
      if (parts[part] != 0 || (output == 0 && part == 0)) {
        answerTrees.add(tree);
        answerIds.add(id);
        answerParts.add(output * PARTS + part);
        answers.add((float) parts[part]);
      }
    }
  }

  Attribute[] attributes() {
    if (answers.values().length == 0) {
      answer(0, 0, 0);
    }
    return new Attribute[] {
      Attribute.of("n_targets", (long) outputs * PARTS),
      Attribute.of("aggregate_function", "SUM"),
      Attribute.of("post_transform", "NONE"),
      Attribute.of("nodes_treeids", trees.values()),
      Attribute.of("nodes_nodeids", ids.values()),
      Attribute.of("nodes_featureids", asked.values()),
      Attribute.of("nodes_modes", modes),
      Attribute.of("nodes_values", thresholds.values()),
      Attribute.of("nodes_truenodeids", trueIds.values()),
      Attribute.of("nodes_falsenodeids", falseIds.values()),
      Attribute.of("nodes_missing_value_tracks_true", missingTrue.values()),
      Attribute.of("target_treeids", answerTrees.values()),
      Attribute.of("target_nodeids", answerIds.values()),
      Attribute.of("target_ids", answerParts.values()),
      Attribute.of("target_weights", answers.values())
    };
  }

  /** Whole numbers that grow. */
  private static final class Numbers {
    private long[] values = new long[1_024];
    private int count;

    void add(long value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }

    void set(int at, long value) {
      values[at] = value;
    }

    int count() {
      return count;
    }

    long[] values() {
      return Arrays.copyOf(values, count);
    }
  }

  /** Numbers of 32 bits that grow. */
  private static final class Reals {
    private float[] values = new float[1_024];
    private int count;

    void add(float value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }

    float[] values() {
      return Arrays.copyOf(values, count);
    }
  }
}
