// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which rows teach, which of them choose among candidates, and which only test.
 *
 * @param columns one for BY_TIME and BY_COLUMN, at least one for BY_GROUP, else none
 * @param fractions empty for the usual ones of the rule
 * @param folds of the cross-validation; 0 for as many as the number of rows asks for
 * @param seed empty for the seed of the search
 */
public record SplitRequest(
    Rule rule, List<String> columns, Optional<Fractions> fractions, int folds, OptionalLong seed) {
  /** What a search does that was not told how to divide its rows: folds or a holdout by size. */
  public static final SplitRequest AUTO =
      new SplitRequest(Rule.AUTO, List.of(), Optional.empty(), 0, OptionalLong.empty());

  public SplitRequest {
    columns = List.copyOf(columns);
    boolean fits =
        switch (rule) {
          case AUTO, NONE, RANDOM, STRATIFIED -> columns.isEmpty();
          case BY_TIME, BY_COLUMN -> columns.size() == 1;
          case BY_GROUP -> !columns.isEmpty();
        };
    if (!fits || folds < 0 || folds == 1) {
      throw new IllegalArgumentException("%s of %s in %d folds".formatted(rule, columns, folds));
    }
  }

  /** How rows are told apart. */
  public enum Rule {
    /** By the number of rows, stratified. */
    AUTO,
    /** No row is held out: candidates are only compared on folds. */
    NONE,
    RANDOM,
    /** Each part has the same shares of the classes, or of the tenths of the values. */
    STRATIFIED,
    /** The earliest rows teach, the latest test. */
    BY_TIME,
    /** Rows of equal values stay together. */
    BY_GROUP,
    /** The column names the part of each row. */
    BY_COLUMN
  }

  /**
   * Shares of the rows, together at most 1; what is left over is not used.
   *
   * @param train above 0
   * @param validation 0 to compare candidates on folds of the training rows
   */
  public record Fractions(double train, double validation, double test) {
    private static final double TOLERANCE = 1e-9;

    /** The shares of a rule that was given none. */
    static final Fractions USUAL = new Fractions(0.8, 0.1, 0.1);

    public Fractions {
      boolean possible = train > 0 && validation >= 0 && test >= 0;
      if (!possible || train + validation + test > 1 + TOLERANCE) {
        throw new IllegalArgumentException(
            "fractions: %s, %s, %s".formatted(train, validation, test));
      }
    }
  }

  /** Tells whether parts are made of the rows before anything is learnt. */
  boolean makesParts() {
    return switch (rule) {
      case AUTO -> fractions.isPresent();
      case NONE -> false;
      case RANDOM, STRATIFIED, BY_TIME, BY_GROUP, BY_COLUMN -> true;
    };
  }
}
