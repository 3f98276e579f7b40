// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.automl.TargetReport.ClassCount;
import dev.mynah.ml.dataset.ColumnValues;
import dev.mynah.ml.dataset.NumberUnit;
import dev.mynah.ml.dataset.NumberValues;
import dev.mynah.ml.dataset.TextValues;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType.Kind;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The classes of a target, sorted by value.
 *
 * @param numbers shape {@code [rows of the dataset]}, class numbers, NaN without a target
 */
record TargetClasses(double[] numbers, List<ClassCount> counts) {

  static TargetClasses of(Column column, ColumnValues values, int[] rows, int datasetRows) {
    Map<Object, Found> found = find(column, values, rows);
    List<Found> sorted = new ArrayList<>(found.values());
    sorted.sort(
        values instanceof TextValues
            ? Comparator.comparing(one -> one.label)
            : Comparator.comparingDouble((Found one) -> one.value)
                .thenComparingLong(one -> one.exact));
    if (sorted.size() == 1) {
      throw Unsuitable.oneValue(column.name(), sorted.get(0).label);
    }
    if (sorted.stream().filter(one -> one.rows > 1).count() < 2) {
      throw Unsuitable.rareClasses(column.name());
    }
    double[] numbers = new double[datasetRows];
    Arrays.fill(numbers, Double.NaN);
    List<ClassCount> counts = new ArrayList<>();
    for (Found one : sorted) {
      one.number = counts.size();
      counts.add(new ClassCount(one.label, one.rows));
    }
    for (int row : rows) {
      numbers[row] = Objects.requireNonNull(found.get(key(values, row))).number;
    }
    return new TargetClasses(numbers, counts);
  }

  /** A class while its rows are counted. */
  private static final class Found {
    private final String label;
    private final double value;
    private final long exact;
    private int rows;
    private int number;

    Found(String label, double value, long exact) {
      this.label = label;
      this.value = value;
      this.exact = exact;
    }
  }

  private static Map<Object, Found> find(Column column, ColumnValues values, int[] rows) {
    Map<Object, Found> found = new LinkedHashMap<>();
    for (int row : rows) {
      Object key = key(values, row);
      Found one = found.get(key);
      if (one == null) {
        if (found.size() == Unsuitable.MAX_CLASSES) {
          throw Unsuitable.tooManyClasses(column.name());
        }
        String label = LabelText.of(column.type(), values, row);
        one =
            switch (values) {
              case TextValues texts -> new Found(label, 0, 0);
              case NumberValues numbers ->
                  new Found(
                      label,
                      numbers.values()[row],
                      numbers.exact() == null ? 0 : numbers.exact()[row]);
            };
        found.put(key, one);
      }
      one.rows++;
    }
    return found;
  }

  private static Object key(ColumnValues values, int row) {
    return switch (values) {
      case TextValues texts -> texts.codes()[row];
      case NumberValues numbers -> {
        long[] exact = numbers.exact();
        yield exact == null ? (Object) (numbers.values()[row] + 0.0) : (Object) exact[row];
      }
    };
  }

  /** Returns the labels of classes of one row. */
  List<String> rare() {
    return counts.stream().filter(one -> one.rows() == 1).map(ClassCount::label).toList();
  }

  /**
   * Puts the positive class of two last: the given one, else TRUE of BOOLEAN and 1 of 0 and 1, else
   * the rarer one, else the one that sorts last.
   */
  TargetClasses withPositiveLast(Column column, Optional<String> given) {
    if (counts.size() != 2) {
      throw Unsuitable.notTwoClasses(column.name(), counts.size());
    }
    int positive = given.map(label -> named(column, label)).orElseGet(() -> usualPositive(column));
    if (positive == 1) {
      return this;
    }
    double[] swapped = Arrays.stream(numbers).map(number -> 1 - number).toArray();
    return new TargetClasses(swapped, List.of(counts.get(1), counts.get(0)));
  }

  private int named(Column column, String label) {
    for (int number = 0; number < counts.size(); number++) {
      if (counts.get(number).label().equals(label)) {
        return number;
      }
    }
    for (int number = 0; number < counts.size(); number++) {
      if (sameValue(column, counts.get(number).label(), label)) {
        return number;
      }
    }
    throw new DatastoreException(
            ErrorCode.INVALID_PARAMETER_VALUE,
            "target \"%s\" has no class \"%s\"".formatted(column.name(), label))
        .withHint(
            "Its classes are \"%s\" and \"%s\"."
                .formatted(counts.get(0).label(), counts.get(1).label()));
  }

  /** Compares values of other than text types: 1 is 1.0, and TRUE is true. */
  private static boolean sameValue(Column column, String a, String b) {
    if (!column.type().kind().isNumeric()) {
      return a.equalsIgnoreCase(b) && !isText(column);
    }
    try {
      return Double.parseDouble(a) == Double.parseDouble(b);
    } catch (NumberFormatException exception) {
      return false;
    }
  }

  private static boolean isText(Column column) {
    return !NumberUnit.isQuantity(column.type().kind());
  }

  private int usualPositive(Column column) {
    boolean zeroAndOne =
        column.type().kind().isNumeric()
            && sameValue(column, counts.get(0).label(), "0")
            && sameValue(column, counts.get(1).label(), "1");
    if (zeroAndOne || column.type().kind() == Kind.BOOLEAN) {
      return 1;
    }
    return counts.get(0).rows() < counts.get(1).rows() ? 0 : 1;
  }
}
