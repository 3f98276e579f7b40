// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words that clauses of CREATE MODEL take. */
final class Vocabulary {
  /** Model types that need no target. */
  static final List<String> UNSUPERVISED = List.of("KMEANS", "ANOMALY", "RECOMMENDATION");

  /** Model types that a search can try. */
  static final List<String> SEARCHED =
      List.of(
          "BOOSTED_TREES",
          "EXTRA_TREES",
          "RANDOM_FOREST",
          "LINEAR_LEARNER",
          "MLP",
          "KNN",
          "XGBOOST");

  static final List<String> MODEL_TYPES =
      List.of(
          "AUTO",
          "BOOSTED_TREES",
          "EXTRA_TREES",
          "RANDOM_FOREST",
          "LINEAR_LEARNER",
          "MLP",
          "KNN",
          "XGBOOST",
          "FORECAST",
          "KMEANS",
          "ANOMALY",
          "RECOMMENDATION");

  static final List<String> PROBLEM_TYPES =
      List.of("REGRESSION", "BINARY_CLASSIFICATION", "MULTICLASS_CLASSIFICATION");

  static final List<String> OBJECTIVES =
      List.of(
          "MSE",
          "MAE",
          "RMSE",
          "R2",
          "Accuracy",
          "BalancedAccuracy",
          "F1",
          "F1Macro",
          "AUC",
          "LogLoss");

  /** XGBoost's own objectives, taken under AUTO OFF. */
  static final List<String> XGBOOST_OBJECTIVES =
      List.of(
          "reg:squarederror",
          "reg:squaredlogerror",
          "reg:logistic",
          "reg:pseudohubererror",
          "reg:absoluteerror",
          "reg:quantileerror",
          "reg:gamma",
          "reg:tweedie",
          "binary:logistic",
          "binary:logitraw",
          "binary:hinge",
          "count:poisson",
          "multi:softmax",
          "multi:softprob",
          "rank:ndcg",
          "rank:map",
          "rank:pairwise",
          "survival:cox",
          "survival:aft");

  static final List<String> FILE_FORMATS = List.of("ONNX", "XGBOOST", "LIGHTGBM");

  /** Words for a cloud that are accepted and not needed. */
  static final List<String> CLOUD_ONLY =
      List.of("IAM_ROLE", "S3_BUCKET", "KMS_KEY_ID", "TAGS", "S3_GARBAGE_COLLECT");

  static final List<String> SETTINGS =
      List.of(
          "MAX_RUNTIME",
          "MAX_CANDIDATES",
          "MAX_CELLS",
          "HORIZON",
          "FREQUENCY",
          "PERCENTILES",
          "MAX_BATCH_ROWS",
          "SEED",
          "WAIT",
          "POSITIVE",
          "CLASS_WEIGHTS",
          "ENSEMBLE",
          "S3_BUCKET",
          "TAGS",
          "KMS_KEY_ID",
          "S3_GARBAGE_COLLECT");

  private static final Map<String, String> OBJECTIVES_BY_KEY =
      OBJECTIVES.stream().collect(Collectors.toMap(Vocabulary::objectiveKey, Function.identity()));

  private Vocabulary() {}

  /** Returns the usual spelling of an objective written in any case, perhaps with underscores. */
  static Optional<String> objective(String written) {
    return Optional.ofNullable(OBJECTIVES_BY_KEY.get(objectiveKey(written)));
  }

  private static String objectiveKey(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
