// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.CandidatePlan.Ensemble;
import dev.mynah.ml.automl.CandidateReport;
import dev.mynah.ml.automl.ClassWeights;
import dev.mynah.ml.automl.Hyperparameter;
import dev.mynah.ml.automl.ModelType;
import dev.mynah.ml.automl.Objective;
import dev.mynah.ml.automl.ProblemType;
import dev.mynah.ml.automl.SampleRequest;
import dev.mynah.ml.automl.SplitRequest;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.spi.engine.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Writes the CREATE MODEL that trains one candidate again, on the same rows and folds. */
final class CandidateStatement {
  private static final String ENSEMBLE = "ENSEMBLE";

  private final ModelDefinition definition;
  private final StringBuilder text = new StringBuilder();

  private CandidateStatement(ModelDefinition definition) {
    this.definition = definition;
  }

  static String of(ModelDefinition definition, ProblemType problem, CandidateReport candidate) {
    CandidateStatement statement = new CandidateStatement(definition);
    statement.addRows(candidate.name());
    if (candidate.algorithm().equals(ENSEMBLE)) {
      statement.addSearch();
    } else {
      statement.addCandidate(candidate, problem);
    }
    statement.addObjective();
    statement.addSplit();
    statement.addSettings(candidate.algorithm().equals(ENSEMBLE));
    return statement.text.toString();
  }

  private void addRows(String candidate) {
    String suffix = "_" + candidate.toLowerCase(Locale.ROOT).replace('-', '_');
    text.append("CREATE MODEL ")
        .append(name(definition.schema()))
        .append('.')
        .append(name(definition.name() + suffix))
        .append(" FROM ")
        .append(definition.fromTable().orElseGet(() -> "(" + definition.written().training() + ")"))
        .append(" TARGET ")
        .append(name(definition.target().name()))
        .append(" FUNCTION ")
        .append(name(definition.functionSchema()))
        .append('.')
        .append(name(definition.functionName() + suffix));
    if (!definition.ignored().isEmpty()) {
      text.append(" IGNORE (")
          .append(names(definition.ignored().stream().sorted().toList()))
          .append(')');
    }
    definition.rows().weight().ifPresent(column -> text.append(" WEIGHT ").append(name(column)));
  }

  private void addCandidate(CandidateReport candidate, ProblemType problem) {
    String values =
        candidate.hyperparameters().entrySet().stream()
            .filter(one -> isGiven(one.getKey(), one.getValue()))
            .map(one -> one.getKey().toUpperCase(Locale.ROOT) + " " + literal(one.getValue()))
            .collect(Collectors.joining(", "));
    text.append(" AUTO OFF MODEL_TYPE ")
        .append(candidate.algorithm())
        .append(" PROBLEM_TYPE ")
        .append(problem)
        .append(" HYPERPARAMETERS DEFAULT EXCEPT (")
        .append(values)
        .append(')');
  }

  private static boolean isGiven(String name, String value) {
    return !value.isEmpty()
        && Hyperparameter.named(name).filter(Hyperparameter::isGiven).isPresent();
  }

  private void addSearch() {
    if (definition.modelType() != ModelType.AUTO) {
      text.append(" MODEL_TYPE ").append(definition.modelType());
    }
    if (!definition.candidates().types().isEmpty()) {
      text.append(
          definition.candidates().types().stream()
              .map(Enum::name)
              .collect(Collectors.joining(", ", " CANDIDATES (", ")")));
    }
    definition.problemType().ifPresent(type -> text.append(" PROBLEM_TYPE ").append(type));
  }

  private void addObjective() {
    if (definition.objective().isPresent()) {
      Objective objective = definition.objective().get();
      text.append(
          objective.metric() == Metric.COST
              ? " OBJECTIVE COST (FP %s, FN %s)"
                  .formatted(number(objective.falsePositive()), number(objective.falseNegative()))
              : " OBJECTIVE " + literal(objective.metric().label()));
    }
  }

  private void addSplit() {
    SplitRequest split = definition.rows().split();
    if (split.folds() > 0) {
      text.append(" CROSS VALIDATION ").append(split.folds());
    } else if (!split.equals(SplitRequest.AUTO)) {
      text.append(" SPLIT ").append(split.rule().name().replace('_', ' '));
      if (!split.columns().isEmpty()) {
        text.append(" (").append(names(split.columns())).append(')');
      }
      split
          .fractions()
          .ifPresent(shares ->
              text.append(
                  " FRACTIONS (%s, %s, %s)"
                      .formatted(
                          number(shares.train()),
                          number(shares.validation()),
                          number(shares.test()))));
      addSeed(split.seed());
    }
    definition
        .written()
        .test()
        .ifPresent(query -> text.append(" EVALUATE ON (").append(query).append(')'));
    SampleRequest sample = definition.rows().sample();
    sample.rows().ifPresent(count -> text.append(" SAMPLE ").append(count).append(" ROWS"));
    sample
        .percent()
        .ifPresent(share -> text.append(" SAMPLE ").append(number(share)).append(" PERCENT"));
    addSeed(sample.seed());
  }

  private void addSeed(OptionalLong seed) {
    seed.ifPresent(value -> text.append(" SEED ").append(value));
  }

  private void addSettings(boolean search) {
    List<String> settings = new ArrayList<>();
    settings.add("SEED " + definition.seed());
    definition
        .maxRuntime()
        .ifPresent(limit -> settings.add("MAX_RUNTIME " + number(limit.toMillis() / 1e3)));
    definition.positive().ifPresent(label -> settings.add("POSITIVE " + literal(label)));
    if (definition.rows().sample().maxCells() > 0) {
      settings.add("MAX_CELLS " + definition.rows().sample().maxCells());
    }
    ClassWeights weights = definition.rows().classWeights();
    if (weights.balanced()) {
      settings.add("CLASS_WEIGHTS BALANCED");
    } else if (!weights.byLabel().isEmpty()) {
      settings.add("CLASS_WEIGHTS " + literal(JsonText.numbers(weights.byLabel())));
    }
    if (search && definition.candidates().max() > 0) {
      settings.add("MAX_CANDIDATES " + definition.candidates().max());
    }
    if (search && definition.candidates().ensemble() == Ensemble.OFF) {
      settings.add("ENSEMBLE OFF");
    }
    text.append(" SETTINGS (").append(String.join(", ", settings)).append(')');
  }

  private static String names(List<String> columns) {
    return columns.stream().map(CandidateStatement::name).collect(Collectors.joining(", "));
  }

  private static String name(String name) {
    return Identifiers.quote(name);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
