// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.export;

import dev.mynah.ml.automl.Calibration;
import dev.mynah.ml.automl.Member;
import dev.mynah.ml.automl.Predictor;
import dev.mynah.ml.export.Graph.Attribute;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes predictors as graphs of ONNX (opset 15, ai.onnx.ml 3). Arguments are the used columns, see
 * {@link Columns}. Results are {@code prediction} for values; {@code label} and {@code
 * probabilities}, in the order of the classes, for classes.
 */
public final class OnnxExport {
  /** What {@link Calibration} holds probabilities above. */
  private static final double MIN_PROBABILITY = 1e-9;

  private final Predictor predictor;
  private final Graph graph = new Graph();

  private OnnxExport(Predictor predictor) {
    this.predictor = predictor;
  }

  /**
   * Returns the bytes of a graph.
   *
   * @param name what the graph is called
   * @throws DatastoreException FEATURE_NOT_SUPPORTED when a member has no form in ONNX
   */
  public static byte[] write(Predictor predictor, String name) {
    for (int feature : predictor.encoder().termFeatures()) {
      String column = predictor.encoder().features().get(feature).name();
      throw refused(name, "It reads the words of column \"%s\"".formatted(column))
          .withHint("Train it with IGNORE for columns of texts.");
    }
    for (Member member : predictor.members()) {
      if (!Scores.exports(member.model())) {
        throw refused(name, "It asks the nearest training rows (KNN)")
            .withHint("Train it with CANDIDATES that leave KNN out, or with another MODEL_TYPE.");
      }
    }
    return new OnnxExport(predictor).bytes(name);
  }

  private static DatastoreException refused(String name, String what) {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "model \"%s\" cannot be exported as ONNX".formatted(name))
        .withDetail(what + ", which has no form there.");
  }

  private byte[] bytes(String name) {
    Columns columns = new Columns(graph, predictor.encoder().sources());
    Scores scores = new Scores(graph, columns, predictor.encoder().features());
    List<String> weighted = new ArrayList<>();
    for (Member member : predictor.members()) {
      String answer = calibrated(answer(scores.of(member.model())), member.calibration());
      weighted.add(times(answer, member.weight()));
    }
    String mixed = calibrated(graph.node("Sum", weighted), predictor.calibration());
    int classes = predictor.classes().size();
    if (classes == 0) {
      graph.output(mixed, "prediction", Graph.DOUBLE, 1);
    } else {
      String labels = graph.constant(predictor.classes());
      graph.output(graph.node("Gather", List.of(labels, chosen(mixed))), "label", Graph.TEXT, 1);
      graph.output(mixed, "probabilities", Graph.DOUBLE, classes);
    }
    graph.property("target", predictor.target().name());
    return graph.toByteArray(name);
  }

  private String real(double value) {
    return graph.constant(new double[] {value}, 1);
  }

  private String times(String from, double factor) {
    return factor == 1 ? from : graph.node("Mul", List.of(from, real(factor)));
  }

  /** Turns raw scores into values or the probabilities of all classes. */
  private String answer(String raw) {
    return switch (predictor.classes().size()) {
      case 0 -> raw;
      case 2 -> ofTwo(graph.node("Sigmoid", List.of(raw)));
      default -> graph.node("Softmax", List.of(raw), Attribute.of("axis", 1));
    };
  }

  private String ofTwo(String positive) {
    String negative = graph.node("Sub", List.of(real(1), positive));
    return graph.node("Concat", List.of(negative, positive), Attribute.of("axis", 1));
  }

  private String calibrated(String answers, Calibration calibration) {
    if (calibration.equals(Calibration.NONE)) {
      return answers;
    }
    String least = real(MIN_PROBABILITY);
    if (predictor.classes().size() > 2) {
      String held = graph.node("Max", List.of(answers, least));
      String scaled = times(graph.node("Log", List.of(held)), calibration.scale());
      return graph.node("Softmax", List.of(scaled), Attribute.of("axis", 1));
    }
    String positive = graph.node("Gather", List.of(answers, ofOne(1)), Attribute.of("axis", 1));
    String most = real(1 - MIN_PROBABILITY);
    String held = graph.node("Min", List.of(graph.node("Max", List.of(positive, least)), most));
    String against = graph.node("Sub", List.of(real(1), held));
    String odds = graph.node("Log", List.of(graph.node("Div", List.of(held, against))));
    String moved =
        graph.node("Add", List.of(times(odds, calibration.scale()), real(calibration.shift())));
    return ofTwo(graph.node("Sigmoid", List.of(moved)));
  }

  private String ofOne(long value) {
    return graph.constant(new long[] {value}, 1);
  }

  /** Returns the number of the class that is said, of shape {@code [rows, 1]}. */
  private String chosen(String probabilities) {
    if (predictor.classes().size() > 2) {
      return graph.node("ArgMax", List.of(probabilities), Attribute.of("axis", 1));
    }
    String positive =
        graph.node("Gather", List.of(probabilities, ofOne(1)), Attribute.of("axis", 1));
    // Of two equal probabilities the first class is said, but a threshold counts as reached.
    boolean even = predictor.threshold() == 0.5;
    String said =
        graph.node(
            even ? "Greater" : "GreaterOrEqual", List.of(positive, real(predictor.threshold())));
    return graph.cast(said, Graph.INTEGER);
  }
}
