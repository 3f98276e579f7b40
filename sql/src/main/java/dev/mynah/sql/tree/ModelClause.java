// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A clause of CREATE MODEL. */
public sealed interface ModelClause {
  /** Returns the words it begins with, in upper case. */
  String keyword();

  /** Returns its first character in the statement, from 1. */
  int position();

  /** {@code AUTO {ON | OFF}}. */
  record Auto(boolean on, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "AUTO";
    }
  }

  /** {@code MODEL_TYPE type}, a known one in upper case. */
  record ModelType(String type, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "MODEL_TYPE";
    }
  }

  /** {@code PROBLEM_TYPE type}, a known one in upper case. */
  record ProblemTypeClause(String type, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "PROBLEM_TYPE";
    }
  }

  /** {@code CANDIDATES '(' type, ... ')'}, known model types in upper case. */
  record Candidates(List<String> types, int position) implements ModelClause {
    public Candidates {
      types = List.copyOf(types);
    }

    @Override
    public String keyword() {
      return "CANDIDATES";
    }
  }

  /** {@code OBJECTIVE 'metric'}, a known one in its usual spelling, or XGBoost's own name. */
  record Objective(String metric, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "OBJECTIVE";
    }
  }

  /** {@code OBJECTIVE COST '(' FP n, FN n ')'}: what each kind of mistake costs, 0 or more. */
  record CostObjective(double falsePositive, double falseNegative, int position)
      implements ModelClause {
    @Override
    public String keyword() {
      return "OBJECTIVE";
    }
  }

  /** {@code HYPERPARAMETERS DEFAULT [EXCEPT '(' key 'value', ... ')']}. */
  record Hyperparameters(List<Setting> exceptions, int position) implements ModelClause {
    public Hyperparameters {
      exceptions = List.copyOf(exceptions);
    }

    @Override
    public String keyword() {
      return "HYPERPARAMETERS";
    }
  }

  /** {@code PREPROCESSORS 'json'}, or {@code 'none'}. */
  record Preprocessors(String json, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "PREPROCESSORS";
    }
  }

  /**
   * {@code TRANSFORM '(' select list ')'}.
   *
   * @param selectList what stands between the parentheses, as written
   * @param textPosition the first character of the select list in the statement, from 1
   */
  record Transform(String selectList, int textPosition, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "TRANSFORM";
    }
  }

  /** {@code IGNORE '(' column, ... ')'}. */
  record Ignore(List<Name> columns, int position) implements ModelClause {
    public Ignore {
      columns = List.copyOf(columns);
    }

    @Override
    public String keyword() {
      return "IGNORE";
    }
  }

  /** {@code WEIGHT column}. */
  record Weight(Name column, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "WEIGHT";
    }
  }

  /** {@code TIME column [SERIES '(' column, ... ')']}; no series columns, one series. */
  record TimeColumn(Name column, List<Name> series, int position) implements ModelClause {
    public TimeColumn {
      series = List.copyOf(series);
    }

    @Override
    public String keyword() {
      return "TIME";
    }
  }

  /** {@code USER column ITEM column [RATING column]}. */
  record UserItem(Name user, Name item, Optional<Name> rating, int position)
      implements ModelClause {
    @Override
    public String keyword() {
      return "USER";
    }
  }

  /** {@code SAMPLE n {ROWS | PERCENT} [SEED n]}. */
  record Sample(SampleSize size, OptionalLong seed, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "SAMPLE";
    }
  }

  /** How much is sampled. */
  sealed interface SampleSize {
    /** {@code n ROWS}, at least 1. */
    record Rows(long count) implements SampleSize {}

    /** {@code n PERCENT}, above 0 and at most 100. */
    record Percent(double percent) implements SampleSize {}
  }

  /** {@code SPLIT rule [FRACTIONS '(' train, validation [, test] ')'] [SEED n]}. */
  record Split(SplitRule rule, Optional<Fractions> fractions, OptionalLong seed, int position)
      implements ModelClause {
    @Override
    public String keyword() {
      return "SPLIT";
    }
  }

  /** Shares of the rows, each in [0, 1], together at most 1; train is above 0. */
  record Fractions(double train, double validation, OptionalDouble test) {}

  /**
   * {@code EVALUATE ON '(' query ')'}.
   *
   * @param queryPosition the first character of the query in the statement, from 1
   */
  record EvaluateOn(String query, int queryPosition, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "EVALUATE ON";
    }
  }

  /** {@code CROSS VALIDATION n}, at least 2 folds. */
  record CrossValidation(int folds, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "CROSS VALIDATION";
    }
  }

  /** {@code REFRESH rule}. */
  record Refresh(RefreshRule rule, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "REFRESH";
    }
  }

  /** {@code PROMOTE {IF BETTER | ALWAYS | NEVER}}. */
  record Promote(PromoteRule rule, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "PROMOTE";
    }
  }

  /** When a new version becomes the one that answers. */
  enum PromoteRule {
    IF_BETTER,
    ALWAYS,
    NEVER
  }

  /** {@code SAGEMAKER 'endpoint'}. */
  record Sagemaker(String endpoint, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "SAGEMAKER";
    }
  }

  /** {@code CONNECTION name}. */
  record UseConnection(Name connection, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "CONNECTION";
    }
  }

  /**
   * {@code IAM_ROLE {'arn' | DEFAULT}} and other words for a cloud, which are not needed. Their
   * values are not kept.
   */
  record CloudOnly(String keyword, int position) implements ModelClause {}

  /** {@code SETTINGS '(' key value, ... ')'}, known keys, each at most once. */
  record Settings(List<Setting> settings, int position) implements ModelClause {
    public Settings {
      settings = List.copyOf(settings);
    }

    @Override
    public String keyword() {
      return "SETTINGS";
    }
  }

  /** {@code COMMENT 'text'}. */
  record Comment(String text, int position) implements ModelClause {
    @Override
    public String keyword() {
      return "COMMENT";
    }
  }
}
