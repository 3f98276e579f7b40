// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.ml.automl.TargetReport.ClassCount;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TargetAnalysisTest {
  @Test
  void textIsClassified() {
    Target target = analyse(DataType.TEXT, 30, row -> "abc".substring(row % 3, row % 3 + 1));
    assertThat(target.problemType()).isEqualTo(ProblemType.MULTICLASS_CLASSIFICATION);
    assertThat(target.reason()).isEqualTo("MULTICLASS_CLASSIFICATION: target \"y\" is text.");
    assertThat(target.classes()).containsExactly("a", "b", "c");
    assertThat(target.values()).startsWith(0, 1, 2, 0);
  }

  @Test
  void numbersWithFractionsAreQuantities() {
    Target target = analyse(DataType.DOUBLE, 30, row -> row % 2 == 0 ? 0.5 : 1.0);
    assertThat(target.problemType()).isEqualTo(ProblemType.REGRESSION);
    assertThat(target.reason()).contains("fractions");
    assertThat(target.classes()).isEmpty();
  }

  @Test
  void twoWholeNumbersAreClassesInEveryNumericType() {
    assertThat(analyse(DataType.BIGINT, 30, row -> 3L + row % 2).classes())
        .containsExactly("3", "4");
    assertThat(analyse(DataType.DOUBLE, 30, row -> 1.0 * (row % 2)).classes())
        .containsExactly("0.0", "1.0");
    assertThat(
            analyse(DataType.decimal(6, 2), 30, row -> new BigDecimal(row % 2 + ".00")).classes())
        .containsExactly("0.00", "1.00");
  }

  @Test
  void upToTwentyWholeNumbersAreClassesAndMoreAreQuantities() {
    assertThat(analyse(DataType.BIGINT, 60, row -> (long) row % 20).problemType())
        .isEqualTo(ProblemType.MULTICLASS_CLASSIFICATION);
    assertThat(analyse(DataType.BIGINT, 63, row -> (long) row % 21).problemType())
        .isEqualTo(ProblemType.REGRESSION);
  }

  @Test
  void wholeNumbersInTheFormOfADateAreQuantities() {
    Target target = analyse(DataType.BIGINT, 30, row -> 20_240_501L + row % 15);
    assertThat(target.problemType()).isEqualTo(ProblemType.REGRESSION);
    assertThat(target.reason()).contains("form of a date");
    assertThat(target.warnings()).singleElement().asString().contains("look like dates");
  }

  @Test
  void notEveryLargeNumberIsADate() {
    assertThat(analyse(DataType.BIGINT, 30, row -> 20_241_301L + row % 15).problemType())
        .isEqualTo(ProblemType.MULTICLASS_CLASSIFICATION);
    assertThat(analyse(DataType.BIGINT, 30, row -> 20_230_229L + row % 3).warnings()).isEmpty();
  }

  @Test
  void aPointInTimeIsAQuantityOfDays() {
    Target target = analyse(DataType.DATE, 30, row -> 19_000L + row % 2);
    assertThat(target.problemType()).isEqualTo(ProblemType.REGRESSION);
    assertThat(target.warnings()).singleElement().asString().contains("days since 1970-01-01");
  }

  @Test
  void trueAndOneArePositiveHoweverFrequent() {
    assertThat(analyse(DataType.BOOLEAN, 30, row -> row > 3).report().positive()).hasValue("true");
    assertThat(analyse(DataType.INTEGER, 30, row -> row > 3 ? 1L : 0L).report().positive())
        .hasValue("1");
  }

  @Test
  void otherwiseTheRarerClassIsPositiveAndStandsLast() {
    Target target = analyse(DataType.TEXT, 30, row -> row < 10 ? "a" : "b");
    assertThat(target.report().classes())
        .containsExactly(new ClassCount("b", 20), new ClassCount("a", 10));
    assertThat(target.values()[0]).isEqualTo(1);
    assertThat(analyse(DataType.TEXT, 30, row -> row % 2 == 0 ? "a" : "b").report().positive())
        .hasValue("b");
  }

  @Test
  void aGivenPositiveClassCounts() {
    assertThat(given("0", DataType.INTEGER, row -> (long) row % 2).report().positive())
        .hasValue("0");
    assertThat(given("0", DataType.DOUBLE, row -> 1.0 * (row % 2)).report().positive())
        .hasValue("0.0");
    assertThat(given("FALSE", DataType.BOOLEAN, row -> row % 2 == 0).report().positive())
        .hasValue("false");
  }

  @Test
  void aPositiveClassThatIsNoneIsRefused() {
    assertThatThrownBy(() -> given("A", DataType.TEXT, row -> row % 2 == 0 ? "a" : "b"))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            exception -> {
              assertThat(exception.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
              assertThat(exception.message()).isEqualTo("target \"y\" has no class \"A\"");
              assertThat(exception.hint()).hasValue("Its classes are \"a\" and \"b\".");
            });
    assertThatThrownBy(() -> given("1", DataType.DOUBLE, row -> row / 7.0))
        .hasMessage("POSITIVE needs a target of two classes");
  }

  @Test
  void rowsWithoutATargetAreLeftOutAndCounted() {
    Target target = analyse(DataType.DOUBLE, 30, row -> row < 5 ? null : row / 7.0);
    assertThat(target.report().missingRows()).isEqualTo(5);
    assertThat(target.rows()).hasSize(25).startsWith(5);
    assertThat(target.warnings()).containsExactly("5 rows with a NULL target left out.");
  }

  @Test
  void classesOfOneRowAreNamed() {
    Target target = analyse(DataType.TEXT, 30, row -> row == 0 ? "rare" : "c" + row % 3);
    assertThat(target.report().rareClasses()).containsExactly("rare");
    assertThat(target.warnings()).singleElement().asString().contains("rare");
  }

  @Test
  void largeWholeNumbersKeepTheirDigits() {
    long large = (1L << 60) + 1;
    assertThat(analyse(DataType.BIGINT, 30, row -> large + row % 2).classes())
        .containsExactly(Long.toString(large), Long.toString(large + 1));
  }

  @Test
  void aGivenProblemTypeCounts() {
    assertThat(typed(ProblemType.REGRESSION, DataType.BIGINT, row -> (long) row % 2).problemType())
        .isEqualTo(ProblemType.REGRESSION);
    assertThat(
            typed(ProblemType.MULTICLASS_CLASSIFICATION, DataType.BIGINT, row -> (long) row % 2)
                .problemType())
        .isEqualTo(ProblemType.BINARY_CLASSIFICATION);
    refused(
        () -> typed(ProblemType.REGRESSION, DataType.TEXT, row -> "t" + row % 2),
        "target \"y\" has type VARCHAR and cannot be predicted as REGRESSION");
    refused(
        () -> typed(ProblemType.BINARY_CLASSIFICATION, DataType.TEXT, row -> "t" + row % 3),
        "target \"y\" has 3 classes instead of two");
    refused(
        () -> typed(ProblemType.BINARY_CLASSIFICATION, DataType.DATE, row -> (long) row % 2),
        "target \"y\" has type DATE, whose values are not classes");
  }

  @Test
  void refusesTargetsThatTeachNothing() {
    refused(() -> analyse(DataType.TEXT, 0, row -> ""), "the training query returned no rows");
    refused(() -> analyse(DataType.TEXT, 30, row -> null), "target \"y\" is NULL in every row");
    refused(
        () -> analyse(DataType.DOUBLE, 30, row -> row < 9 ? 0.5 * row : null),
        "target \"y\" has a value in only 9 rows");
    refused(
        () -> analyse(DataType.TEXT, 30, row -> "a"),
        "target \"y\" has the same value in every row");
    refused(
        () -> analyse(DataType.DOUBLE, 30, row -> 0.5),
        "target \"y\" has the same value in every row");
    refused(
        () -> analyse(DataType.TEXT, 30, row -> row < 29 ? "a" : "b"),
        "target \"y\" has fewer than two classes of two rows");
    refused(
        () -> analyse(DataType.TEXT, 3_000, row -> "t" + row % 1_001),
        "target \"y\" has more than 1000 different values");
    refused(
        () -> analyse(DataType.BYTES, 30, row -> new byte[] {(byte) row}),
        "target \"y\" has type BLOB, which is not predicted");
  }

  @Test
  void refusesASingleColumn() {
    SharedTable table = MadeRows.column("y", DataType.BIGINT, 30, row -> (long) row);
    refused(
        () -> TargetAnalysis.of(table.dataset(), SearchRequest.forTarget("y")),
        "the training query has only one column");
  }

  @Test
  void anUnknownTargetSuggestsTheNearestColumn() {
    SharedTable table = table(DataType.BIGINT, 30, row -> (long) row % 2);
    assertThatThrownBy(() -> TargetAnalysis.of(table.dataset(), SearchRequest.forTarget("Y")))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            exception -> {
              assertThat(exception.code()).isEqualTo(ErrorCode.UNDEFINED_COLUMN);
              assertThat(exception.message()).isEqualTo("target column \"Y\" does not exist");
              assertThat(exception.hint()).hasValue("Perhaps you meant \"y\".");
            });
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable analysis, String message) {
    assertThatThrownBy(analysis)
        .isInstanceOfSatisfying(
            DatastoreException.class,
            exception -> {
              assertThat(exception.code()).isEqualTo(ErrorCode.TRAINING_DATA_UNSUITABLE);
              assertThat(exception.message()).isEqualTo(message);
            });
  }

  private static SharedTable table(
      DataType type, int rows, IntFunction<? extends @Nullable Object> value) {
    return MadeRows.with(
        MadeRows.column("x", DataType.DOUBLE, rows, row -> row * 1.5), "y", type, value);
  }

  private static Target analyse(
      DataType type, int rows, IntFunction<? extends @Nullable Object> value) {
    return TargetAnalysis.of(table(type, rows, value).dataset(), SearchRequest.forTarget("y"));
  }

  private static Target given(
      String positive, DataType type, IntFunction<? extends @Nullable Object> value) {
    return TargetAnalysis.of(
        table(type, 30, value).dataset(), request(Optional.empty(), Optional.of(positive)));
  }

  private static Target typed(
      ProblemType problemType, DataType type, IntFunction<? extends @Nullable Object> value) {
    return TargetAnalysis.of(
        table(type, 30, value).dataset(), request(Optional.of(problemType), Optional.empty()));
  }

  private static SearchRequest request(Optional<ProblemType> type, Optional<String> positive) {
    return new SearchRequest("y", ModelType.AUTO, type, Set.of(), Optional.empty(), 1, 1, positive);
  }
}
