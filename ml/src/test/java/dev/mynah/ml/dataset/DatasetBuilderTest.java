// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueBatch;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DatasetBuilderTest {
  @Test
  void readsEveryQuantityAsADoubleAndNullAsNaN() {
    assertThat(numbers(DataType.BOOLEAN, true, null, false)).containsExactly(1, Double.NaN, 0);
    assertThat(numbers(DataType.INTEGER, 7L, null)).containsExactly(7, Double.NaN);
    assertThat(numbers(DataType.decimal(5, 2), new BigDecimal("1.25"))).containsExactly(1.25);
    assertThat(numbers(DataType.DOUBLE, -0.5)).containsExactly(-0.5);
  }

  @Test
  void readsPointsInTimeAsDaysAndTimesAsHours() {
    assertThat(numbers(DataType.DATE, 19_844L)).containsExactly(19_844);
    assertThat(numbers(DataType.TIMESTAMP, 36 * 3_600_000_000L)).containsExactly(1.5);
    assertThat(numbers(DataType.TIMESTAMPTZ, -43_200_000_000L)).containsExactly(-0.5);
    assertThat(numbers(DataType.TIME, 5_400_000_000L)).containsExactly(1.5);
  }

  @Test
  void keepsWholeNumbersExactThatNoDoubleHolds() {
    long large = (1L << 53) + 1;
    NumberValues values = (NumberValues) build(DataType.BIGINT, 3L, null, large).values(0);
    assertThat(values.exact()).containsExactly(3, 0, large);
    assertThat(values.isMissing(1)).isTrue();
  }

  @Test
  void keepsNoExactNumbersWhereDoublesDo() {
    NumberValues values = (NumberValues) build(DataType.BIGINT, 3L, 1L << 52).values(0);
    assertThat(values.exact()).isNull();
  }

  @Test
  void givesEqualTextsOneCode() {
    TextValues texts = (TextValues) build(DataType.TEXT, "b", "a", null, "b").values(0);
    assertThat(texts.codes()).containsExactly(0, 1, TextValues.MISSING, 0);
    assertThat(texts.dictionary()).containsExactly("b", "a");
  }

  @Test
  void readsTypesItDoesNotKnowAsText() {
    assertThat(build(DataType.UUID, "u").values(0)).isInstanceOf(TextValues.class);
    assertThat(build(DataType.INTERVAL, "1 day").values(0)).isInstanceOf(TextValues.class);
    assertThat(build(DataType.other("MAP"), "{}").values(0)).isInstanceOf(TextValues.class);
  }

  @Test
  void tellsBytesOnlyFromNull() {
    TextValues bytes = (TextValues) build(DataType.BYTES, new byte[] {1}, null).values(0);
    assertThat(bytes.isMissing(0)).isFalse();
    assertThat(bytes.isMissing(1)).isTrue();
  }

  @Test
  void growsOverManyBatches() {
    List<Column> columns = List.of(new Column("x", DataType.BIGINT));
    DatasetBuilder builder = new DatasetBuilder(columns);
    long large = (1L << 60) + 1;
    for (long batch = 0; batch < 10_000; batch++) {
      List<@Nullable Object> row = Collections.singletonList(batch < 9_000 ? batch : large);
      builder.add(ValueBatch.ofRows(columns, List.of(row)));
    }
    Dataset dataset = builder.build();
    assertThat(builder.cells()).isEqualTo(10_000);
    assertThat(dataset.rows()).isEqualTo(10_000);
    NumberValues values = (NumberValues) dataset.values(0);
    assertThat(values.values()).hasSize(10_000);
    assertThat(values.values()[8_999]).isEqualTo(8_999);
    assertThat(values.exact()).endsWith(large).startsWith(0, 1, 2);
  }

  @Test
  void refusesABatchOfOtherColumns() {
    DatasetBuilder builder = new DatasetBuilder(List.of(new Column("x", DataType.BIGINT)));
    assertThatThrownBy(() -> builder.add(ValueBatch.ofRows(List.of(), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 columns instead of 1");
  }

  @Test
  void buildsADatasetWithoutRows() {
    Dataset dataset = new DatasetBuilder(List.of(new Column("x", DataType.TEXT))).build();
    assertThat(dataset.rows()).isZero();
    assertThat(dataset.indexOf("x")).isZero();
    assertThat(dataset.indexOf("X")).isEqualTo(Dataset.ABSENT);
  }

  private static double[] numbers(DataType type, @Nullable Object... values) {
    return ((NumberValues) build(type, values).values(0)).values();
  }

  private static Dataset build(DataType type, @Nullable Object... values) {
    List<Column> columns = List.of(new Column("x", type));
    DatasetBuilder builder = new DatasetBuilder(columns);
    builder.add(
        ValueBatch.ofRows(columns, Arrays.stream(values).map(Collections::singletonList).toList()));
    return builder.build();
  }
}
