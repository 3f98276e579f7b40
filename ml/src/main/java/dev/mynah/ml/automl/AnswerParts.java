// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.explain.LinearShapley;
import dev.mynah.ml.explain.PermutationShapley;
import dev.mynah.ml.explain.Players;
import dev.mynah.ml.explain.Shapley;
import dev.mynah.ml.explain.TreeShapley;
import dev.mynah.ml.learner.linear.LinearModel;
import dev.mynah.ml.learner.tree.Forest;
import dev.mynah.ml.learner.tree.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Takes one output of a predictor apart into what can be explained exactly and the rest. */
final class AnswerParts {
  /** Trees that answer 0. */
  private static final TreeEnsemble NOTHING = new TreeEnsemble(new double[1], List.of());

  private final Predictor predictor;
  private final Players players;
  private final int output;
  private final List<Shapley> exact = new ArrayList<>();
  private final List<Member> rest = new ArrayList<>();

  /**
   * Prepares for an output.
   *
   * @param output the class; 0 for values
   */
  AnswerParts(Predictor predictor, Players players, int output) {
    this.predictor = predictor;
    this.players = players;
    this.output = output;
  }

  /** Returns parts that add up to the answer. */
  List<Shapley> all() {
    return switch (AnswerScale.of(predictor)) {
      case VALUE -> value();
      case LOG_ODDS -> predictor.classes().size() == 2 ? logOddsOfTwo() : sampledLogOdds();
      case PROBABILITY -> probability();
    };
  }

  private List<Shapley> value() {
    for (Member member : predictor.members()) {
      switch (member.model()) {
        case TreeEnsemble trees -> exact.add(ofTrees(trees, 0, member.weight()));
        case LinearModel linear -> exact.add(ofLinear(linear, member.weight()));
        case Forest forest -> exact.add(ofForest(forest, member.weight()));
        default -> rest.add(member);
      }
    }
    return withRest();
  }

  /** Both calibrations scale and shift the log-odds, which leaves a sum a sum. */
  private List<Shapley> logOddsOfTwo() {
    Member member = predictor.members().getFirst();
    Calibration first = member.calibration();
    Calibration second = predictor.calibration();
    double factor = first.scale() * second.scale();
    double shift = first.shift() * second.scale() + second.shift();
    return switch (member.model()) {
      case TreeEnsemble trees -> List.of(ofTrees(trees, shift, factor));
      case LinearModel linear ->
          shift == 0
              ? List.of(ofLinear(linear, factor))
              : List.of(ofLinear(linear, factor), ofTrees(NOTHING, shift, 1));
      default -> sampledLogOdds();
    };
  }

  private List<Shapley> probability() {
    boolean added = predictor.calibration().equals(Calibration.NONE);
    for (Member member : predictor.members()) {
      boolean plain = added && member.calibration().equals(Calibration.NONE);
      if (plain && member.model() instanceof Forest forest) {
        exact.add(ofForest(forest, member.weight()));
      } else {
        rest.add(member);
      }
    }
    return withRest();
  }

  /** Scores of the trees times a factor, shifted. */
  private Shapley ofTrees(TreeEnsemble trees, double shift, double factor) {
    return new TreeShapley(
        trees.trees(),
        0,
        shift + factor * trees.baseScores()[0],
        factor,
        predictor.background(),
        players);
  }

  private Shapley ofLinear(LinearModel linear, double factor) {
    return new LinearShapley(linear, 0, factor, predictor.background(), players);
  }

  private Shapley ofForest(Forest forest, double weight) {
    return new TreeShapley(
        forest.treeNodes(),
        output,
        weight * forest.baseAnswer(output),
        weight * forest.treeShare(),
        predictor.background(),
        players);
  }

  /** Adds what the members without an exact way answer together. */
  private List<Shapley> withRest() {
    if (!rest.isEmpty()) {
      exact.add(
          sampled(
              (rows, answers) -> {
                predictor.addAnswers(rest, rows, answers);
                predictor.calibration().apply(answers, rows.rows(), predictor.classes().size());
              },
              probability -> probability));
    }
    return exact;
  }

  private List<Shapley> sampledLogOdds() {
    return List.of(sampled(predictor::predict, Calibration::logOdds));
  }

  /** Answers of all outputs. */
  private interface Answering {
    void answer(FeatureMatrix rows, double[] answers);
  }

  private Shapley sampled(Answering answering, DoubleUnaryOperator scale) {
    int outputs = predictor.outputs();
    return new PermutationShapley(
        (rows, result) -> {
          double[] answers = new double[rows.rows() * outputs];
          answering.answer(rows, answers);
          for (int row = 0; row < rows.rows(); row++) {
            result[row] = scale.applyAsDouble(answers[row * outputs + output]);
          }
        },
        predictor.background(),
        players);
  }
}
