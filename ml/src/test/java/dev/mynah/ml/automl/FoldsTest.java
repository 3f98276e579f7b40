// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ml.dataset.Dataset;
import dev.mynah.ml.dataset.Split;
import dev.mynah.spi.data.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FoldsTest {
  @Test
  void everyRowIsValidatedOnceAndTrainsTheOtherFolds() {
    Folds folds = folds(MadeRows.learnable(500, DataType.DOUBLE), 1);
    assertThat(folds.isCross()).isTrue();
    assertThat(folds.splits()).hasSize(5);
    Set<Integer> validated = new TreeSet<>();
    for (Split split : folds.splits()) {
      Arrays.stream(split.validation()).forEach(row -> assertThat(validated.add(row)).isTrue());
      assertThat(split.validation().length).isBetween(98, 102);
      assertThat(split.training()).hasSize(500 - split.validation().length);
      assertThat(split.training()).doesNotContain(split.validation());
    }
    assertThat(validated).hasSize(500);
    assertThat(folds.validated()).hasSize(500);
  }

  @Test
  void everyClassHasItsShareInEveryFold() {
    SharedTable table = MadeRows.column("x", DataType.DOUBLE, 200, row -> row / 7.0);
    table = MadeRows.with(table, "y", DataType.TEXT, row -> row < 10 ? "rare" : "often");
    Rows rows = rows(table, 1);
    for (Split split : Folds.of(rows.canonical(), rows.target()).splits()) {
      assertThat(rows.places(split.validation()).stream().filter(row -> row < 10).count())
          .isEqualTo(2);
      assertThat(split.validation()).hasSize(40);
    }
  }

  @Test
  void aClassOfASingleRowOnlyTrains() {
    SharedTable table = MadeRows.column("x", DataType.DOUBLE, 50, row -> row / 7.0);
    table =
        MadeRows.with(
            table, "y", DataType.TEXT, row -> row == 0 ? "one" : row < 3 ? "two" : "c" + row % 2);
    Rows rows = rows(table, 1);
    Folds folds = Folds.of(rows.canonical(), rows.target());
    assertThat(rows.places(folds.validated())).hasSize(49).doesNotContain(0).contains(1, 2);
    for (Split split : folds.splits()) {
      assertThat(rows.places(split.training())).contains(0).containsAnyOf(1, 2);
    }
  }

  @Test
  void rowsOfEqualFeaturesStayTogether() {
    // Every row is there twice, 300 rows apart.
    SharedTable table = MadeRows.column("x", DataType.DOUBLE, 600, row -> row % 300 / 7.0);
    table = MadeRows.with(table, "y", DataType.BOOLEAN, row -> row % 300 % 3 == 0);
    Rows rows = rows(table, 1);
    for (Split split : Folds.of(rows.canonical(), rows.target()).splits()) {
      Set<Integer> held = Set.copyOf(rows.places(split.validation()));
      assertThat(held).allMatch(row -> held.contains((row + 300) % 600));
    }
  }

  @Test
  void fewDifferentRowsAreDividedAllTheSame() {
    SharedTable table = MadeRows.column("x", DataType.BOOLEAN, 400, row -> row % 2 == 0);
    table = MadeRows.with(table, "y", DataType.DOUBLE, row -> row % 2 + row / 800.0);
    for (Split split : folds(table, 1).splits()) {
      assertThat(split.validation().length).isBetween(60, 100);
    }
  }

  @Test
  void theOrderOfTheRowsMakesNoDifferenceButTheSeedDoes() {
    SharedTable table = MadeRows.learnable(300, DataType.BOOLEAN);
    SharedTable shuffled = table.shuffled(9);
    assertThat(firstFold(shuffled, 1)).isEqualTo(firstFold(table, 1));
    assertThat(firstFold(table, 2)).isNotEqualTo(firstFold(table, 1));
  }

  @Test
  void largerTablesHaveFewerFolds() {
    assertThat(folds(MadeRows.learnable(12_000, DataType.BOOLEAN), 1).splits()).hasSize(3);
    Folds one = folds(MadeRows.learnable(31_000, DataType.BOOLEAN), 1);
    assertThat(one.isCross()).isFalse();
    assertThat(one.splits()).hasSize(1);
    assertThat(one.validated().length).isBetween(4_300, 4_600);
  }

  private static List<List<@Nullable Object>> firstFold(SharedTable table, long seed) {
    Rows rows = rows(table, seed);
    Split split = Folds.of(rows.canonical(), rows.target()).splits().get(0);
    return rows.places(split.validation()).stream()
        .<List<@Nullable Object>>map(row -> table.rows().get(row))
        .toList();
  }

  private static Folds folds(SharedTable table, long seed) {
    Rows rows = rows(table, seed);
    return Folds.of(rows.canonical(), rows.target());
  }

  private static Rows rows(SharedTable table, long seed) {
    Dataset dataset = table.dataset();
    Target target = TargetAnalysis.of(dataset, SearchRequest.forTarget("y"));
    int[] columns = new int[dataset.columns().size() - 1];
    Arrays.setAll(columns, column -> column);
    return new Rows(CanonicalRows.of(dataset, columns, target, seed), target);
  }

  private record Rows(CanonicalRows canonical, Target target) {
    /** Returns the places in the table of rows in canonical order. */
    List<Integer> places(int[] rows) {
      return Arrays.stream(rows)
          .mapToObj(row -> canonical.rows()[row])
          .collect(Collectors.toList());
    }
  }
}
