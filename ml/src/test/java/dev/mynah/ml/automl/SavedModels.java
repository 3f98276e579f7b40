// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.format.ModelReader;
import dev.mynah.ml.format.ModelWriter;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Small models as a release saved them: a folder a release in {@code tests/saved}, in it the rows
 * to ask about, the models, and what each said of each row.
 */
final class SavedModels {
  private static final int ROWS = 60;
  private static final String MODEL = ".model";
  private static final List<Column> COLUMNS =
      List.of(
          new Column("a", DataType.DOUBLE),
          new Column("b", DataType.DOUBLE),
          new Column("c", DataType.TEXT),
          new Column("day", DataType.DATE));

  private SavedModels() {}

  /** Saves models of every kind in the folder that is named, as each release does once. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (ModelType type : ModelType.values()) {
      for (DataType target : List.of(DataType.DOUBLE, DataType.BOOLEAN, DataType.TEXT)) {
        boolean classes = !target.equals(DataType.DOUBLE);
        if (!classes || type == ModelType.LINEAR_LEARNER) {
          SharedTable table = made(target);
          save(folder, (type + "_" + target.kind()).toLowerCase(Locale.ROOT), table, type);
        }
      }
    }
    Files.write(
        folder.resolve("rows.csv"),
        made(DataType.DOUBLE).drop("y").rows().stream().map(SavedModels::line).toList());
  }

  private static SharedTable made(DataType target) {
    SharedTable table = MadeRows.learnable(ROWS, target);
    SharedTable longer =
        MadeRows.with(table.drop("y"), "day", DataType.DATE, row -> 18_262L + row * 37 % 900);
    return longer.withColumn(
        new Column("y", target), table.rows().stream().map(row -> row.get(3)).toList());
  }

  private static String line(List<@Nullable Object> row) {
    return row.stream()
        .map(value -> value == null ? "" : value.toString())
        .collect(Collectors.joining(","));
  }

  private static void save(Path folder, String name, SharedTable table, ModelType type)
      throws IOException {
    SearchRequest request =
        new SearchRequest(
            "y",
            type,
            Optional.empty(),
            Set.of(),
            Optional.of(Duration.ofSeconds(10)),
            1,
            2,
            Optional.empty());
    Predictor predictor = AutoMl.search(table.dataset(), request, SearchListener.NONE).predictor();
    Files.write(folder.resolve(name + MODEL), ModelWriter.write(predictor));
    Files.writeString(
        folder.resolve(name + ".answers"),
        DoubleStream.of(answers(predictor, table.drop("y")))
            .mapToObj(Double::toString)
            .collect(Collectors.joining("\n", "", "\n")));
  }

  static double[] answers(Predictor predictor, SharedTable rows) {
    double[] answers = new double[rows.rows().size() * predictor.outputs()];
    predictor.predict(rows.batch(), answers);
    return answers;
  }

  /** Returns the models of all releases. */
  static List<Path> all() throws IOException {
    Path folder = Path.of("..", "tests", "saved");
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(MODEL)).sorted().toList();
    }
  }

  static Predictor read(Path model) throws IOException {
    return ModelReader.read(Files.readAllBytes(model));
  }

  /** Returns what the release that saved a model answered. */
  static double[] answersThen(Path model) throws IOException {
    String name = model.getFileName().toString().replace(MODEL, ".answers");
    return Files.readAllLines(model.resolveSibling(name)).stream()
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /** Returns the rows that a model was asked about. */
  static SharedTable rows(Path model) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(model.resolveSibling("rows.csv"))) {
        String[] cells = line.split(",", -1);
        rows.add(
            Arrays.asList(
                number(cells[0]),
                number(cells[1]),
                cells[2].isEmpty() ? null : cells[2],
                Long.valueOf(cells[3])));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SharedTable(COLUMNS, rows);
  }

  private static @Nullable Double number(String cell) {
    return cell.isEmpty() ? null : Double.valueOf(cell);
  }
}
