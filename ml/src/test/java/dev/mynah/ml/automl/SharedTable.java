// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.DatasetBuilder;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A public table of the folder shared/data beside the sources, or of rows made by a test. */
record SharedTable(List<Column> columns, List<List<@Nullable Object>> rows) {
  private static final int BATCH_ROWS = 2_048;

  /** Reads the rows of a part of the split; skips the test when the table is not there. */
  static SharedTable load(String name, String part) {
    Path folder = folder();
    assumeTrue(
        Files.isDirectory(folder.resolve("tables").resolve(name)),
        "skipped: no shared/data/tables/" + name + " in a folder above");
    Path plain = folder.resolve("tables").resolve(name).resolve(name + ".csv");
    Path file = Files.exists(plain) ? plain : plain.resolveSibling(name + ".csv.gz");
    List<List<@Nullable String>> lines = read(file);
    List<List<@Nullable String>> split = read(folder.resolve("splits").resolve(name + ".csv.gz"));
    List<List<@Nullable String>> chosen = new ArrayList<>();
    for (List<@Nullable String> line : split.subList(1, split.size())) {
      if (part.equals(line.get(1))) {
        chosen.add(lines.get(Integer.parseInt(String.valueOf(line.get(0))) + 1));
      }
    }
    return typed(lines, chosen);
  }

  private static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("shared").resolve("data"))) {
        return at.resolve("shared").resolve("data");
      }
    }
    return Path.of("shared", "data");
  }

  private static List<List<@Nullable String>> read(Path file) {
    List<List<@Nullable String>> lines = new ArrayList<>();
    try (var bytes = Files.newInputStream(file);
        var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(cells(line));
      }
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
    return lines;
  }

  private static List<@Nullable String> cells(String line) {
    List<@Nullable String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int place = 0; place <= line.length(); place++) {
      char character = place == line.length() ? ',' : line.charAt(place);
      if (character == '"') {
        quoted = !quoted;
      } else if (character == ',' && !quoted) {
        cells.add(cell.isEmpty() ? null : cell.toString());
        cell.setLength(0);
      } else {
        cell.append(character);
      }
    }
    return cells;
  }

  private static SharedTable typed(
      List<List<@Nullable String>> lines, List<List<@Nullable String>> chosen) {
    List<Column> columns = new ArrayList<>();
    for (int index = 0; index < lines.get(0).size(); index++) {
      int place = index;
      List<@Nullable String> cells =
          lines.subList(1, lines.size()).stream()
              .<@Nullable String>map(line -> line.get(place))
              .toList();
      columns.add(new Column(String.valueOf(lines.get(0).get(index)), typeOf(cells)));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable String> line : chosen) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int index = 0; index < columns.size(); index++) {
        row.add(value(line.get(index), columns.get(index).type()));
      }
      rows.add(row);
    }
    return new SharedTable(columns, rows);
  }

  private static DataType typeOf(List<@Nullable String> cells) {
    if (cells.stream().allMatch(cell -> cell == null || cell.matches("-?[0-9]{1,18}"))) {
      return DataType.BIGINT;
    }
    return cells.stream().allMatch(cell -> cell == null || cell.matches("-?[0-9.]+(e-?[0-9]+)?"))
        ? DataType.DOUBLE
        : DataType.TEXT;
  }

  private static @Nullable Object value(@Nullable String cell, DataType type) {
    if (cell == null) {
      return null;
    }
    return switch (type.kind()) {
      case BIGINT -> (Object) Long.valueOf(cell);
      case DOUBLE -> (Object) Double.valueOf(cell);
      default -> cell;
    };
  }

  Dataset dataset() {
    DatasetBuilder builder = new DatasetBuilder(columns);
    for (int start = 0; start < rows.size(); start += BATCH_ROWS) {
      builder.add(
          ValueBatch.ofRows(
              columns, rows.subList(start, Math.min(start + BATCH_ROWS, rows.size()))));
    }
    return builder.build();
  }

  int indexOf(String column) {
    return IntStream.range(0, columns.size())
        .filter(index -> columns.get(index).name().equals(column))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the arguments of a model: all columns but one. */
  ColumnBatch without(String target) {
    return drop(target).batch();
  }

  ColumnBatch batch() {
    return ValueBatch.ofRows(columns, rows);
  }

  ColumnBatch only(String column) {
    int index = indexOf(column);
    return ValueBatch.ofRows(
        List.of(columns.get(index)),
        rows.stream().map(row -> Collections.singletonList(row.get(index))).toList());
  }

  SharedTable drop(String column) {
    int index = indexOf(column);
    List<Column> kept = new ArrayList<>(columns);
    kept.remove(index);
    List<List<@Nullable Object>> keptRows = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> values = new ArrayList<>(row);
      values.remove(index);
      keptRows.add(values);
    }
    return new SharedTable(kept, keptRows);
  }

  /** Returns the same table with columns called c1, c2 and so on. */
  SharedTable anonymous() {
    List<Column> renamed = new ArrayList<>();
    for (Column column : columns) {
      renamed.add(new Column("c" + (renamed.size() + 1), column.type()));
    }
    return new SharedTable(renamed, rows);
  }

  SharedTable shuffled(long seed) {
    List<List<@Nullable Object>> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    return new SharedTable(columns, shuffled);
  }

  SharedTable withColumn(Column column, List<? extends @Nullable Object> values) {
    List<Column> more = new ArrayList<>(columns);
    more.add(column);
    List<List<@Nullable Object>> moreRows = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<@Nullable Object> longer = new ArrayList<>(rows.get(row));
      longer.add(values.get(row));
      moreRows.add(longer);
    }
    return new SharedTable(more, moreRows);
  }

  SharedTable head(int count) {
    return new SharedTable(columns, rows.subList(0, Math.min(count, rows.size())));
  }
}
