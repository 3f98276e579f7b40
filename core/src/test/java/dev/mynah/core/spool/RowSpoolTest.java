// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueBatch;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSpoolTest {
  private static final List<Column> NUMBER_AND_TEXT =
      List.of(new Column("n", DataType.BIGINT), new Column("t", DataType.TEXT));
  private static final int ONE_MEGABYTE = 1 << 20;

  @TempDir private Path folder;

  private Spools spools(long limitBytes) {
    return new Spools(folder, limitBytes);
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static ColumnBatch next(RowSpool spool) {
    ColumnBatch batch = spool.next();
    if (batch == null) {
      throw new AssertionError("no rows are left");
    }
    return batch;
  }

  private static ColumnBatch texts(int first, int rows, int length) {
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      values.add(List.of((long) first + row, "x".repeat(length)));
    }
    return ValueBatch.ofRows(NUMBER_AND_TEXT, values);
  }

  @Test
  void everyTypeComesBackAsItWas() {
    List<Column> columns = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    add(columns, values, DataType.BOOLEAN, true);
    add(columns, values, DataType.SMALLINT, -32_768L);
    add(columns, values, DataType.INTEGER, Long.valueOf(Integer.MIN_VALUE));
    add(columns, values, DataType.BIGINT, Long.MAX_VALUE);
    add(columns, values, DataType.decimal(38, 3), new BigDecimal("-" + "9".repeat(35) + ".999"));
    add(columns, values, DataType.REAL, 0.5);
    add(columns, values, DataType.DOUBLE, Double.NaN);
    add(columns, values, DataType.TEXT, "a\u0000b\ud83d\udc26");
    add(columns, values, DataType.JSON, "{\"a\": null}");
    add(columns, values, DataType.BYTES, new byte[] {0, -1, 10});
    add(columns, values, DataType.DATE, -1L);
    add(columns, values, DataType.TIME, 86_399_999_999L);
    add(columns, values, DataType.TIMESTAMP, Long.MIN_VALUE + 2);
    add(columns, values, DataType.TIMESTAMPTZ, 0L);
    add(columns, values, DataType.UUID, "00000000-0000-0000-0000-000000000001");
    add(columns, values, DataType.INTERVAL, "1 mon");
    add(columns, values, DataType.other("INTEGER[]"), "[1, 2]");
    List<@Nullable Object> nothing = new ArrayList<>();
    values.forEach(value -> nothing.add(null));
    try (RowSpool spool = spools(0).keep(columns)) {
      spool.add(ValueBatch.ofRows(columns, Arrays.asList(values, nothing)));
      ColumnBatch batch = next(spool);
      assertThat(batch.rows()).isEqualTo(2);
      for (int column = 0; column < columns.size(); column++) {
        assertThat(batch.column(column).type()).isEqualTo(columns.get(column).type());
        assertThat(CatalogRow.value(batch.column(column), 0)).isEqualTo(values.get(column));
        assertThat(batch.column(column).isNull(1)).isTrue();
      }
      assertThat(spool.next()).isNull();
    }
  }

  private static void add(
      List<Column> columns, List<@Nullable Object> values, DataType type, Object value) {
    columns.add(new Column("c" + columns.size(), type));
    values.add(value);
  }

  @Test
  void whatIsSmallTouchesNoDisk() throws IOException {
    try (RowSpool spool = spools(0).keep(NUMBER_AND_TEXT)) {
      spool.add(texts(0, 1_000, 1_000));
      assertThat(files()).isZero();
      assertThat(spool.rows()).isEqualTo(1_000);
    }
  }

  @Test
  void whatIsLargeLiesInAFileAndComesBackInOrderAndInSmallBatches() throws IOException {
    try (RowSpool spool = spools(100L * ONE_MEGABYTE).keep(NUMBER_AND_TEXT)) {
      for (int batch = 0; batch < 10; batch++) {
        spool.add(texts(batch * 2_000, 2_000, 600));
      }
      assertThat(files()).isEqualTo(1);
      long expected = 0;
      for (ColumnBatch batch = spool.next(); batch != null; batch = spool.next()) {
        assertThat(batch.rows()).isLessThanOrEqualTo(1_024);
        for (int row = 0; row < batch.rows(); row++) {
          assertThat(batch.column(0).longAt(row)).isEqualTo(expected++);
          assertThat(batch.column(1).textAt(row)).hasSize(600);
        }
      }
      assertThat(expected).isEqualTo(20_000);
      assertThat(files()).isZero();
    }
  }

  @Test
  void rowsOfAMegabyteComeBackOneByOne() {
    try (RowSpool spool = spools(100L * ONE_MEGABYTE).keep(NUMBER_AND_TEXT)) {
      spool.add(texts(0, 20, ONE_MEGABYTE));
      for (int row = 0; row < 20; row++) {
        ColumnBatch batch = next(spool);
        assertThat(batch.rows()).isEqualTo(1);
        assertThat(batch.column(0).longAt(0)).isEqualTo(row);
      }
      assertThat(spool.next()).isNull();
    }
  }

  @Test
  void theLimitHoldsForAllTogetherAndRoomIsGivenBack() throws IOException {
    Spools spools = spools(20L * ONE_MEGABYTE);
    RowSpool first = spools.keep(NUMBER_AND_TEXT);
    first.add(texts(0, 15, ONE_MEGABYTE));
    try (RowSpool second = spools.keep(NUMBER_AND_TEXT)) {
      assertThatThrownBy(() -> second.add(texts(0, 15, ONE_MEGABYTE)))
          .isInstanceOf(DatastoreException.class)
          .hasMessage("the temporary folder is full")
          .extracting(error -> ((DatastoreException) error).code())
          .isEqualTo(ErrorCode.DISK_FULL);
    }
    assertThat(files()).isEqualTo(1);
    first.close();
    first.close();
    assertThat(files()).isZero();
    try (RowSpool third = spools.keep(NUMBER_AND_TEXT)) {
      third.add(texts(0, 15, ONE_MEGABYTE));
      assertThat(third.next()).isNotNull();
    }
    assertThat(files()).isZero();
  }

  @Test
  void nothingAtAllIsNoBatch() {
    try (RowSpool spool = spools(0).keep(NUMBER_AND_TEXT)) {
      assertThat(spool.next()).isNull();
      assertThat(spool.rows()).isZero();
    }
  }
}
