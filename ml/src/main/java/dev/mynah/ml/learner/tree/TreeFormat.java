// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trees as bytes: version, outputs, base scores, number of trees; per tree its nodes in order.
 *
 * <p>Reading trusts no number: memory grows with what was really read, so a false count ends in
 * "unexpected end" instead of an enormous array.
 */
final class TreeFormat {
  private static final int VERSION = 1;

  /** More outputs than any target has classes. */
  private static final int MAX_OUTPUTS = 1 << 16;

  /** More features than a table has columns. */
  private static final int MAX_FEATURES = 1 << 20;

  private static final int MAX_TREES = 1 << 24;
  private static final int MAX_NODES = 1 << 26;

  /**
   * 64 categories a word. Scoring takes as many bits for every node of a feature as the largest
   * needs, so this also bounds what a damaged node can cost.
   */
  private static final int MAX_CATEGORY_WORDS = 1 << 10;

  /** Nodes for which memory is set aside before any was read. */
  private static final int FIRST_NODES = 1 << 8;

  private TreeFormat() {}

  static void write(TreeEnsemble ensemble, DataOutput output) throws IOException {
    output.writeInt(VERSION);
    double[] baseScores = ensemble.baseScores();
    output.writeInt(baseScores.length);
    for (double score : baseScores) {
      output.writeDouble(score);
    }
    output.writeInt(ensemble.trees().size());
    for (Tree tree : ensemble.trees()) {
      output.writeInt(tree.nodes());
      for (int node = 0; node < tree.nodes(); node++) {
        writeNode(tree, node, output);
      }
    }
  }

  private static void writeNode(Tree tree, int node, DataOutput output) throws IOException {
    output.writeInt(tree.feature()[node]);
    output.writeDouble(tree.cover()[node]);
    if (tree.isLeaf(node)) {
      output.writeDouble(tree.value()[node]);
      return;
    }
    output.writeFloat(tree.threshold()[node]);
    output.writeBoolean(tree.missingLeft()[node]);
    output.writeInt(tree.left()[node]);
    output.writeInt(tree.right()[node]);
    output.writeDouble(tree.gain()[node]);
    long[] words = tree.categories()[node];
    output.writeInt(words.length);
    for (long word : words) {
      output.writeLong(word);
    }
  }

  static TreeEnsemble read(DataInput input) throws IOException {
    int version = input.readInt();
    if (version != VERSION) {
      throw new IOException("trees have format version %d, not %d".formatted(version, VERSION));
    }
    double[] baseScores = new double[readCount(input, 1, MAX_OUTPUTS, "outputs")];
    for (int output = 0; output < baseScores.length; output++) {
      baseScores[output] = input.readDouble();
    }
    int count = readCount(input, 0, MAX_TREES, "trees");
    List<Tree> trees = new ArrayList<>();
    try {
      for (int tree = 0; tree < count; tree++) {
        trees.add(readTree(input));
      }
      return new TreeEnsemble(baseScores, trees);
    } catch (IllegalArgumentException broken) {
      throw new IOException("trees are damaged: " + broken.getMessage(), broken);
    }
  }

  private static Tree readTree(DataInput input) throws IOException {
    int nodes = readCount(input, 1, MAX_NODES, "nodes");
    NodeArrays arrays = new NodeArrays(Math.min(nodes, FIRST_NODES));
    for (int node = 0; node < nodes; node++) {
      arrays.ensureCapacity(node + 1);
      int feature = input.readInt();
      if (feature < Tree.LEAF || feature >= MAX_FEATURES) {
        throw new IOException("trees are damaged: feature %d".formatted(feature));
      }
      double cover = input.readDouble();
      if (feature == Tree.LEAF) {
        arrays.addLeaf(input.readDouble(), cover);
        continue;
      }
      float threshold = input.readFloat();
      boolean missingLeft = input.readBoolean();
      int left = input.readInt();
      int right = input.readInt();
      double gain = input.readDouble();
      long[] categories = readCategories(input);
      arrays.addLeaf(0, cover);
      arrays.split(node, feature, threshold, categories, missingLeft, left, right, gain);
    }
    return arrays.toTree();
  }

  private static long[] readCategories(DataInput input) throws IOException {
    int count = readCount(input, 0, MAX_CATEGORY_WORDS, "category words");
    if (count == 0) {
      return Tree.NO_CATEGORIES;
    }
    long[] words = new long[Math.min(count, FIRST_NODES)];
    for (int word = 0; word < count; word++) {
      if (word == words.length) {
        words = Arrays.copyOf(words, Math.min(count, 2 * word));
      }
      words[word] = input.readLong();
    }
    return words;
  }

  private static int readCount(DataInput input, int min, int max, String what) throws IOException {
    int count = input.readInt();
    if (count < min || count > max) {
      throw new IOException("trees are damaged: %d %s".formatted(count, what));
    }
    return count;
  }
}
