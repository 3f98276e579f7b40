// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Forests as bytes. Arrays grow as they are read, so a wrong length runs out of bytes; links are
 * checked, so no bytes make a walk that does not end.
 */
final class ForestBytes {
  private static final int VERSION = 1;
  private static final int MAX_CLASSES = 1 << 15;
  private static final int MAX_FEATURES = 1 << 20;

  private ForestBytes() {}

  static void write(Forest forest, DataOutput output) throws IOException {
    ForestNodes nodes = forest.nodes();
    output.writeInt(VERSION);
    output.writeInt(forest.classes());
    writeDoubles(forest.base(), output);
    writeDoubles(forest.rawImportance(), output);
    output.writeInt(forest.roots().length);
    for (int root : forest.roots()) {
      output.writeInt(root);
    }
    output.writeInt(nodes.nodes);
    for (int node = 0; node < nodes.nodes; node++) {
      output.writeInt(nodes.feature[node]);
      output.writeInt(nodes.operand[node]);
      output.writeInt(nodes.link[node]);
      output.writeByte(nodes.flags[node]);
      output.writeFloat(nodes.cover[node]);
    }
    output.writeInt(nodes.wordCount);
    for (int word = 0; word < nodes.wordCount; word++) {
      output.writeLong(nodes.words[word]);
    }
    output.writeInt(nodes.shareCount);
    for (int share = 0; share < nodes.shareCount; share++) {
      output.writeFloat(nodes.shares[share]);
      output.writeShort(nodes.shareClasses[share]);
      output.writeBoolean(nodes.lastShare[share]);
    }
  }

  private static void writeDoubles(double[] values, DataOutput output) throws IOException {
    output.writeInt(values.length);
    for (double value : values) {
      output.writeDouble(value);
    }
  }

  static Forest read(DataInput input) throws IOException {
    require(input.readInt() == VERSION, "version");
    int classes = input.readInt();
    require(classes >= 0 && classes <= MAX_CLASSES && classes != 1, "classes");
    double[] base = readDoubles(input);
    require(base.length == Math.max(1, classes), "base");
    double[] importance = readDoubles(input);
    int[] roots = new int[16];
    int trees = count(input);
    require(trees > 0, "trees");
    for (int tree = 0; tree < trees; tree++) {
      if (tree == roots.length) {
        roots = Arrays.copyOf(roots, 2 * tree);
      }
      roots[tree] = input.readInt();
    }
    roots = Arrays.copyOf(roots, trees);
    ForestNodes nodes = new ForestNodes();
    readNodes(nodes, input);
    nodes.trim();
    check(nodes, roots, classes);
    return new Forest(roots, nodes, base, classes, importance);
  }

  private static void readNodes(ForestNodes nodes, DataInput input) throws IOException {
    int count = count(input);
    for (int index = 0; index < count; index++) {
      int node = nodes.addNodes(1);
      nodes.feature[node] = input.readInt();
      nodes.operand[node] = input.readInt();
      nodes.link[node] = input.readInt();
      nodes.flags[node] = input.readByte();
      nodes.cover[node] = input.readFloat();
    }
    int words = count(input);
    for (int word = 0; word < words; word++) {
      nodes.addWord(input.readLong());
    }
    int shares = count(input);
    for (int share = 0; share < shares; share++) {
      float value = input.readFloat();
      nodes.addShare(value, input.readUnsignedShort(), input.readBoolean());
    }
  }

  private static void check(ForestNodes nodes, int[] roots, int classes) throws IOException {
    for (int root : roots) {
      require(root >= 0 && root < nodes.nodes, "root");
    }
    for (int node = 0; node < nodes.nodes; node++) {
      int link = nodes.link[node];
      if (nodes.feature[node] == ForestNodes.LEAF) {
        require(link >= 0 && link < nodes.shareCount, "leaf");
      } else {
        require(nodes.feature[node] >= 0 && nodes.feature[node] < MAX_FEATURES, "feature");
        require(link > node && link < nodes.nodes - 1, "child");
        if ((nodes.flags[node] & ForestNodes.CATEGORICAL) != 0) {
          int at = nodes.operand[node];
          require(at >= 0 && at < nodes.wordCount, "categories");
          require(nodes.words[at] >= 0 && nodes.words[at] < nodes.wordCount - at, "categories");
        }
      }
    }
    for (int share = 0; share < nodes.shareCount; share++) {
      int label = nodes.shareClasses[share];
      require(label >= 0 && label < Math.max(1, classes), "class");
    }
    require(nodes.shareCount > 0 && nodes.lastShare[nodes.shareCount - 1], "last leaf");
  }

  private static double[] readDoubles(DataInput input) throws IOException {
    double[] values = new double[16];
    int count = count(input);
    for (int index = 0; index < count; index++) {
      if (index == values.length) {
        values = Arrays.copyOf(values, 2 * index);
      }
      values[index] = input.readDouble();
    }
    return Arrays.copyOf(values, count);
  }

  private static int count(DataInput input) throws IOException {
    int count = input.readInt();
    require(count >= 0, "count");
    return count;
  }

  private static void require(boolean condition, String what) throws IOException {
    if (!condition) {
      throw new IOException("the forest is damaged: " + what);
    }
  }
}
