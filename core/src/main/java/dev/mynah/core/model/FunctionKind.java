// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.Predictor;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.DataType.Kind;
import dev.mynah.spi.function.ScalarFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The functions that a model may have, by the end of their names. */
enum FunctionKind {
  /** The answer. */
  PREDICT("") {
    @Override
    ScalarFunction of(ModelAnswers answers, String name) {
      return new PredictFunction(answers, name);
    }

    @Override
    DataType result(Predictor predictor) {
      DataType target = predictor.target().type();
      if (predictor.classes().isEmpty()) {
        return DataType.DOUBLE;
      }
      return target.kind() == Kind.TEXT ? DataType.TEXT : target;
    }
  },
  /** All classes with their probabilities. */
  PROBABILITIES("_probabilities") {
    @Override
    boolean fits(boolean classifies) {
      return classifies;
    }

    @Override
    ScalarFunction of(ModelAnswers answers, String name) {
      return new ProbabilitiesFunction(answers, name);
    }
  },
  /** The probability of a class. */
  PROBABILITY("_probability") {
    @Override
    boolean fits(boolean classifies) {
      return classifies;
    }

    @Override
    ScalarFunction of(ModelAnswers answers, String name) {
      return new ProbabilityFunction(answers, name);
    }

    @Override
    DataType result(Predictor predictor) {
      return DataType.DOUBLE;
    }

    @Override
    Optional<Column> extra() {
      return Optional.of(new Column(ProbabilityFunction.LABEL, DataType.TEXT));
    }
  },
  /** What each column did to the answer. */
  EXPLAIN("_explain") {
    @Override
    ScalarFunction of(ModelAnswers answers, String name) {
      return new ExplainFunction(answers.predictor(), name);
    }
  },
  /** Between which values the truth is. */
  INTERVAL("_interval") {
    @Override
    boolean fits(boolean classifies) {
      return !classifies;
    }

    @Override
    ScalarFunction of(ModelAnswers answers, String name) {
      return new IntervalFunction(answers.predictor(), name);
    }

    @Override
    Optional<Column> extra() {
      return Optional.of(new Column(IntervalFunction.LEVEL, DataType.DOUBLE));
    }
  };

  private final String suffix;

  FunctionKind(String suffix) {
    this.suffix = suffix;
  }

  /** Returns the functions of a model that tells classes apart, or of one that predicts values. */
  static List<FunctionKind> of(boolean classifies) {
    return Arrays.stream(values()).filter(kind -> kind.fits(classifies)).toList();
  }

  /** Returns what follows the name of the model's function. */
  String suffix() {
    return suffix;
  }

  boolean fits(boolean classifies) {
    return true;
  }

  abstract ScalarFunction of(ModelAnswers answers, String name);

  /** Returns the type that users see. */
  DataType result(Predictor predictor) {
    return DataType.JSON;
  }

  /** Returns the argument behind the columns, if there is one. */
  Optional<Column> extra() {
    return Optional.empty();
  }
}
