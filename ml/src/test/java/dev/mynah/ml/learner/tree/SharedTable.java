// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.learner.tree;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.TrainingRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * A real table with its fixed split, from the folder {@code shared/data} beside the project. Texts
 * are numbered in alphabetical order; columns that hold only numbers stay numbers.
 */
record SharedTable(TrainingRows training, TrainingRows test) {
  /** Reads a table, or skips the test that asked for it when the data is not there. */
  static SharedTable require(String name, String target, Set<String> leftOut) throws IOException {
    Optional<Path> found = find(Path.of(System.getProperty("user.dir")).toAbsolutePath());
    assumeTrue(found.isPresent(), "needs the tables of shared/data beside the project");
    Path data = found.orElseThrow();
    Path folder = data.resolve("tables").resolve(name);
    Path plain = folder.resolve(name + ".csv");
    List<String[]> lines = lines(Files.exists(plain) ? plain : folder.resolve(name + ".csv.gz"));
    List<String[]> parts = lines(data.resolve("splits").resolve(name + ".csv.gz"));
    TrainingRows all = encode(lines, target, leftOut);
    return new SharedTable(all.select(rows(parts, "train")), all.select(rows(parts, "test")));
  }

  private static Optional<Path> find(Path from) {
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      Path data = folder.resolve("shared").resolve("data");
      if (Files.isDirectory(data.resolve("tables"))) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }

  private static List<String[]> lines(Path file) throws IOException {
    List<String[]> lines = new ArrayList<>();
    try (InputStream bytes = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line.split(",", -1));
      }
    }
    return lines;
  }

  private static int[] rows(List<String[]> parts, String part) {
    return IntStream.range(1, parts.size())
        .filter(line -> parts.get(line)[1].equals(part))
        .map(line -> line - 1)
        .toArray();
  }

  private static TrainingRows encode(List<String[]> lines, String target, Set<String> leftOut) {
    String[] header = lines.getFirst();
    List<Feature> features = new ArrayList<>();
    List<float[]> columns = new ArrayList<>();
    double[] targets = {};
    int classes = 0;
    for (int column = 0; column < header.length; column++) {
      int index = column;
      List<String> texts = lines.stream().skip(1).map(line -> line[index]).toList();
      boolean isNumber = texts.stream().allMatch(text -> text.matches("[-+.0-9eE]*"));
      List<String> categories = isNumber ? List.of() : categories(texts);
      if (header[column].equals(target)) {
        targets = texts.stream().mapToDouble(text -> value(text, categories)).toArray();
        classes = categories.size();
      } else if (!leftOut.contains(header[column])) {
        features.add(new Feature(header[column], categories.size()));
        columns.add(floats(texts, categories));
      }
    }
    return new TrainingRows(
        new FeatureMatrix(features, columns.toArray(float[][]::new), targets.length),
        targets,
        classes);
  }

  private static List<String> categories(List<String> texts) {
    TreeSet<String> distinct = new TreeSet<>(texts);
    distinct.remove("");
    return List.copyOf(distinct);
  }

  private static double value(String text, List<String> categories) {
    if (text.isEmpty()) {
      return Double.NaN;
    }
    return categories.isEmpty()
        ? Double.parseDouble(text)
        : Collections.binarySearch(categories, text);
  }

  private static float[] floats(List<String> texts, List<String> categories) {
    float[] column = new float[texts.size()];
    for (int row = 0; row < column.length; row++) {
      column[row] = (float) value(texts.get(row), categories);
    }
    return column;
  }
}
