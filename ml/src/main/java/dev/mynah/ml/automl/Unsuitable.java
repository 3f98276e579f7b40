// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;

/** The reasons why rows cannot teach what was asked. */
final class Unsuitable {
  /** Fewer rows with a target are refused. */
  static final int MIN_ROWS = 10;

  /** More classes than this are no classes; each costs a tree a round. */
  static final int MAX_CLASSES = 1_000;

  private Unsuitable() {}

  static DatastoreException noRows() {
    return because("the training query returned no rows")
        .withHint("A model needs at least %d rows with a target.".formatted(MIN_ROWS));
  }

  static DatastoreException oneColumn() {
    return because("the training query has only one column")
        .withDetail("A model needs the target and at least one other column to predict it from.")
        .withHint("Select more columns.");
  }

  static DatastoreException targetMissing(String target, int rows) {
    return because("target \"%s\" is NULL in every row".formatted(target))
        .withDetail("Rows without a target teach nothing; all %d were left out.".formatted(rows));
  }

  static DatastoreException tooFewRows(String target, int rows, int missing) {
    return because("target \"%s\" has a value in only %s".formatted(target, rows(rows)))
        .withDetail(
            "A model needs at least %d; %s with a NULL target left out."
                .formatted(MIN_ROWS, rows(missing)));
  }

  /** Returns a count of rows in words. */
  static String rows(int count) {
    return count == 1 ? "1 row" : count + " rows";
  }

  static DatastoreException oneValue(String target, String value) {
    return because("target \"%s\" has the same value in every row".formatted(target))
        .withDetail("The value is \"%s\".".formatted(value))
        .withHint("Select rows of at least two different values.");
  }

  static DatastoreException rareClasses(String target) {
    return because("target \"%s\" has fewer than two classes of two rows".formatted(target))
        .withDetail("A class of one row cannot be both learnt and checked.")
        .withHint("Select more rows, or give PROBLEM_TYPE REGRESSION if these are quantities.");
  }

  static DatastoreException tooManyClasses(String target) {
    return because("target \"%s\" has more than %d different values".formatted(target, MAX_CLASSES))
        .withDetail("Classification predicts one of at most %d classes.".formatted(MAX_CLASSES))
        .withHint("Group the values, or choose a target of fewer values.");
  }

  static DatastoreException notTwoClasses(String target, int classes) {
    return because("target \"%s\" has %d classes instead of two".formatted(target, classes))
        .withHint("Leave out PROBLEM_TYPE, or give MULTICLASS_CLASSIFICATION.");
  }

  static DatastoreException notQuantity(String target, String type) {
    return because(
            "target \"%s\" has type %s and cannot be predicted as REGRESSION"
                .formatted(target, type))
        .withHint("Leave out PROBLEM_TYPE, or cast the target to a number.");
  }

  static DatastoreException notClasses(String target, String type) {
    return because(
            "target \"%s\" has type %s, whose values are not classes".formatted(target, type))
        .withHint("Cast the target to text to predict it by classification.");
  }

  static DatastoreException notLearnable(String target, String type) {
    return because("target \"%s\" has type %s, which is not predicted".formatted(target, type))
        .withHint("Choose a target of numbers, texts or booleans.");
  }

  static DatastoreException objective(String objective, ProblemType problem) {
    return new DatastoreException(
            ErrorCode.INVALID_PARAMETER_VALUE,
            "objective %s does not fit %s".formatted(objective, problem))
        .withHint("Leave out OBJECTIVE, or choose one of the problem type.");
  }

  static DatastoreException splitLeavesNoRows(String part) {
    return because("the split leaves no rows for %s".formatted(part))
        .withHint("Give other FRACTIONS, or select more rows.");
  }

  static DatastoreException tooFewGroups(int groups, int wanted) {
    return because("%d groups cannot be divided into %d parts".formatted(groups, wanted))
        .withDetail("Rows of one group stay together.")
        .withHint("Group by columns of more different values.");
  }

  static DatastoreException tooManyFolds(int folds, int rows) {
    return because("%s cannot be divided into %d folds".formatted(rows(rows), folds));
  }

  static DatastoreException splitColumnNotText(String column) {
    return because("split column \"%s\" does not name parts".formatted(column))
        .withHint("Its values have to be 'TRAIN', 'VALIDATION', 'TEST' or NULL.");
  }

  static DatastoreException unknownPart(String column, String value) {
    return because("split column \"%s\" holds \"%s\"".formatted(column, value))
        .withHint("Its values have to be 'TRAIN', 'VALIDATION', 'TEST' or NULL.");
  }

  static DatastoreException splitColumnNotTime(String column, String type) {
    return because("column \"%s\" of type %s has no order in time".formatted(column, type))
        .withHint("Cast it to DATE, TIMESTAMP or a number.");
  }

  static DatastoreException weight(String column, double weight) {
    return because("weight column \"%s\" holds %s".formatted(column, Reports.rounded(weight)))
        .withHint("Weights are finite and not negative.");
  }

  static DatastoreException weightNotNumber(String column) {
    return because("weight column \"%s\" does not hold numbers".formatted(column));
  }

  static DatastoreException classWeightsWithoutClasses() {
    return new DatastoreException(
            ErrorCode.INVALID_PARAMETER_VALUE, "CLASS_WEIGHTS needs a target of classes")
        .withHint("Leave out CLASS_WEIGHTS, or weigh rows by WEIGHT column.");
  }

  static DatastoreException unknownClass(String label, List<String> classes) {
    return new DatastoreException(
            ErrorCode.INVALID_PARAMETER_VALUE, "the target has no class \"%s\"".formatted(label))
        .withHint(
            "Its classes are %s."
                .formatted(
                    classes.stream()
                        .limit(10)
                        .map("\"%s\""::formatted)
                        .collect(Collectors.joining(", "))));
  }

  static DatastoreException noTestRows(String target) {
    return because("EVALUATE ON has no row with a value in \"%s\"".formatted(target));
  }

  static DatastoreException noUsableColumn(String detail) {
    return because("no column is usable to predict the target from").withDetail(detail);
  }

  static DatastoreException noTime(double seconds) {
    return new DatastoreException(
            ErrorCode.TRAINING_FAILED, "the time limit left no time to train a model")
        .withDetail("Analysing the rows took %s seconds.".formatted(Reports.rounded(seconds)))
        .withHint("Raise MAX_RUNTIME or select fewer rows.");
  }

  private static DatastoreException because(String message) {
    return new DatastoreException(ErrorCode.TRAINING_DATA_UNSUITABLE, message);
  }
}
