// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.SplitRequest;
import dev.mynah.ml.automl.SplitRequest.Fractions;
import dev.mynah.ml.automl.SplitRequest.Rule;
import dev.mynah.sql.tree.ModelClause;
import dev.mynah.sql.tree.Name;
import dev.mynah.sql.tree.SplitRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The clauses of CREATE MODEL that say which rows teach, validate and test. */
final class RowClauses {
  private Optional<ModelClause.Split> split = Optional.empty();
  private Optional<ModelClause.EvaluateOn> evaluateOn = Optional.empty();
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

  Optional<ModelClause.EvaluateOn> evaluateOn() {
    return evaluateOn;
  }

  /**
   * Returns how rows are to be divided.
   *
   * @param nameOf finds the column of the training query that a name means, or fails
   */
  SplitRequest split(Function<Name, String> nameOf) {
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
