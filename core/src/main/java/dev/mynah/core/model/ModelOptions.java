// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.session.Caller;
import dev.mynah.ml.automl.CandidatePlan;
import dev.mynah.ml.automl.CandidatePlan.Ensemble;
import dev.mynah.ml.automl.ModelType;
import dev.mynah.ml.automl.Objective;
import dev.mynah.ml.automl.ProblemType;
import dev.mynah.ml.automl.SearchRequest;
import dev.mynah.ml.evaluation.Metric;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.ModelClause;
import dev.mynah.sql.tree.ModelStatement.CreateModel;
import dev.mynah.sql.tree.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The clauses of CREATE MODEL that say how to search, read one by one. */
final class ModelOptions {
  private static final Set<String> CLOUD_ONLY =
      Set.of("S3_BUCKET", "TAGS", "KMS_KEY_ID", "S3_GARBAGE_COLLECT");
  private static final long MILLIS_PER_SECOND = 1_000;

  private final List<String> notNeeded = new ArrayList<>();
  private final Set<String> ignored = new HashSet<>();
  private final RowClauses rows = new RowClauses();
  private ModelType modelType = ModelType.AUTO;
  private Optional<ProblemType> problemType = Optional.empty();
  private Optional<Duration> maxRuntime = Optional.empty();
  private Optional<String> positive = Optional.empty();
  private Optional<Objective> objective = Optional.empty();
  private Optional<String> comment = Optional.empty();
  private Optional<Boolean> wait = Optional.empty();
  private final Set<ModelType> types = EnumSet.noneOf(ModelType.class);
  private Ensemble ensemble = Ensemble.ON;
  private int maxCandidates;
  private long seed = SearchRequest.DEFAULT_SEED;
  private boolean auto = true;

  private ModelOptions() {}

  /** Reads the clauses; one that cannot be carried out is refused by its name. */
  static ModelOptions of(CreateModel create) {
    ModelOptions options = new ModelOptions();
    create.clauses().forEach(options::read);
    if (!options.auto && options.modelType == ModelType.AUTO) {
      throw new DatastoreException(ErrorCode.SYNTAX_ERROR, "AUTO OFF needs a MODEL_TYPE")
          .withHint("Add MODEL_TYPE BOOSTED_TREES or MODEL_TYPE LINEAR_LEARNER, or use AUTO ON.");
    }
    return options;
  }

  private void read(ModelClause clause) {
    switch (clause) {
      case ModelClause.Auto choice -> auto = choice.on();
      case ModelClause.ModelType choice ->
          modelType = modelTypeOf(choice.type(), choice.position());
      case ModelClause.ProblemTypeClause choice ->
          problemType = Optional.of(ProblemType.valueOf(choice.type().toUpperCase(Locale.ROOT)));
      case ModelClause.Ignore ignore ->
          ignore.columns().forEach(column -> ignored.add(column.text()));
      case ModelClause.CloudOnly cloud -> notNeeded.add(cloud.keyword());
      case ModelClause.Settings settings -> settings.settings().forEach(this::read);
      case ModelClause.Comment text -> comment = Optional.of(text.text());
      case ModelClause.Preprocessors given -> {
        if (!given.json().equalsIgnoreCase("none")) {
          throw notYet(given);
        }
      }
      case ModelClause.Hyperparameters given -> {
        if (!given.exceptions().isEmpty()) {
          throw notYet(given);
        }
      }
      case ModelClause.Candidates choice ->
          choice.types().forEach(type -> types.add(modelTypeOf(type, choice.position())));
      case ModelClause.Objective choice -> objective = Optional.of(objectiveOf(choice));
      case ModelClause.CostObjective choice ->
          objective = Optional.of(Objective.cost(choice.falsePositive(), choice.falseNegative()));
      case ModelClause.Transform later -> throw notYet(later);
      case ModelClause.Weight weight -> rows.read(weight);
      case ModelClause.TimeColumn later -> throw notYet(later);
      case ModelClause.UserItem later -> throw notYet(later);
      case ModelClause.Sample sample -> rows.read(sample);
      case ModelClause.Split split -> rows.read(split);
      case ModelClause.EvaluateOn query -> rows.read(query);
      case ModelClause.CrossValidation folds -> rows.read(folds);
      case ModelClause.Refresh later -> throw notYet(later);
      case ModelClause.Promote later -> throw notYet(later);
      case ModelClause.Sagemaker later -> throw notYet(later);
      case ModelClause.UseConnection later -> throw notYet(later);
    }
  }

  private void read(Setting setting) {
    switch (setting.key()) {
      case "MAX_RUNTIME" -> maxRuntime = Optional.of(seconds(setting));
      case "SEED" -> seed = whole(setting);
      case "WAIT" -> wait = Optional.of(isOn(setting));
      case "MAX_CELLS" -> rows.maxCells(setting);
      case "CLASS_WEIGHTS" -> rows.classWeights(setting);
      case "MAX_CANDIDATES" -> maxCandidates = count(setting);
      case "ENSEMBLE" -> ensemble = isOn(setting) ? Ensemble.ON : Ensemble.OFF;
      case "POSITIVE" -> positive = Optional.of(setting.value());
      default -> {
        if (!CLOUD_ONLY.contains(setting.key())) {
          throw notSupported("setting " + setting.key(), setting.position());
        }
        notNeeded.add(setting.key());
      }
    }
  }

  private static ModelType modelTypeOf(String type, int position) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "AUTO" -> ModelType.AUTO;
      case "BOOSTED_TREES" -> ModelType.BOOSTED_TREES;
      case "EXTRA_TREES" -> ModelType.EXTRA_TREES;
      case "RANDOM_FOREST" -> ModelType.RANDOM_FOREST;
      case "LINEAR_LEARNER" -> ModelType.LINEAR_LEARNER;
      case "MLP" -> ModelType.MLP;
      case "KNN" -> ModelType.KNN;
      default ->
          throw notSupported("MODEL_TYPE " + type, position)
              .withHint(
                  "Use AUTO, BOOSTED_TREES, EXTRA_TREES, RANDOM_FOREST, LINEAR_LEARNER, MLP or KNN.");
    };
  }

  private static Objective objectiveOf(ModelClause.Objective choice) {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.label().equals(choice.metric()))
        .findFirst()
        .map(Objective::of)
        .orElseThrow(() -> notSupported("OBJECTIVE " + choice.metric(), choice.position()));
  }

  private static Duration seconds(Setting setting) {
    try {
      double seconds = Double.parseDouble(setting.value());
      if (seconds >= 1 && seconds <= Integer.MAX_VALUE) {
        return Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND));
      }
    } catch (NumberFormatException e) {
      throw invalid(setting, "It takes a number of seconds, at least 1.");
    }
    throw invalid(setting, "It takes a number of seconds, at least 1.");
  }

  private static long whole(Setting setting) {
    try {
      return Long.parseLong(setting.value());
    } catch (NumberFormatException e) {
      throw invalid(setting, "It takes a whole number.");
    }
  }

  private static int count(Setting setting) {
    long count = whole(setting);
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw invalid(setting, "It takes a whole number, at least 1.");
    }
    return (int) count;
  }

  private static boolean isOn(Setting setting) {
    return switch (setting.value().toUpperCase(Locale.ROOT)) {
      case "ON", "TRUE" -> true;
      case "OFF", "FALSE" -> false;
      default -> throw invalid(setting, "It takes ON or OFF.");
    };
  }

  static DatastoreException invalid(Setting setting, String hint) {
    return new DatastoreException(
            ErrorCode.INVALID_PARAMETER_VALUE,
            "invalid value for %s: \"%s\"".formatted(setting.key(), setting.value()))
        .withHint(hint)
        .withPosition(setting.position());
  }

  private static DatastoreException notYet(ModelClause clause) {
    return notSupported(clause.keyword(), clause.position());
  }

  private static DatastoreException notSupported(String what, int position) {
    return new DatastoreException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "%s is not supported yet".formatted(what))
        .withPosition(position);
  }

  /** Says once which clauses only a cloud would need. */
  void sayWhatIsNotNeeded(Caller caller) {
    if (!notNeeded.isEmpty()) {
      caller.say(
          "%s %s not needed here and ignored"
              .formatted(String.join(", ", notNeeded), notNeeded.size() == 1 ? "is" : "are"));
    }
  }

  boolean waits(Caller caller) {
    return wait.orElseGet(() -> caller.settings().isOn("wait"));
  }

  RowClauses rows() {
    return rows;
  }

  Set<String> ignored() {
    return ignored;
  }

  CandidatePlan candidates() {
    return new CandidatePlan(types, maxCandidates, ensemble);
  }

  ModelType modelType() {
    return modelType;
  }

  Optional<ProblemType> problemType() {
    return problemType;
  }

  Optional<Duration> maxRuntime() {
    return maxRuntime;
  }

  Optional<String> positive() {
    return positive;
  }

  Optional<Objective> objective() {
    return objective;
  }

  Optional<String> comment() {
    return comment;
  }

  long seed() {
    return seed;
  }
}
