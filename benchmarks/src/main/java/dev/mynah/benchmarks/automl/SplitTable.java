// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.automl;

import dev.mynah.benchmarks.SharedData;
import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.DatasetBuilder;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.ColumnBatch;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.data.ValueBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A table of {@code shared/data} with the parts of its rows; "na" and nothing mean missing. */
record SplitTable(List<Column> columns, List<List<@Nullable Object>> rows, List<String[]> parts) {
  private static final int BATCH_ROWS = 2_048;

  /** Reads a table; the parts are in {@code splits} under the name of the folder. */
  static SplitTable read(String name, String file) throws IOException {
    Path data = SharedData.folder();
    List<List<@Nullable String>> lines = lines(data.resolve("tables").resolve(name).resolve(file));
    List<String[]> parts = new ArrayList<>();
    for (List<@Nullable String> line : lines(data.resolve("splits").resolve(name + ".csv.gz"))) {
      parts.add(line.stream().map(String::valueOf).toArray(String[]::new));
    }
    List<Column> columns = new ArrayList<>();
    List<@Nullable String> header = lines.get(0);
    for (int place = 0; place < header.size(); place++) {
      columns.add(new Column(String.valueOf(header.get(place)), typeOf(lines, place)));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable String> line : lines.subList(1, lines.size())) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int place = 0; place < columns.size(); place++) {
        row.add(value(line.get(place), columns.get(place).type()));
      }
      rows.add(row);
    }
    return new SplitTable(columns, rows, parts);
  }

  private static List<List<@Nullable String>> lines(Path file) throws IOException {
    List<List<@Nullable String>> lines = new ArrayList<>();
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(cells(line));
      }
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
        boolean missing = cell.isEmpty() || cell.toString().equals("na");
        cells.add(missing ? null : cell.toString());
        cell.setLength(0);
      } else {
        cell.append(character);
      }
    }
    return cells;
  }

  private static DataType typeOf(List<List<@Nullable String>> lines, int place) {
    boolean whole = true;
    boolean number = true;
    for (List<@Nullable String> line : lines.subList(1, lines.size())) {
      String cell = line.get(place);
      if (cell != null) {
        whole &= cell.matches("-?[0-9]{1,18}");
        number &= cell.matches("-?[0-9.]+(e-?[0-9]+)?");
      }
    }
    return whole ? DataType.BIGINT : number ? DataType.DOUBLE : DataType.TEXT;
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

  /** Returns the rows of a part of a split, the first of which is 1. */
  SplitTable part(int split, String part) {
    List<List<@Nullable Object>> chosen = new ArrayList<>();
    for (String[] line : parts.subList(1, parts.size())) {
      if (line[split].equals(part)) {
        chosen.add(rows.get(Integer.parseInt(line[0])));
      }
    }
    return new SplitTable(columns, chosen, parts);
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

  /** Returns the columns whose place is, or is not, that of the target. */
  ColumnBatch columns(String target, boolean only) {
    List<Column> kept =
        columns.stream().filter(column -> column.name().equals(target) == only).toList();
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> cells = new ArrayList<>();
      for (int place = 0; place < columns.size(); place++) {
        if (columns.get(place).name().equals(target) == only) {
          cells.add(row.get(place));
        }
      }
      values.add(cells);
    }
    return ValueBatch.ofRows(kept, values);
  }
}
