// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.automl;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a split as CSV files, and the truth of the test rows.
 *
 * @param truth of each test row, as text
 */
record PeerFiles(Path training, Path test, String target, boolean isClasses, List<String> truth) {
  private static final double SMALLEST_PROBABILITY = 1e-15;

  static PeerFiles write(SearchTask task, SplitTable table, boolean isClasses, Path folder)
      throws IOException {
    SplitTable test = table.part(1, "test");
    int target = names(table).indexOf(task.target());
    List<String> truth = test.rows().stream().map(row -> String.valueOf(row.get(target))).toList();
    return new PeerFiles(
        write(table.part(1, "train"), folder.resolve("training.csv")),
        write(test, folder.resolve("test.csv")),
        task.target(),
        isClasses,
        truth);
  }

  private static List<String> names(SplitTable table) {
    return table.columns().stream().map(column -> column.name()).toList();
  }

  private static Path write(SplitTable table, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(String.join(",", names(table)) + "\n");
      for (List<@Nullable Object> row : table.rows()) {
        out.write(row.stream().map(PeerFiles::cell).collect(Collectors.joining(",")) + "\n");
      }
    }
    return file;
  }

  private static String cell(@Nullable Object value) {
    return value == null
        ? ""
        : value instanceof String text ? '"' + text.replace("\"", "\"\"") + '"' : value.toString();
  }

  /** Returns the log loss, or the root mean squared error, of answers in the order of the rows. */
  double lossOf(Path answers) throws IOException {
    List<String> lines = Files.readAllLines(answers);
    List<String> labels = new ArrayList<>(Arrays.asList(lines.getFirst().split(",", -1)));
    if (lines.size() != truth.size() + 1) {
      throw new IOException("%d answers for %d rows".formatted(lines.size() - 1, truth.size()));
    }
    double sum = 0;
    for (int row = 0; row < truth.size(); row++) {
      String[] cells = lines.get(row + 1).split(",", -1);
      if (isClasses) {
        double probability = Double.parseDouble(cells[labels.indexOf(truth.get(row))]);
        sum -= Math.log(Math.max(SMALLEST_PROBABILITY, probability));
      } else {
        double error = Double.parseDouble(cells[0]) - Double.parseDouble(truth.get(row));
        sum += error * error;
      }
    }
    return isClasses ? sum / truth.size() : Math.sqrt(sum / truth.size());
  }
}
