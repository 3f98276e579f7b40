// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds names and types for the columns of a file from its first records. */
final class ColumnInference {
  private final List<List<CsvRecords.Field>> records;
  private final int columns;

  /** Takes the first records of a file, at least one. */
  ColumnInference(List<List<CsvRecords.Field>> records) {
    this.records = records;
    this.columns = records.getFirst().size();
  }

  CsvFile describe(Path path, char delimiter) {
    boolean header = hasHeader();
    List<List<CsvRecords.Field>> rows = header ? records.subList(1, records.size()) : records;
    List<String> names = names(header);
    List<CsvFile.Column> described =
        IntStream.range(0, columns)
            .mapToObj(index -> new CsvFile.Column(names.get(index), typeOf(rows, index).sqlName()))
            .toList();
    return new CsvFile(path, delimiter, header, described);
  }

  /**
   * The first record is a header if it holds only texts: names, not values. Some programs leave the
   * name of the first column empty.
   */
  private boolean hasHeader() {
    return records.getFirst().stream().allMatch(field -> typeOf(field) == ColumnType.TEXT);
  }

  private static ColumnType typeOf(CsvRecords.Field field) {
    return typeOf(List.of(List.of(field)), 0);
  }

  /** Returns the narrowest type that takes all values; text when there are none. */
  private static ColumnType typeOf(List<List<CsvRecords.Field>> rows, int index) {
    List<String> values =
        rows.stream()
            .filter(row -> index < row.size() && !row.get(index).isNull())
            .map(row -> row.get(index).text())
            .toList();
    for (ColumnType type : ColumnType.values()) {
      if (!values.isEmpty() && values.stream().allMatch(type::takes)) {
        return type;
      }
    }
    return ColumnType.TEXT;
  }

  /** Names differ whatever their case. */
  private List<String> names(boolean header) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int index = 0; index < columns; index++) {
      String wanted =
          header ? records.getFirst().get(index).text().strip() : "column" + (index + 1);
      String name = wanted.isEmpty() ? "column" + (index + 1) : wanted;
      for (int copy = 1; !taken.add(name.toLowerCase(Locale.ROOT)); copy++) {
        name = wanted + "_" + copy;
      }
      names.add(name);
    }
    return names;
  }
}
