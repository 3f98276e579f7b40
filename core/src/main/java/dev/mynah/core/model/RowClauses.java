// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.ml.automl.ClassWeights;
import dev.mynah.ml.automl.RowPlan;
import dev.mynah.ml.automl.SampleRequest;
import dev.mynah.ml.automl.SplitRequest;
import dev.mynah.ml.automl.SplitRequest.Fractions;
import dev.mynah.ml.automl.SplitRequest.Rule;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.ModelClause;
import dev.mynah.sql.tree.Name;
import dev.mynah.sql.tree.Setting;
import dev.mynah.sql.tree.SplitRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** The clauses of CREATE MODEL that say which rows teach, validate and test. */
final class RowClauses {
  private Optional<ModelClause.Split> split = Optional.empty();
  private Optional<ModelClause.EvaluateOn> evaluateOn = Optional.empty();
  private Optional<ModelClause.Sample> sample = Optional.empty();
  private Optional<Name> weight = Optional.empty();
  private Optional<Setting> classWeights = Optional.empty();
  private long maxCells;
  private int folds;

  void read(ModelClause.Split clause) {
    split = Optional.of(clause);
  }

  void read(ModelClause.EvaluateOn clause) {
    evaluateOn = Optional.of(clause);
  }

  void read(ModelClause.CrossValidation clause) {
    folds = clause.folds();
  }

  void read(ModelClause.Sample clause) {
    sample = Optional.of(clause);
  }

  void read(ModelClause.Weight clause) {
    weight = Optional.of(clause.column());
  }

  void maxCells(Setting setting) {
    try {
      maxCells = Long.parseLong(setting.value());
    } catch (NumberFormatException e) {
      maxCells = -1;
    }
    if (maxCells < 0) {
      throw ModelOptions.invalid(setting, "It takes a whole number, 0 for no limit.");
    }
  }

  void classWeights(Setting setting) {
    classWeights = Optional.of(setting);
  }

  /**
   * Returns how rows take part.
   *
   * @param nameOf finds the column of the training query that a name means, or fails
   */
  RowPlan plan(Function<Name, String> nameOf, EngineSession session) {
    return new RowPlan(
        split(nameOf),
        Optional.empty(),
        sample(),
        weight.map(nameOf),
        classWeights.map(setting -> weightsOf(setting, session)).orElse(ClassWeights.EVEN));
  }

  private SampleRequest sample() {
    if (sample.isEmpty()) {
      return new SampleRequest(
          OptionalLong.empty(), OptionalDouble.empty(), maxCells, OptionalLong.empty());
    }
    return switch (sample.get().size()) {
      case ModelClause.SampleSize.Rows rows ->
          new SampleRequest(
              OptionalLong.of(rows.count()), OptionalDouble.empty(), maxCells, sample.get().seed());
      case ModelClause.SampleSize.Percent percent ->
          new SampleRequest(
              OptionalLong.empty(),
              OptionalDouble.of(percent.percent()),
              maxCells,
              sample.get().seed());
    };
  }

  private static ClassWeights weightsOf(Setting setting, EngineSession session) {
    if (setting.value().equalsIgnoreCase("BALANCED")) {
      return ClassWeights.BALANCED;
    }
    Map<String, Double> byLabel = new LinkedHashMap<>();
    try {
      for (CatalogRow row :
          CatalogRow.query(
              session,
              "SELECT key, CAST(value AS DOUBLE) AS weight FROM json_each(CAST($1 AS JSON))",
              setting.value())) {
        byLabel.put(row.text("key"), row.optionalDouble("weight").orElse(Double.NaN));
      }
      return new ClassWeights(false, byLabel);
    } catch (DatastoreException | IllegalArgumentException e) {
      throw ModelOptions.invalid(
          setting, "It takes BALANCED, or JSON of classes and weights above 0: '{\"yes\": 5}'.");
    }
  }

  Optional<ModelClause.EvaluateOn> evaluateOn() {
    return evaluateOn;
  }

  private SplitRequest split(Function<Name, String> nameOf) {
    if (split.isEmpty()) {
      return new SplitRequest(Rule.AUTO, List.of(), Optional.empty(), folds, OptionalLong.empty());
    }
    ModelClause.Split clause = split.get();
    Optional<Fractions> fractions =
        clause
            .fractions()
            .map(given -> new Fractions(given.train(), given.validation(), given.test().orElse(0)));
    return new SplitRequest(
        ruleOf(clause.rule()),
        columnsOf(clause.rule()).stream().map(nameOf).toList(),
        fractions,
        0,
        clause.seed());
  }

  private static Rule ruleOf(SplitRule rule) {
    return switch (rule) {
      case SplitRule.Auto auto -> Rule.AUTO;
      case SplitRule.None none -> Rule.NONE;
      case SplitRule.Random random -> Rule.RANDOM;
      case SplitRule.Stratified stratified -> Rule.STRATIFIED;
      case SplitRule.ByTime time -> Rule.BY_TIME;
      case SplitRule.ByGroup group -> Rule.BY_GROUP;
      case SplitRule.ByColumn column -> Rule.BY_COLUMN;
    };
  }

  private static List<Name> columnsOf(SplitRule rule) {
    return switch (rule) {
      case SplitRule.ByTime time -> List.of(time.column());
      case SplitRule.ByGroup group -> group.columns();
      case SplitRule.ByColumn column -> List.of(column.column());
      case SplitRule.Auto auto -> List.of();
      case SplitRule.None none -> List.of();
      case SplitRule.Random random -> List.of();
      case SplitRule.Stratified stratified -> List.of();
    };
  }

  /** Returns the clause in words, as SHOW MODEL prints it. */
  static String inWords(SplitRequest split) {
    String rule = split.rule().name().replace('_', ' ');
    String columns =
        split.columns().isEmpty() ? "" : " (" + String.join(", ", split.columns()) + ")";
    return split.folds() == 0 ? rule + columns : "CROSS VALIDATION " + split.folds();
  }
}
