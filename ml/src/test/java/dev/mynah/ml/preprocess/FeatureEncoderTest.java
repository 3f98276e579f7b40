// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.DatasetBuilder;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FeatureEncoderTest {
  private static final List<Column> COLUMNS =
      List.of(new Column("n", DataType.DOUBLE), new Column("t", DataType.TEXT));

  @Test
  void argumentsAreEncodedLikeTrainingRows() {
    ValueBatch batch = rows(row(1.5, "b"), row(null, "a"), row(-2.0, null), row(1e300, "b"));
    FeatureEncoder encoder = fit(batch, 4);
    FeatureMatrix training =
        encoder.encode(dataset(batch), new int[] {0, 1}, new int[] {0, 1}, all(4));
    FeatureMatrix arguments = encoder.encode(batch);
    assertThat(training.columns()[0]).containsExactly(arguments.columns()[0]);
    assertThat(training.columns()[1]).containsExactly(arguments.columns()[1]);
    assertThat(arguments.columns()[0]).containsExactly(1.5f, Float.NaN, -2f, Float.MAX_VALUE);
    // "b" is more frequent.
    assertThat(arguments.columns()[1]).containsExactly(0f, 1f, Float.NaN, 0f);
    assertThat(arguments.features().get(1).cardinality()).isEqualTo(2);
  }

  @Test
  void anUnseenCategoryIsMissing() {
    FeatureEncoder encoder = fit(rows(row(1.0, "a"), row(2.0, "b")), 2);
    assertThat(encoder.encode(rows(row(1.0, "new"))).columns()[1]).containsExactly(Float.NaN);
  }

  @Test
  void categoriesAreLearntFromTheGivenRowsOnly() {
    FeatureEncoder encoder = fit(rows(row(1.0, "a"), row(2.0, "b"), row(3.0, "secret")), 2);
    CategorySource source = (CategorySource) encoder.sources().get(1);
    assertThat(source.categories()).containsExactly("a", "b");
  }

  @Test
  void rareCategoriesShareOneWithTheUnseen() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < 600; row++) {
      rows.add(row((double) row, "c" + (row < 300 ? row % 100 : row)));
    }
    ValueBatch batch = ValueBatch.ofRows(COLUMNS, rows);
    FeatureEncoder encoder = fit(batch, 600);
    assertThat(encoder.features().get(1).cardinality()).isEqualTo(251);
    FeatureMatrix encoded = encoder.encode(rows(row(0.0, "c0"), row(0.0, "c599"), row(0.0, "?")));
    assertThat(encoded.columns()[1][0]).isLessThan(100);
    assertThat(encoded.columns()[1][1]).isEqualTo(250);
    assertThat(encoded.columns()[1][2]).isEqualTo(250);
  }

  @Test
  void neighbouringDaysStayApartInThirtyTwoBits() {
    // 2 * 10^7 is beyond the 24 bits in which whole numbers are exact.
    ValueBatch batch = rows(row(20_240_501.0, "a"), row(20_240_502.0, "a"));
    float[] days = fit(batch, 2).encode(batch).columns()[0];
    assertThat(days).containsExactly(0, 1);
  }

  @Test
  void quantitiesThatFitKeepTheirValues() {
    ValueBatch batch = rows(row(1001.0, "a"), row(1002.0, "a"));
    assertThat(fit(batch, 2).encode(batch).columns()[0]).containsExactly(1001, 1002);
  }

  @Test
  void infinityBecomesTheLargestNumber() {
    ValueBatch batch = rows(row(Double.NEGATIVE_INFINITY, "a"), row(Double.POSITIVE_INFINITY, "a"));
    assertThat(fit(batch, 2).encode(batch).columns()[0])
        .containsExactly(-Float.MAX_VALUE, Float.MAX_VALUE);
  }

  @Test
  void anotherNumericTypeWillDo() {
    FeatureEncoder encoder = fit(rows(row(1.5, "a"), row(2.5, "b")), 2);
    ValueBatch whole =
        ValueBatch.ofRows(
            List.of(new Column("n", DataType.INTEGER), new Column("t", DataType.TEXT)),
            List.of(row(3L, "b")));
    assertThat(encoder.encode(whole).columns()[0]).containsExactly(3);
  }

  @Test
  void aPointInTimeHasPartsThatDiffer() {
    // 2024-02-29 is a Thursday, 2024-03-03 a Sunday: one year, one quarter, no time of day.
    List<Column> columns = List.of(new Column("d", DataType.DATE));
    ValueBatch batch =
        ValueBatch.ofRows(columns, List.of(row(19_782L), row(19_785L), row(new Object[] {null})));
    DatasetBuilder builder = new DatasetBuilder(columns);
    builder.add(batch);
    Dataset dataset = builder.build();
    int[] first = {0};
    FeatureEncoder encoder = FeatureEncoder.fit(dataset, first, first, all(3));
    assertThat(encoder.features())
        .extracting(Feature::name)
        .containsExactly(
            "d",
            "d_month",
            "d_day",
            "d_weekday",
            "d_year_sin",
            "d_year_cos",
            "d_week_sin",
            "d_week_cos");
    FeatureMatrix encoded = encoder.encode(batch);
    assertThat(encoded.columns()[1]).containsExactly(2, 3, Float.NaN);
    assertThat(encoded.columns()[2]).containsExactly(29, 3, Float.NaN);
    assertThat(encoded.columns()[3]).containsExactly(4, 7, Float.NaN);
    float[][] training = encoder.encode(dataset, first, first, all(3)).columns();
    for (int feature = 0; feature < training.length; feature++) {
      assertThat(training[feature]).containsExactly(encoded.columns()[feature]);
    }
  }

  private static FeatureEncoder fit(ValueBatch batch, int rows) {
    return FeatureEncoder.fit(dataset(batch), new int[] {0, 1}, new int[] {0, 1}, all(rows));
  }

  private static Dataset dataset(ValueBatch batch) {
    DatasetBuilder builder = new DatasetBuilder(COLUMNS);
    builder.add(batch);
    return builder.build();
  }

  private static int[] all(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  private static ValueBatch rows(List<?>... rows) {
    return ValueBatch.ofRows(COLUMNS, List.of(rows));
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
