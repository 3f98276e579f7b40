// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.automl.FeatureReport.Treatment;
import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.ml.dataset.TextValues;
import dev.mynah.ml.preprocess.CategorySource;
import dev.mynah.ml.preprocess.Terms;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.DataType.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Decides which columns can teach something.
 *
 * @param used places in the dataset, rising
 * @param reports one a column but the target, in order
 */
record Profile(int[] used, List<FeatureReport> reports, List<String> warnings) {
  private static final String IDENTIFIER_NUMBER =
      "identifier: a different whole number in every row";

  /**
   * Looks at each column but the target.
   *
   * @param setAside columns that must not be used, each with the reason
   */
  static Profile of(Dataset dataset, Target target, Map<String, String> setAside) {
    List<Integer> places = new ArrayList<>();
    List<FeatureReport> reports = new ArrayList<>();
    for (int place = 0; place < dataset.columns().size(); place++) {
      if (place != target.column()) {
        places.add(place);
        reports.add(report(dataset, place, target.rows(), setAside));
      }
    }
    keepOneIdentifier(reports);
    int[] used = new int[reports.size()];
    int count = 0;
    List<String> warnings = new ArrayList<>();
    for (int index = 0; index < reports.size(); index++) {
      if (reports.get(index).treatment() != Treatment.DROPPED) {
        used[count++] = places.get(index);
        warnOfDates(dataset, places.get(index), target.rows(), warnings);
      }
    }
    if (count == 0) {
      throw Unsuitable.noUsableColumn(reasons(reports));
    }
    return new Profile(Arrays.copyOf(used, count), reports, warnings);
  }

  private static FeatureReport report(
      Dataset dataset, int place, int[] rows, Map<String, String> setAside) {
    Column column = dataset.columns().get(place);
    ColumnValues values = dataset.values(place);
    int missing = 0;
    for (int row : rows) {
      missing += values.isMissing(row) ? 1 : 0;
    }
    int distinct = distinct(values, rows);
    String dropped =
        setAside.containsKey(column.name())
            ? setAside.getOrDefault(column.name(), "")
            : reasonToDrop(column.type(), values, rows, missing, distinct);
    return new FeatureReport(
        column.name(),
        column.name(),
        column.type(),
        dropped.isEmpty() ? Treatment.USED : Treatment.DROPPED,
        dropped.isEmpty() ? encoding(column.type(), values, rows, distinct) : dropped,
        0,
        (double) missing / rows.length,
        distinct);
  }

  private static int distinct(ColumnValues values, int[] rows) {
    DistinctNumbers numbers = new DistinctNumbers();
    for (int row : rows) {
      if (!values.isMissing(row)) {
        switch (values) {
          case NumberValues quantities -> {
            long[] exact = quantities.exact();
            if (exact == null) {
              numbers.add(quantities.values()[row]);
            } else {
              numbers.add(exact[row]);
            }
          }
          case TextValues texts -> numbers.add((long) texts.codes()[row]);
        }
      }
    }
    return numbers.count();
  }

  /** Returns why a column cannot be used, or an empty text. */
  private static String reasonToDrop(
      DataType type, ColumnValues values, int[] rows, int missing, int distinct) {
    if (type.kind() == Kind.BYTES) {
      return "binary values are not learnt from";
    }
    if (missing == rows.length) {
      return "NULL in every row";
    }
    if (distinct == 1 && missing == 0) {
      return "constant";
    }
    return switch (values) {
      case TextValues texts when distinct > rows.length / 2 && !Terms.fit(texts, rows) ->
          "identifier: a different text in over half the rows";
      case NumberValues numbers
          when isWhole(type) && distinct == rows.length && !DateForm.fits(numbers.values(), rows) ->
          IDENTIFIER_NUMBER;
      case TextValues texts -> "";
      case NumberValues numbers -> "";
    };
  }

  private static boolean isWhole(DataType type) {
    return type.kind().isInteger() || (type.kind() == Kind.DECIMAL && type.scale() == 0);
  }

  private static String encoding(DataType type, ColumnValues values, int[] rows, int distinct) {
    if (values instanceof TextValues texts && Terms.fit(texts, rows)) {
      return "text: its words and pairs of words";
    }
    return switch (type.kind()) {
      case DATE, TIMESTAMP, TIMESTAMPTZ -> "elapsed days";
      case TIME -> "hours of the day";
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> "number";
      case TEXT, JSON, BYTES, UUID, INTERVAL, OTHER, ARRAY, UNKNOWN ->
          distinct > CategorySource.MAX_CATEGORIES
              ? "the %d most frequent categories, and one for all others"
                  .formatted(CategorySource.MAX_CATEGORIES)
              : "category";
    };
  }

  /** A table of a number and a target has no identifier: the number must be what is meant. */
  private static void keepOneIdentifier(List<FeatureReport> reports) {
    if (reports.stream().anyMatch(report -> report.treatment() != Treatment.DROPPED)) {
      return;
    }
    for (int index = 0; index < reports.size(); index++) {
      FeatureReport report = reports.get(index);
      if (report.reason().equals(IDENTIFIER_NUMBER)) {
        reports.set(index, report.usedAs("number: the only usable column"));
        return;
      }
    }
  }

  private static void warnOfDates(Dataset dataset, int place, int[] rows, List<String> warnings) {
    Column column = dataset.columns().get(place);
    if (isWhole(column.type())
        && dataset.values(place) instanceof NumberValues numbers
        && DateForm.fits(numbers.values(), rows)) {
      warnings.add(
          "Column \"%s\" holds whole numbers that look like dates (yyyymmdd): "
                  .formatted(column.name())
              + "their differences are not days. Cast it to DATE.");
    }
  }

  private static String reasons(List<FeatureReport> reports) {
    return reports.stream()
        .limit(10)
        .map(report -> "\"%s\": %s".formatted(report.column(), report.reason()))
        .collect(Collectors.joining("; ", "Dropped were ", "."));
  }
}
