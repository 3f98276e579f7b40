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

final class HoldoutTest {
  @Test
  void everyRowIsInOnePart() {
    SharedTable table = MadeRows.learnable(500, DataType.DOUBLE);
    Split split = split(table, 1);
    Set<Integer> rows = new TreeSet<>();
    Arrays.stream(split.training()).forEach(rows::add);
    Arrays.stream(split.validation()).forEach(rows::add);
    assertThat(rows).hasSize(500);
    assertThat(split.training().length + split.validation().length).isEqualTo(500);
    assertThat(split.validation().length).isBetween(95, 105);
  }

  @Test
  void everyClassHasItsShareInBothParts() {
    SharedTable table = MadeRows.column("x", DataType.DOUBLE, 200, row -> row / 7.0);
    table = MadeRows.with(table, "y", DataType.TEXT, row -> row < 10 ? "rare" : "often");
    Split split = split(table, 1);
    assertThat(Arrays.stream(split.validation()).filter(row -> row < 10).count()).isEqualTo(2);
    assertThat(split.validation()).hasSize(40);
  }

  @Test
  void aClassOfTwoRowsIsInBothPartsAndOneOfASingleRowInTraining() {
    SharedTable table = MadeRows.column("x", DataType.DOUBLE, 50, row -> row / 7.0);
    table =
        MadeRows.with(
            table, "y", DataType.TEXT, row -> row == 0 ? "one" : row < 3 ? "two" : "c" + row % 2);
    Split split = split(table, 1);
    assertThat(split.training()).contains(0);
    assertThat(Arrays.stream(split.validation()).filter(row -> row == 1 || row == 2).count())
        .isEqualTo(1);
  }

  @Test
  void rowsOfEqualFeaturesStayTogether() {
    // Every row is there twice, 300 rows apart.
    SharedTable table = MadeRows.column("x", DataType.DOUBLE, 600, row -> row % 300 / 7.0);
    table = MadeRows.with(table, "y", DataType.BOOLEAN, row -> row % 300 % 3 == 0);
    Split split = split(table, 1);
    Set<Integer> held = Arrays.stream(split.validation()).boxed().collect(Collectors.toSet());
    assertThat(held).allMatch(row -> held.contains((row + 300) % 600));
  }

  @Test
  void fewDifferentRowsAreCutAllTheSame() {
    SharedTable table = MadeRows.column("x", DataType.BOOLEAN, 400, row -> row % 2 == 0);
    table = MadeRows.with(table, "y", DataType.DOUBLE, row -> row % 2 + row / 800.0);
    assertThat(split(table, 1).validation().length).isBetween(80, 170);
  }

  @Test
  void theOrderOfTheRowsMakesNoDifferenceButTheSeedDoes() {
    SharedTable table = MadeRows.learnable(300, DataType.BOOLEAN);
    SharedTable shuffled = table.shuffled(9);
    assertThat(validationRows(shuffled, 1)).isEqualTo(validationRows(table, 1));
    assertThat(validationRows(table, 2)).isNotEqualTo(validationRows(table, 1));
  }

  private static List<List<@Nullable Object>> validationRows(SharedTable table, long seed) {
    return Arrays.stream(split(table, seed).validation())
        .<List<@Nullable Object>>mapToObj(row -> table.rows().get(row))
        .toList();
  }

  private static Split split(SharedTable table, long seed) {
    Dataset dataset = table.dataset();
    Target target = TargetAnalysis.of(dataset, SearchRequest.forTarget("y"));
    int[] columns = new int[dataset.columns().size() - 1];
    Arrays.setAll(columns, column -> column);
    return Holdout.of(CanonicalRows.of(dataset, columns, target, seed), target);
  }
}
