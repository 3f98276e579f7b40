// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.ml.dataset.TextValues;
import dev.mynah.spi.data.DataType;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * What the rows of a training query are known by: their values in the first column of whole
 * numbers, dates or texts that tells all of them apart, else their numbers in the query.
 */
final class RowKeys {
  /** Longer texts are no keys. */
  private static final int MAX_KEY_LENGTH = 200;

  private final Dataset rows;
  private final int column;

  private RowKeys(Dataset rows, int column) {
    this.rows = rows;
    this.column = column;
  }

  static RowKeys of(Dataset rows) {
    for (int column = 0; column < rows.columns().size(); column++) {
      if (isKey(rows.columns().get(column).type(), rows.values(column), rows.rows())) {
        return new RowKeys(rows, column);
      }
    }
    return new RowKeys(rows, Dataset.ABSENT);
  }

  private static boolean isKey(DataType type, ColumnValues values, int count) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT, DATE -> differ((NumberValues) values, count);
      case TEXT, UUID -> differ((TextValues) values, count);
      case BOOLEAN, DECIMAL, REAL, DOUBLE, TIME, TIMESTAMP, TIMESTAMPTZ -> false;
      case BYTES, JSON, INTERVAL, OTHER, ARRAY, UNKNOWN -> false;
    };
  }

  private static boolean differ(NumberValues numbers, int count) {
    long[] exact = numbers.exact();
    double[] sorted = numbers.values().clone();
    Arrays.sort(sorted);
    boolean missing = count > 0 && Double.isNaN(sorted[count - 1]);
    if (missing) {
      return false;
    }
    return exact == null
        ? Arrays.stream(sorted).distinct().count() == count
        : Arrays.stream(exact).distinct().count() == count;
  }

  private static boolean differ(TextValues texts, int count) {
    return texts.dictionary().size() == count
        && Arrays.stream(texts.codes()).noneMatch(code -> code == TextValues.MISSING)
        && texts.dictionary().stream().allMatch(text -> text.length() <= MAX_KEY_LENGTH);
  }

  /** Returns the key of a row as text. */
  String of(int row) {
    if (column == Dataset.ABSENT) {
      return Integer.toString(row + 1);
    }
    return switch (rows.values(column)) {
      case TextValues texts -> texts.dictionary().get(texts.codes()[row]);
      case NumberValues numbers -> text(numbers, row);
    };
  }

  private String text(NumberValues numbers, int row) {
    long[] exact = numbers.exact();
    long value = exact == null ? (long) numbers.values()[row] : exact[row];
    boolean date = rows.columns().get(column).type().kind() == DataType.Kind.DATE;
    return date ? LocalDate.ofEpochDay(value).toString() : Long.toString(value);
  }

  /** Says what the keys are. */
  String inWords() {
    return column == Dataset.ABSENT
        ? "the number of the row in the training query"
        : "column \"%s\"".formatted(rows.columns().get(column).name());
  }
}
