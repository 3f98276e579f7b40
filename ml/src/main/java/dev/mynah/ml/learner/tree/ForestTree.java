// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

/** One of the trees whose nodes a forest keeps together. */
record ForestTree(ForestNodes nodes, int root) implements TreeNodes {
  @Override
  public int feature(int node) {
    return nodes.feature[node];
  }

  @Override
  public int left(int node) {
    return nodes.link[node];
  }

  @Override
  public int right(int node) {
    return nodes.link[node] + 1;
  }

  @Override
  public boolean goesLeft(int node, float x) {
    return nodes.goesLeft(node, x);
  }

  @Override
  public boolean missingLeft(int node) {
    return (nodes.flags[node] & ForestNodes.MISSING_LEFT) != 0;
  }

  @Override
  public boolean isCategorical(int node) {
    return (nodes.flags[node] & ForestNodes.CATEGORICAL) != 0;
  }

  @Override
  public float threshold(int node) {
    return Float.intBitsToFloat(nodes.operand[node]);
  }

  @Override
  public double answer(int node, int output) {
    int share = nodes.link[node];
    while (nodes.shareClasses[share] != output) {
      if (nodes.lastShare[share]) {
        return 0;
      }
      share++;
    }
    return nodes.shares[share];
  }
}
