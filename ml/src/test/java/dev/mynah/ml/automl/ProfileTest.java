// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.ml.automl.FeatureReport.Treatment;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProfileTest {
  private static final int ROWS = 40;

  @Test
  void dropsWhatTeachesNothingAndSaysWhy() {
    dropped(DataType.DOUBLE, row -> null, "NULL in every row");
    dropped(DataType.TEXT, row -> "same", "constant");
    dropped(
        DataType.BIGINT, row -> (long) row, "identifier: a different whole number in every row");
    dropped(DataType.TEXT, row -> "p" + row, "identifier: a different text in over half the rows");
    dropped(DataType.BYTES, row -> new byte[] {(byte) row}, "binary values are not learnt from");
  }

  @Test
  void keepsWhatMayTeach() {
    used(DataType.DOUBLE, row -> row * 1.0, "number");
    used(DataType.DOUBLE, row -> row % 2 == 0 ? null : 1.0, "number");
    used(DataType.BIGINT, row -> (long) row / 2, "number");
    used(DataType.DATE, row -> (long) row, "elapsed days");
    used(DataType.TEXT, row -> "c" + row % 20, "category");
    used(DataType.TEXT, row -> "words and " + row, "text: its words and pairs of words");
    used(DataType.TEXT, row -> "words and " + row % 20, "category");
  }

  @Test
  void aNumberInTheFormOfADateIsNoIdentifierButIsWarnedAbout() {
    Profile profile = profile(DataType.BIGINT, row -> 20_240_101L + row % 28 + 100L * (row / 28));
    assertThat(profile.reports().get(0).treatment()).isEqualTo(Treatment.USED);
    assertThat(profile.warnings()).singleElement().asString().contains("\"x\"", "yyyymmdd");
  }

  @Test
  void countsMissingAndDistinctValues() {
    FeatureReport report =
        profile(DataType.TEXT, row -> row < 10 ? null : "c" + row % 3).reports().get(0);
    assertThat(report.missingShare()).isEqualTo(0.25);
    assertThat(report.distinct()).isEqualTo(3);
  }

  @Test
  void ignoredColumnsAreReportedAsSuch() {
    Profile profile =
        Profile.of(
            dataset(DataType.DOUBLE, row -> 1.5 * row), target(), Map.of("x", "ignored by IGNORE"));
    assertThat(profile.reports().get(0).reason()).isEqualTo("ignored by IGNORE");
    assertThat(profile.used()).containsExactly(1);
  }

  @Test
  void theOnlyNumberIsNoIdentifier() {
    SharedTable table = MadeRows.column("day", DataType.BIGINT, ROWS, row -> (long) row);
    Dataset dataset = MadeRows.with(table, "y", DataType.DOUBLE, row -> row / 7.0).dataset();
    Target target = TargetAnalysis.of(dataset, SearchRequest.forTarget("y"));
    Profile profile = Profile.of(dataset, target, Map.of());
    assertThat(profile.used()).containsExactly(0);
    assertThat(profile.reports().get(0).reason()).isEqualTo("number: the only usable column");
  }

  @Test
  void withoutAnyUsableColumnThereIsOneClearError() {
    SharedTable table = MadeRows.column("k", DataType.TEXT, ROWS, row -> "k" + row);
    Dataset dataset = MadeRows.with(table, "y", DataType.DOUBLE, row -> row / 7.0).dataset();
    Target target = TargetAnalysis.of(dataset, SearchRequest.forTarget("y"));
    assertThatThrownBy(() -> Profile.of(dataset, target, Map.of()))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            exception -> {
              assertThat(exception.code()).isEqualTo(ErrorCode.TRAINING_DATA_UNSUITABLE);
              assertThat(exception.message())
                  .isEqualTo("no column is usable to predict the target from");
              assertThat(exception.detail())
                  .hasValue(
                      "Dropped were \"k\": identifier: a different text in over half the rows.");
            });
  }

  private static void dropped(
      DataType type, IntFunction<? extends @Nullable Object> value, String reason) {
    FeatureReport report = profile(type, value).reports().get(0);
    assertThat(report.treatment()).isEqualTo(Treatment.DROPPED);
    assertThat(report.reason()).isEqualTo(reason);
  }

  private static void used(
      DataType type, IntFunction<? extends @Nullable Object> value, String reason) {
    FeatureReport report = profile(type, value).reports().get(0);
    assertThat(report.treatment()).isEqualTo(Treatment.USED);
    assertThat(report.reason()).isEqualTo(reason);
  }

  private static Profile profile(DataType type, IntFunction<? extends @Nullable Object> value) {
    return Profile.of(dataset(type, value), target(), Map.of());
  }

  private static Dataset dataset(DataType type, IntFunction<? extends @Nullable Object> value) {
    SharedTable table = MadeRows.column("x", type, ROWS, value);
    table = MadeRows.with(table, "other", DataType.DOUBLE, row -> 0.1 * (row % 7));
    return MadeRows.with(table, "y", DataType.DOUBLE, row -> row / 7.0).dataset();
  }

  private static Target target() {
    return TargetAnalysis.of(
        dataset(DataType.DOUBLE, row -> 1.5 * row), SearchRequest.forTarget("y"));
  }
}
