// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import java.util.Arrays;

/**
 * The nodes of all trees of a forest in flat arrays that grow. The two children of a node are
 * neighbours, so one number says where both are.
 *
 * <p>An inner node has a feature of at least 0; its {@code link} is its left child. A leaf has the
 * feature {@link #LEAF}; its link is where its answer begins. With classes an answer is a run of
 * shares, each with its class, that ends where {@code lastShare} says; a pure leaf takes one.
 */
final class ForestNodes {
  static final int LEAF = -1;

  static final byte MISSING_LEFT = 1;
  static final byte CATEGORICAL = 2;

  int[] feature = new int[1_024];

  /** The bits of a number's threshold; where a categorical node's words begin. */
  int[] operand = new int[1_024];

  int[] link = new int[1_024];

  /** {@link #MISSING_LEFT} and {@link #CATEGORICAL}. */
  byte[] flags = new byte[1_024];

  /** Training rows that reached the node. */
  float[] cover = new float[1_024];

  int nodes;

  /** Bits of the categories that go left: for each categorical node their number, then they. */
  long[] words = new long[16];

  int wordCount;

  float[] shares = new float[1_024];
  short[] shareClasses = new short[1_024];
  boolean[] lastShare = new boolean[1_024];
  int shareCount;

  /** Appends nodes that are set later and returns the first. */
  int addNodes(int count) {
    int first = nodes;
    nodes = Math.addExact(nodes, count);
    if (nodes > feature.length) {
      int length = Math.max(nodes, feature.length + (feature.length >> 1));
      feature = Arrays.copyOf(feature, length);
      operand = Arrays.copyOf(operand, length);
      link = Arrays.copyOf(link, length);
      flags = Arrays.copyOf(flags, length);
      cover = Arrays.copyOf(cover, length);
    }
    return first;
  }

  /** Appends the bits of the categories that go left and returns where they begin. */
  int addWords(long[] added) {
    int first = wordCount;
    int end = first + 1 + added.length;
    if (end > words.length) {
      words = Arrays.copyOf(words, Math.max(end, 2 * words.length));
    }
    words[first] = added.length;
    System.arraycopy(added, 0, words, first + 1, added.length);
    wordCount = end;
    return first;
  }

  void addWord(long word) {
    if (wordCount == words.length) {
      words = Arrays.copyOf(words, 2 * wordCount);
    }
    words[wordCount++] = word;
  }

  /** Tells whether {@code x} goes left at an inner node. */
  boolean goesLeft(int node, float x) {
    int at = operand[node];
    if ((flags[node] & CATEGORICAL) == 0) {
      return Float.isNaN(x)
          ? (flags[node] & MISSING_LEFT) != 0
          : Math.min(x, Float.MAX_VALUE) <= Float.intBitsToFloat(at);
    }
    if (!(x >= 0 && x < 64f * words[at])) {
      return (flags[node] & MISSING_LEFT) != 0;
    }
    int category = (int) x;
    return (words[at + 1 + (category >> 6)] >>> category & 1) != 0;
  }

  int addValueLeaf(double value) {
    return addShare((float) value, 0, true);
  }

  int addClassLeaf(int[] counts, int rows) {
    int first = shareCount;
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] > 0) {
        addShare((float) counts[label] / rows, label, false);
      }
    }
    lastShare[shareCount - 1] = true;
    return first;
  }

  int addShare(float share, int label, boolean last) {
    if (shareCount == shares.length) {
      int length = Math.addExact(shareCount, shareCount >> 1);
      shares = Arrays.copyOf(shares, length);
      shareClasses = Arrays.copyOf(shareClasses, length);
      lastShare = Arrays.copyOf(lastShare, length);
    }
    shares[shareCount] = share;
    shareClasses[shareCount] = (short) label;
    lastShare[shareCount] = last;
    return shareCount++;
  }

  /** Gives back what the arrays are too long. */
  void trim() {
    feature = Arrays.copyOf(feature, nodes);
    operand = Arrays.copyOf(operand, nodes);
    link = Arrays.copyOf(link, nodes);
    flags = Arrays.copyOf(flags, nodes);
    cover = Arrays.copyOf(cover, nodes);
    words = Arrays.copyOf(words, wordCount);
    shares = Arrays.copyOf(shares, shareCount);
    shareClasses = Arrays.copyOf(shareClasses, shareCount);
    lastShare = Arrays.copyOf(lastShare, shareCount);
  }
}
