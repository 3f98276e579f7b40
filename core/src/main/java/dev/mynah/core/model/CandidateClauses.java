// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.CandidatePlan;
import dev.mynah.ml.automl.CandidatePlan.Ensemble;
import dev.mynah.ml.automl.FixedCandidate;
import dev.mynah.ml.automl.Hyperparameter;
import dev.mynah.ml.automl.ModelType;
import dev.mynah.ml.automl.Objective;
import dev.mynah.ml.automl.ProblemType;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.ModelClause;
import dev.mynah.sql.tree.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The clauses of CREATE MODEL that say what is tried, and what it is to be good at. */
final class CandidateClauses {
  /** What XGBoost is told by its users and our trees need not know. */
  private static final Set<String> NOT_NEEDED =
      Set.of("BOOSTER", "TREE_METHOD", "NUM_CLASS", "VERBOSITY", "NTHREAD", "EVAL_METRIC");

  private static final Map<String, String> XGBOOST_DEFAULTS =
      Map.of(
          "NUM_ROUND", "100",
          "ETA", "0.3",
          "MAX_DEPTH", "6",
          "MIN_ROWS", "1",
          "MIN_CHILD_WEIGHT", "1",
          "SUBSAMPLE", "1",
          "COLSAMPLE_BYTREE", "1");

  private static final int MAX_LEAVES = 65_536;

  private final Set<ModelType> types = EnumSet.noneOf(ModelType.class);
  private final List<String> notNeeded = new ArrayList<>();
  private Optional<ModelClause.Hyperparameters> hyperparameters = Optional.empty();
  private Optional<Objective> objective = Optional.empty();
  private Optional<ProblemType> ofObjective = Optional.empty();
  private ModelType modelType = ModelType.AUTO;
  private boolean xgboost;
  private boolean auto = true;
  private Ensemble ensemble = Ensemble.ON;
  private int max;

  void read(ModelClause.Auto clause) {
    auto = clause.on();
  }

  void read(ModelClause.ModelType clause) {
    modelType = typeOf(clause.type(), clause.position());
  }

  void read(ModelClause.Candidates clause) {
    clause.types().forEach(type -> types.add(typeOf(type, clause.position())));
  }

  void read(ModelClause.Hyperparameters clause) {
    hyperparameters = Optional.of(clause);
  }

  void read(ModelClause.CostObjective clause) {
    objective = Optional.of(Objective.cost(clause.falsePositive(), clause.falseNegative()));
  }

  void read(ModelClause.Objective clause) {
    switch (clause.metric()) {
      case "reg:squarederror" -> ofObjective = Optional.of(ProblemType.REGRESSION);
      case "binary:logistic" -> ofObjective = Optional.of(ProblemType.BINARY_CLASSIFICATION);
      case "multi:softmax", "multi:softprob" ->
          ofObjective = Optional.of(ProblemType.MULTICLASS_CLASSIFICATION);
      default -> objective = Optional.of(metricOf(clause));
    }
  }

  private static Objective metricOf(ModelClause.Objective clause) {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.label().equals(clause.metric()))
        .findFirst()
        .map(Objective::of)
        .orElseThrow(
            () -> ModelOptions.notSupported("OBJECTIVE " + clause.metric(), clause.position()));
  }

  void max(int count) {
    max = count;
  }

  void ensemble(Ensemble choice) {
    ensemble = choice;
  }

  private ModelType typeOf(String type, int position) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "AUTO" -> ModelType.AUTO;
      case "BOOSTED_TREES" -> ModelType.BOOSTED_TREES;
      case "XGBOOST" -> {
        xgboost = true;
        yield ModelType.BOOSTED_TREES;
      }
      case "EXTRA_TREES" -> ModelType.EXTRA_TREES;
      case "RANDOM_FOREST" -> ModelType.RANDOM_FOREST;
      case "LINEAR_LEARNER" -> ModelType.LINEAR_LEARNER;
      case "MLP" -> ModelType.MLP;
      case "KNN" -> ModelType.KNN;
      default ->
          throw ModelOptions.notSupported("MODEL_TYPE " + type, position)
              .withHint(
                  "Use AUTO, BOOSTED_TREES, EXTRA_TREES, RANDOM_FOREST, LINEAR_LEARNER, MLP or KNN.");
    };
  }

  /** Fails if clauses contradict each other. */
  void check() {
    if (!auto && modelType == ModelType.AUTO) {
      throw new DatastoreException(ErrorCode.SYNTAX_ERROR, "AUTO OFF needs a MODEL_TYPE")
          .withHint("Add MODEL_TYPE BOOSTED_TREES or MODEL_TYPE LINEAR_LEARNER, or use AUTO ON.");
    }
    if (auto && hyperparameters.filter(given -> !given.exceptions().isEmpty()).isPresent()) {
      throw new DatastoreException(ErrorCode.SYNTAX_ERROR, "HYPERPARAMETERS needs AUTO OFF")
          .withHint("Add AUTO OFF and a MODEL_TYPE, or let the search choose them.")
          .withPosition(hyperparameters.get().position());
    }
  }

  /** Returns what is tried. */
  CandidatePlan plan() {
    return new CandidatePlan(types, max, ensemble, auto ? Optional.empty() : Optional.of(fixed()));
  }

  private FixedCandidate fixed() {
    Map<String, String> values = new LinkedHashMap<>(xgboost ? XGBOOST_DEFAULTS : Map.of());
    boolean leaves = false;
    for (Setting given :
        hyperparameters.map(ModelClause.Hyperparameters::exceptions).orElse(List.of())) {
      if (NOT_NEEDED.contains(given.key())) {
        notNeeded.add(given.key());
      } else {
        String name = Hyperparameter.named(given.key()).map(Enum::name).orElse(given.key());
        leaves |= name.equals("MAX_LEAVES");
        values.put(name, given.value());
      }
    }
    if (xgboost && !leaves) {
      values.put("MAX_LEAVES", leavesOf(values.getOrDefault("MAX_DEPTH", "")));
    }
    try {
      return FixedCandidate.of(modelType, values);
    } catch (DatastoreException e) {
      throw hyperparameters.map(given -> e.withPosition(given.position())).orElse(e);
    }
  }

  /** A tree of so many levels has at most so many leaves. */
  private static String leavesOf(String depth) {
    try {
      return Integer.toString(1 << Math.clamp(Integer.parseInt(depth.strip()), 1, 16));
    } catch (NumberFormatException e) {
      return Integer.toString(MAX_LEAVES);
    }
  }

  /** Returns what was given and is not needed. */
  List<String> notNeeded() {
    return notNeeded;
  }

  boolean isXgboost() {
    return xgboost;
  }

  ModelType modelType() {
    return modelType;
  }

  /** Returns the problem type that the objective is for, if it says. */
  Optional<ProblemType> problemType() {
    return ofObjective;
  }

  Optional<Objective> objective() {
    return objective;
  }
}
