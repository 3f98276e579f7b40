// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.export;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.learner.ExponentialModel;
import dev.mynah.ml.learner.Model;
import dev.mynah.ml.learner.derive.PairedModel;
import dev.mynah.ml.learner.linear.LinearModel;
import dev.mynah.ml.learner.linear.LinearTerm;
import dev.mynah.ml.learner.neural.Layer;
import dev.mynah.ml.learner.neural.Mlp;
import dev.mynah.ml.learner.tree.Forest;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import dev.mynah.ml.learner.tree.TreeNodes;
import dev.mynah.ml.preprocess.RowDesign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Raw scores of models as parts of a graph, of shape {@code [rows, outputs]}. */
final class Scores {
  /** Logarithms are held below this, as {@link ExponentialModel} does. */
  private static final double MAX_LOGARITHM = 700;

  private final Graph graph;
  private final Columns columns;
  private final List<Feature> features;
  private final String matrix;

  Scores(Graph graph, Columns columns, List<Feature> features) {
    this.graph = graph;
    this.columns = columns;
    this.features = features;
    this.matrix = columns.matrix();
  }

  /** Returns the raw scores of a model, for which {@link #exports} is true. */
  String of(Model model) {
    return switch (model) {
      case TreeEnsemble trees -> ofTrees(trees);
      case Forest forest -> ofForest(forest);
      case LinearModel linear -> ofLinear(linear);
      case Mlp network -> ofNetwork(network);
      case ExponentialModel exponential -> ofExponential(exponential);
      case PairedModel paired -> ofPaired(paired);
      default -> throw new IllegalArgumentException("no graph of a " + model.getClass().getName());
    };
  }

  static boolean exports(Model model) {
    return switch (model) {
      case TreeEnsemble trees -> true;
      case Forest forest -> true;
      case LinearModel linear -> true;
      case Mlp network -> true;
      case ExponentialModel exponential -> exports(exponential.inner());
      case PairedModel paired -> exports(paired.inner());
      default -> false;
    };
  }

  private String ofTrees(TreeEnsemble trees) {
    String sums = sums(trees.trees(), trees.outputs(), true);
    return add(sums, trees.baseScores());
  }

  /** Values, or the logarithms of the classes' probabilities: of two, the second's odds. */
  private String ofForest(Forest forest) {
    int width = Math.max(1, forest.classes());
    double[] base = new double[width];
    Arrays.setAll(base, forest::baseAnswer);
    String share = graph.constant(new double[] {forest.treeShare()}, 1);
    String sums = sums(forest.treeNodes(), width, false);
    String means = add(graph.node("Mul", List.of(sums, share)), base);
    if (forest.classes() == 0) {
      return means;
    }
    String logarithms = graph.node("Log", List.of(means));
    return forest.classes() > 2
        ? logarithms
        : graph.node("MatMul", List.of(logarithms, graph.constant(new double[] {-1, 1}, 2, 1)));
  }

  /** Adds the answers of trees, which come in parts. */
  private String sums(List<? extends TreeNodes> trees, int outputs, boolean oneOutputATree) {
    TreeAttributes attributes = new TreeAttributes(trees, features, outputs, oneOutputATree);
    String parts = graph.learningNode("TreeEnsembleRegressor", matrix, attributes.attributes());
    String cube =
        graph.node(
            "Reshape",
            List.of(
                graph.cast(parts, Graph.DOUBLE),
                graph.constant(new long[] {-1, outputs, TreeAttributes.PARTS}, 3)));
    return graph.node(
        "ReduceSum",
        List.of(cube, graph.constant(new long[] {2}, 1)),
        Graph.Attribute.of("keepdims", 0));
  }

  private String add(String sums, double[] base) {
    return graph.node("Add", List.of(sums, graph.constant(base, base.length)));
  }

  private String ofLinear(LinearModel linear) {
    int outputs = linear.outputs();
    double[] base = new double[outputs];
    Arrays.setAll(base, linear::intercept);
    List<String> quantities = new ArrayList<>();
    List<double[]> weights = new ArrayList<>();
    List<String> sums = new ArrayList<>();
    for (int feature = 0; feature < features.size(); feature++) {
      switch (linear.terms().get(feature)) {
        case LinearTerm.Quantity quantity -> {
          quantities.add(columns.score(feature, quantity.scale()));
          weights.add(quantity.weights());
          quantities.add(columns.flag(feature));
          weights.add(quantity.missing());
        }
        case LinearTerm.Category category -> sums.add(columns.chosen(feature, category.weights()));
      }
    }
    if (!quantities.isEmpty()) {
      sums.add(product(quantities, weights.toArray(double[][]::new)));
    }
    return add(graph.node("Sum", sums), base);
  }

  /** Multiplies columns beside each other with a matrix of weights. */
  private String product(List<String> beside, double[][] weights) {
    double[] flat = Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
    String all = graph.node("Concat", beside, Graph.Attribute.of("axis", 1));
    return graph.node(
        "MatMul", List.of(all, graph.constant(flat, weights.length, weights[0].length)));
  }

  private String ofNetwork(Mlp network) {
    Layer first = network.layers().get(0);
    RowDesign design = network.design();
    List<String> quantities = new ArrayList<>();
    List<double[]> weights = new ArrayList<>();
    List<String> sums = new ArrayList<>();
    int indicator = design.dense();
    for (int feature = 0; feature < features.size(); feature++) {
      switch (design.terms().get(feature)) {
        case RowDesign.Quantity quantity -> {
          weights.add(row(first, quantities.size()));
          String score = columns.score(feature, quantity.scale());
          quantities.add(graph.cast(graph.cast(score, Graph.FLOAT), Graph.DOUBLE));
          if (quantity.flagged()) {
            weights.add(row(first, quantities.size()));
            quantities.add(columns.flag(feature));
          }
        }
        case RowDesign.Category category -> {
          double[][] table = new double[category.cardinality() + 1][];
          for (int place = 0; place < table.length; place++) {
            table[place] = row(first, indicator + place);
          }
          indicator += table.length;
          sums.add(columns.chosen(feature, table));
        }
      }
    }
    if (!quantities.isEmpty()) {
      sums.add(product(quantities, weights.toArray(double[][]::new)));
    }
    String active = rectified(graph.node("Sum", sums), first);
    Layer second = network.layers().get(1);
    active = rectified(product(List.of(active), matrix(second)), second);
    Layer last = network.layers().get(2);
    String output = add(product(List.of(active), matrix(last)), doubles(last.bias()));
    String factor = graph.constant(new double[] {network.deviation()}, 1);
    return add(graph.node("Mul", List.of(output, factor)), new double[] {network.mean()});
  }

  private String rectified(String sums, Layer layer) {
    return graph.node("Relu", List.of(add(sums, doubles(layer.bias()))));
  }

  private static double[][] matrix(Layer layer) {
    double[][] matrix = new double[layer.inputs()][];
    Arrays.setAll(matrix, input -> row(layer, input));
    return matrix;
  }

  private static double[] row(Layer layer, int input) {
    int from = input * layer.outputs();
    return doubles(Arrays.copyOfRange(layer.weights(), from, from + layer.outputs()));
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, index -> values[index]);
    return doubles;
  }

  private String ofPaired(PairedModel paired) {
    Columns more = columns.with(paired.pairs());
    return new Scores(graph, more, paired.features(features)).of(paired.inner());
  }

  private String ofExponential(ExponentialModel exponential) {
    String most = graph.constant(new double[] {MAX_LOGARITHM}, 1);
    String held = graph.node("Min", List.of(of(exponential.inner()), most));
    String factor = graph.constant(new double[] {exponential.factor()}, 1);
    return graph.node("Mul", List.of(graph.node("Exp", List.of(held)), factor));
  }
}
