// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.trees;

import dev.mynah.ml.learner.tree.Tree;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Reads the trees of an XGBoost model from its text dump. */
final class XgboostTrees {
  private static final Pattern SPLIT =
      Pattern.compile("\\[f(\\d+)<([^\\]]+)\\] yes=(\\d+),no=(\\d+),missing=(\\d+)");
  private static final Pattern LEAF = Pattern.compile("leaf=(.+)");

  private XgboostTrees() {}

  /** Returns the same trees; the model's base score must be 0. */
  static TreeEnsemble convert(Booster booster) throws XGBoostError {
    List<Tree> trees = new ArrayList<>();
    for (String dump : booster.getModelDump("", false, "text")) {
      trees.add(tree(dump));
    }
    return new TreeEnsemble(new double[] {0}, trees);
  }

  private static Tree tree(String dump) {
    TreeMap<Integer, String> lines = new TreeMap<>();
    dump.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> {
          int colon = line.indexOf(':');
          lines.put(Integer.parseInt(line.substring(0, colon)), line.substring(colon + 1));
        });
    int nodes = lines.size();
    List<Integer> ids = List.copyOf(lines.keySet());
    int[] feature = new int[nodes];
    float[] threshold = new float[nodes];
    boolean[] missingLeft = new boolean[nodes];
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    double[] value = new double[nodes];
    for (int node = 0; node < nodes; node++) {
      String line = lines.get(ids.get(node));
      Matcher split = SPLIT.matcher(line);
      if (split.lookingAt()) {
        feature[node] = Integer.parseInt(split.group(1));
        // XGBoost sends x < t left, we send x <= t left.
        threshold[node] = Math.nextDown(Float.parseFloat(split.group(2)));
        left[node] = ids.indexOf(Integer.parseInt(split.group(3)));
        right[node] = ids.indexOf(Integer.parseInt(split.group(4)));
        missingLeft[node] = split.group(5).equals(split.group(3));
      } else {
        Matcher leaf = LEAF.matcher(line);
        if (!leaf.lookingAt()) {
          throw new IllegalArgumentException("neither split nor leaf: " + line);
        }
        feature[node] = Tree.LEAF;
        value[node] = Float.parseFloat(leaf.group(1));
      }
    }
    return new Tree(
        feature,
        threshold,
        new long[nodes][0],
        missingLeft,
        left,
        right,
        value,
        new double[nodes],
        new double[nodes]);
  }
}
