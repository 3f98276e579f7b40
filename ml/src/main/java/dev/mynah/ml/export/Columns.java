// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.export;

import dev.mynah.ml.export.Graph.Attribute;
import dev.mynah.ml.learner.derive.Pair;
import dev.mynah.ml.preprocess.CategorySource;
import dev.mynah.ml.preprocess.DatePartSource;
import dev.mynah.ml.preprocess.FeatureSource;
import dev.mynah.ml.preprocess.NormalScores;
import dev.mynah.ml.preprocess.NumberSource;
import dev.mynah.ml.preprocess.TermSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments of a graph, and the features made of them, each of shape {@code [rows, 1]}.
 *
 * <p>A number is an argument of its own, NaN where it is missing. A text is one, too, and a missing
 * one is any that training did not have: the empty text, if that was none. Each part of a point in
 * time is an argument under the name of its feature.
 */
final class Columns {
  private final Graph graph;
  private final List<String> encoded;
  private final List<String> missing;

  private Columns(Graph graph, List<String> encoded, List<String> missing) {
    this.graph = graph;
    this.encoded = new ArrayList<>(encoded);
    this.missing = new ArrayList<>(missing);
  }

  Columns(Graph graph, List<FeatureSource> sources) {
    this(graph, List.of(), List.of());
    for (FeatureSource source : sources) {
      String feature =
          switch (source) {
            case NumberSource number -> number(number);
            case DatePartSource part ->
                graph.cast(graph.input(part.feature().name(), Graph.DOUBLE), Graph.FLOAT);
            case CategorySource category -> category(category);
            case TermSource terms -> throw new IllegalArgumentException("terms of " + terms.name());
          };
      encoded.add(feature);
      missing.add(graph.node("IsNaN", List.of(feature)));
    }
  }

  private String number(NumberSource number) {
    String input = graph.input(number.name(), Graph.DOUBLE);
    String moved =
        number.origin() == 0
            ? input
            : graph.node("Sub", List.of(input, graph.constant(new double[] {number.origin()}, 1)));
    return graph.cast(moved, Graph.FLOAT);
  }

  private String category(CategorySource category) {
    List<String> texts = new ArrayList<>(category.categories());
    float[] codes = new float[texts.size() + 1];
    for (int code = 0; code < texts.size(); code++) {
      codes[code] = code;
    }
    String none = texts.contains("") ? "\u0000" : "";
    texts.add(none);
    codes[codes.length - 1] = Float.NaN;
    graph.property("missing " + category.name(), none);
    return graph.learningNode(
        "LabelEncoder",
        graph.input(category.name(), Graph.TEXT),
        Attribute.of("keys_strings", texts),
        Attribute.of("values_floats", codes),
        Attribute.of(
            "default_float", category.others() ? category.categories().size() : Float.NaN));
  }

  /** Returns these features with those of pairs behind them. */
  Columns with(List<Pair> pairs) {
    Columns more = new Columns(graph, encoded, missing);
    for (Pair pair : pairs) {
      String operation =
          switch (pair.operation()) {
            case SUM -> "Add";
            case DIFFERENCE -> "Sub";
            case PRODUCT -> "Mul";
            case QUOTIENT -> "Div";
          };
      String result =
          graph.node(operation, List.of(encoded.get(pair.first()), encoded.get(pair.second())));
      String none = graph.cast(graph.constant(new double[] {Double.NaN}, 1), Graph.FLOAT);
      String finite =
          graph.node("Where", List.of(graph.node("IsInf", List.of(result)), none, result));
      more.encoded.add(finite);
      more.missing.add(graph.node("IsNaN", List.of(finite)));
    }
    return more;
  }

  private String zero() {
    return graph.constant(new double[1], 1);
  }

  /** Returns all features beside each other, of shape {@code [rows, features]}. */
  String matrix() {
    return graph.node("Concat", encoded, Attribute.of("axis", 1));
  }

  /** Returns whether a feature is missing, as 1 or 0. */
  String flag(int feature) {
    return graph.cast(missing.get(feature), Graph.DOUBLE);
  }

  /** Returns the place of a category in a table that ends with the missing one. */
  String place(int feature, int cardinality) {
    String known =
        graph.node(
            "Where",
            List.of(
                missing.get(feature),
                graph.constant(new double[] {cardinality}, 1),
                graph.cast(encoded.get(feature), Graph.DOUBLE)));
    return graph.cast(known, Graph.INTEGER);
  }

  /**
   * Returns the rows of a table of weights, shape {@code [cardinality + 1][width]}, by category.
   */
  String chosen(int feature, double[][] table) {
    int width = table[0].length;
    double[] flat = Arrays.stream(table).flatMapToDouble(Arrays::stream).toArray();
    String weights = graph.constant(flat, table.length, width);
    String rows = graph.node("Gather", List.of(weights, place(feature, table.length - 1)));
    return graph.node("Reshape", List.of(rows, graph.constant(new long[] {-1, width}, 2)));
  }

  /** Returns the normal score of a quantity, 0 where it is missing. */
  String score(int feature, NormalScores scale) {
    String value =
        graph.node(
            "Where",
            List.of(missing.get(feature), zero(), graph.cast(encoded.get(feature), Graph.DOUBLE)));
    int knots = scale.values().length;
    if (knots == 0) {
      return graph.node("Mul", List.of(flag(feature), zero()));
    }
    double[] values = new double[knots];
    Arrays.setAll(values, knot -> scale.values()[knot]);
    String held =
        graph.node(
            "Min",
            List.of(
                graph.node("Max", List.of(value, graph.constant(new double[] {values[0]}, 1))),
                graph.constant(new double[] {values[knots - 1]}, 1)));
    String reached = graph.node("GreaterOrEqual", List.of(held, graph.constant(values, 1, knots)));
    String count =
        graph.node(
            "ReduceSum",
            List.of(graph.cast(reached, Graph.INTEGER), graph.constant(new long[] {1}, 1)));
    String below = graph.node("Sub", List.of(count, graph.constant(new long[] {1}, 1)));
    double[] scores = new double[knots];
    double[] slopes = new double[knots];
    for (int knot = 0; knot < knots; knot++) {
      scores[knot] = scale.scores()[knot];
      if (knot + 1 < knots) {
        slopes[knot] =
            ((double) scale.scores()[knot + 1] - scale.scores()[knot])
                / (values[knot + 1] - values[knot]);
      }
    }
    String from = graph.node("Gather", List.of(graph.constant(values, knots), below));
    String base = graph.node("Gather", List.of(graph.constant(scores, knots), below));
    String slope = graph.node("Gather", List.of(graph.constant(slopes, knots), below));
    String rise = graph.node("Mul", List.of(graph.node("Sub", List.of(held, from)), slope));
    String known = graph.node("Add", List.of(base, rise));
    return graph.node("Where", List.of(missing.get(feature), zero(), known));
  }
}
