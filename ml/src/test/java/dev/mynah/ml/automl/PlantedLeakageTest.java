// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where there is nothing to learn, the printed score must not say that there was. */
final class PlantedLeakageTest {
  private static final int ROWS = 800;

  @Test
  void aRandomTargetScoresLikeTheBaseline() {
    for (DataType type : List.of(DataType.BOOLEAN, DataType.DOUBLE)) {
      nothingIsLearnt(search(random(ROWS, type, 20)));
    }
  }

  @Test
  void aCategoryOfAThousandValuesTellsNothing() {
    for (DataType type : List.of(DataType.BOOLEAN, DataType.DOUBLE)) {
      nothingIsLearnt(search(random(3 * ROWS, type, 1_000)));
    }
  }

  @Test
  void everyRowTwiceTellsNothing() {
    for (DataType type : List.of(DataType.BOOLEAN, DataType.DOUBLE)) {
      SharedTable once = random(ROWS / 2, type, 20);
      List<List<@Nullable Object>> twice = new ArrayList<>(once.rows());
      twice.addAll(once.rows());
      nothingIsLearnt(search(new SharedTable(once.columns(), twice).shuffled(1)));
    }
  }

  @Test
  void wordsAtRandomTellNothingAlsoWhereEveryRowIsThereTwice() {
    for (DataType type : List.of(DataType.BOOLEAN, DataType.DOUBLE)) {
      Random random = new Random(3);
      SharedTable once =
          MadeRows.with(random(ROWS / 2, type, 20), "text", DataType.TEXT, row -> words(random));
      nothingIsLearnt(search(once));
      List<List<@Nullable Object>> twice = new ArrayList<>(once.rows());
      twice.addAll(once.rows());
      nothingIsLearnt(search(new SharedTable(once.columns(), twice).shuffled(1)));
    }
  }

  private static String words(Random random) {
    return random.ints(8, 0, 300).mapToObj(word -> "word" + word).collect(Collectors.joining(" "));
  }

  private static void nothingIsLearnt(SearchResult result) {
    assertThat(result.score())
        .isBetween(0.975 * result.baselineScore(), 1.04 * result.baselineScore());
  }

  private static SharedTable random(int rows, DataType type, int categories) {
    Random random = new Random(categories);
    SharedTable table = MadeRows.column("a", DataType.DOUBLE, rows, row -> random.nextGaussian());
    table = MadeRows.with(table, "b", DataType.DOUBLE, row -> random.nextGaussian());
    table = MadeRows.with(table, "c", DataType.TEXT, row -> "c" + random.nextInt(categories));
    return MadeRows.with(
        table,
        "y",
        type,
        row -> type.equals(DataType.BOOLEAN) ? random.nextBoolean() : random.nextGaussian());
  }

  private static SearchResult search(SharedTable table) {
    assertThat(table.columns()).extracting(Column::name).contains("y");
    SearchRequest request =
        new SearchRequest(
            "y",
            ModelType.AUTO,
            Optional.empty(),
            Set.of(),
            Optional.of(Duration.ofSeconds(30)),
            1,
            2,
            Optional.empty());
    return AutoMl.search(table.dataset(), request, SearchListener.NONE);
  }
}
