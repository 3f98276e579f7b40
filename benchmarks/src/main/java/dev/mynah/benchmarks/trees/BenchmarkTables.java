// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks.trees;

import dev.mynah.benchmarks.SharedData;
import dev.mynah.ml.dataset.Feature;
import dev.mynah.ml.dataset.FeatureMatrix;
import dev.mynah.ml.learner.TrainingRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Tables of {@code shared/data} beside the project; a text becomes its alphabetical number. */
final class BenchmarkTables {
  /** Standard deviation of the factor by which repeated rows differ. */
  private static final double JITTER = 0.01;

  /** Training and test part of the fixed split. */
  record Parts(TrainingRows training, TrainingRows test) {}

  private BenchmarkTables() {}

  static Parts read(String name, String file, String target) throws IOException {
    Path data = SharedData.folder();
    List<String[]> lines = lines(data.resolve("tables").resolve(name).resolve(file));
    List<String[]> parts = lines(data.resolve("splits").resolve(name + ".csv.gz"));
    TrainingRows all = encode(lines, target);
    return new Parts(all.select(rows(parts, "train")), all.select(rows(parts, "test")));
  }

  /** Draws rows with repetition and changes every value a little. */
  static TrainingRows resample(TrainingRows rows, int count) {
    Random random = new Random(1);
    int[] drawn = IntStream.range(0, count).map(i -> random.nextInt(rows.rows())).toArray();
    TrainingRows resampled = rows.select(drawn);
    for (float[] column : resampled.features().columns()) {
      for (int row = 0; row < count; row++) {
        column[row] *= (float) (1 + JITTER * random.nextGaussian());
      }
    }
    return resampled;
  }

  private static List<String[]> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> line.split(",", -1)).toList();
    }
  }

  private static int[] rows(List<String[]> parts, String part) {
    return IntStream.range(1, parts.size())
        .filter(line -> parts.get(line)[1].equals(part))
        .map(line -> line - 1)
        .toArray();
  }

  private static TrainingRows encode(List<String[]> lines, String target) {
    String[] header = lines.getFirst();
    List<Feature> features = new ArrayList<>();
    List<float[]> columns = new ArrayList<>();
    double[] targets = {};
    int classes = 0;
    for (int column = 0; column < header.length; column++) {
      int index = column;
      List<String> texts = lines.stream().skip(1).map(line -> line[index]).toList();
      List<String> distinct = distinctTexts(texts);
      double[] values = texts.stream().mapToDouble(text -> value(text, distinct)).toArray();
      if (header[column].equals(target)) {
        targets = values;
        classes = distinct.size();
      } else {
        features.add(new Feature(header[column], 0));
        float[] floats = new float[values.length];
        for (int row = 0; row < floats.length; row++) {
          floats[row] = (float) values[row];
        }
        columns.add(floats);
      }
    }
    FeatureMatrix matrix =
        new FeatureMatrix(features, columns.toArray(float[][]::new), targets.length);
    return new TrainingRows(matrix, targets, classes);
  }

  /** Returns the texts of a column that are no numbers; "na" and nothing mean missing. */
  private static List<String> distinctTexts(List<String> texts) {
    TreeSet<String> distinct = new TreeSet<>();
    texts.stream().filter(text -> !text.matches("na|[-+.0-9eE]*")).forEach(distinct::add);
    return List.copyOf(distinct);
  }

  private static double value(String text, List<String> distinct) {
    if (text.isEmpty() || text.equals("na")) {
      return Double.NaN;
    }
    return distinct.isEmpty() ? Double.parseDouble(text) : distinct.indexOf(text);
  }
}
