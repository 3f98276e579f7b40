// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.ml.automl.SplitRequest.Fractions;
import dev.mynah.ml.automl.SplitRequest.Rule;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** which rows teach, validate and test. */
final class PartingTest {
  private static final int ROWS = 400;

  @Test
  void randomPartsHaveTheirSharesAndTheSameRowsForTheSameSeed() {
    SplitRows rows = search(split(Rule.RANDOM, 7)).split();
    assertThat(rows.count(RowPart.TRAIN)).isCloseTo(320, within(8));
    assertThat(rows.count(RowPart.VALIDATION)).isCloseTo(40, within(8));
    assertThat(rows.count(RowPart.TEST)).isCloseTo(40, within(8));
    assertThat(search(split(Rule.RANDOM, 7)).split().parts()).isEqualTo(rows.parts());
    assertThat(search(split(Rule.RANDOM, 8)).split().parts()).isNotEqualTo(rows.parts());
  }

  @Test
  void membershipDoesNotDependOnTheOrderOfTheRows() {
    SharedTable table = table();
    SharedTable shuffled = table.shuffled(3);
    SplitRows one = search(table, split(Rule.STRATIFIED, 1)).split();
    SplitRows other = search(shuffled, split(Rule.STRATIFIED, 1)).split();
    for (int row = 0; row < ROWS; row += 37) {
      int place = shuffled.rows().indexOf(table.rows().get(row));
      assertThat(other.part(place)).isEqualTo(one.part(row));
    }
  }

  @Test
  void stratifiedPartsHaveTheSharesOfEachClass() {
    SharedTable table = MadeRows.column("a", DataType.DOUBLE, ROWS, row -> row / 3.0);
    table = MadeRows.with(table, "y", DataType.TEXT, row -> row % 10 == 0 ? "rare" : "often");
    SplitRows rows = search(table, split(Rule.STRATIFIED, 1)).split();
    for (RowPart part : List.of(RowPart.VALIDATION, RowPart.TEST)) {
      long rare = places(rows, part).stream().filter(row -> row % 10 == 0).count();
      assertThat(rare).isBetween(3L, 5L);
    }
  }

  @Test
  void copiedRowsStayTogether() {
    SharedTable table = MadeRows.column("a", DataType.DOUBLE, ROWS, row -> (row - row % 2) / 6.0);
    table = MadeRows.with(table, "y", DataType.DOUBLE, row -> row / 2 % 7 * 1.5);
    SplitRows rows = search(table, split(Rule.RANDOM, 1)).split();
    for (int row = 0; row < ROWS; row += 2) {
      assertThat(rows.part(row)).isEqualTo(rows.part(row + 1));
    }
  }

  @Test
  void timeComesBeforeInTrainingAndAfterInTest() {
    SharedTable table = MadeRows.with(table(), "day", DataType.DATE, row -> (row * 7L) % ROWS / 3);
    SplitRows rows = search(last(table), split(Rule.BY_TIME, 1, "day")).split();
    List<Long> train = days(rows, RowPart.TRAIN);
    List<Long> validation = days(rows, RowPart.VALIDATION);
    List<Long> test = days(rows, RowPart.TEST);
    assertThat(max(train)).isLessThan(min(validation));
    assertThat(max(validation)).isLessThan(min(test));
    assertThat(train.size()).isCloseTo(320, within(8));
  }

  @Test
  void withoutValidationRowsTimeIsValidatedForwards() {
    SharedTable table = MadeRows.with(table(), "day", DataType.DATE, row -> (row * 7L) % ROWS / 3);
    SplitRequest split =
        new SplitRequest(
            Rule.BY_TIME,
            List.of("day"),
            Optional.of(new Fractions(0.9, 0, 0.1)),
            0,
            OptionalLong.empty());
    SearchResult result = search(last(table), split);
    SplitRows rows = result.split();
    long latest = -1;
    for (int fold = 0; fold <= 5; fold++) {
      int own = fold;
      List<Long> days =
          places(rows, RowPart.TRAIN).stream()
              .filter(row -> rows.folds()[row] == own)
              .map(row -> row * 7L % ROWS / 3)
              .toList();
      assertThat(min(days)).isGreaterThan(latest);
      latest = max(days);
    }
    assertThat(result.test()).isPresent();
  }

  @Test
  void noGroupIsInTwoParts() {
    SharedTable table = MadeRows.with(table(), "g", DataType.TEXT, row -> "g" + row % 23);
    SplitRows rows = search(last(table), split(Rule.BY_GROUP, 1, "g")).split();
    for (int group = 0; group < 23; group++) {
      Set<RowPart> parts = new HashSet<>();
      for (int row = group; row < ROWS; row += 23) {
        parts.add(rows.part(row));
      }
      assertThat(parts).hasSize(1);
    }
    assertThat(places(rows, RowPart.TEST)).isNotEmpty();
    assertThat(places(rows, RowPart.VALIDATION)).isNotEmpty();
  }

  @Test
  void groupsGovernTheFolds() {
    SharedTable table = MadeRows.with(table(), "g", DataType.BIGINT, row -> (long) row % 23);
    SplitRequest split =
        new SplitRequest(
            Rule.BY_GROUP,
            List.of("g"),
            Optional.of(new Fractions(1, 0, 0)),
            0,
            OptionalLong.empty());
    SearchResult result = search(last(table), split);
    for (int group = 0; group < 23; group++) {
      Set<Short> folds = new HashSet<>();
      for (int row = group; row < ROWS; row += 23) {
        folds.add(result.split().folds()[row]);
      }
      assertThat(folds).hasSize(1).doesNotContain((short) 0);
    }
    assertThat(result.test()).isEmpty();
    assertThat(result.features())
        .filteredOn(feature -> feature.column().equals("g"))
        .extracting(FeatureReport::reason)
        .containsExactly("groups the rows of the split");
  }

  @Test
  void aColumnNamesTheParts() {
    String[] names = {"train", "TRAIN", "validation", "Test", null};
    SharedTable table = MadeRows.with(table(), "p", DataType.TEXT, row -> names[row % 5]);
    SplitRows rows = search(last(table), split(Rule.BY_COLUMN, 1, "p")).split();
    RowPart[] wanted = {
      RowPart.TRAIN, RowPart.TRAIN, RowPart.VALIDATION, RowPart.TEST, RowPart.UNUSED
    };
    for (int row = 0; row < 10; row++) {
      assertThat(rows.part(row)).isEqualTo(wanted[row % 5]);
    }
  }

  @Test
  void anUnknownPartIsRefused() {
    SharedTable table = MadeRows.with(table(), "p", DataType.TEXT, row -> row == 9 ? "x" : "train");
    assertThatThrownBy(() -> search(last(table), split(Rule.BY_COLUMN, 1, "p")))
        .isInstanceOf(DatastoreException.class)
        .hasMessage("split column \"p\" holds \"x\"");
  }

  @Test
  void textHasNoOrderInTimeAndFewGroupsNoParts() {
    assertThatThrownBy(() -> search(split(Rule.BY_TIME, 1, "c")))
        .hasMessage("column \"c\" of type VARCHAR has no order in time");
    SharedTable table = MadeRows.with(table(), "g", DataType.BOOLEAN, row -> row % 2 == 0);
    assertThatThrownBy(() -> search(last(table), split(Rule.BY_GROUP, 1, "g")))
        .hasMessage("2 groups cannot be divided into 3 parts");
  }

  @Test
  void noneHoldsNoRowOutAndCrossValidationTakesItsFolds() {
    SplitRows none = search(split(Rule.NONE, 1)).split();
    assertThat(none.count(RowPart.TRAIN)).isEqualTo(ROWS);
    SplitRequest three =
        new SplitRequest(Rule.AUTO, List.of(), Optional.empty(), 3, OptionalLong.empty());
    SplitRows folds = search(three).split();
    Set<Short> seen = new HashSet<>();
    for (short fold : folds.folds()) {
      seen.add(fold);
    }
    assertThat(seen).containsExactlyInAnyOrder((short) 1, (short) 2, (short) 3);
  }

  @Test
  void testRowsHaveNoPartInTheModel() {
    // The target of the test rows is turned round, so whoever has learnt from them says so.
    SharedTable table = MadeRows.column("a", DataType.DOUBLE, ROWS, row -> row % 101 / 3.0);
    table = MadeRows.with(table, "y", DataType.DOUBLE, row -> row % 101 * (row < 350 ? 1.5 : -1.5));
    table = MadeRows.with(table, "p", DataType.TEXT, row -> row < 350 ? "train" : "test");
    SearchResult result = search(last(table), split(Rule.BY_COLUMN, 1, "p"));
    assertThat(result.score()).isLessThan(20);
    TestReport test = result.test().orElseThrow();
    assertThat(test.rows()).isEqualTo(50);
    assertThat(test.metrics().get(0).value()).isGreaterThan(50);
    assertThat(test.metrics().get(0).part()).isEqualTo(MetricReport.TEST);
  }

  /** Brings the target, the third column but one, to the end. */
  private static SharedTable last(SharedTable table) {
    int place = table.indexOf("y");
    List<Object> target = table.rows().stream().map(row -> row.get(place)).toList();
    return table.drop("y").withColumn(table.columns().get(place), target);
  }

  private static SharedTable table() {
    return MadeRows.learnable(ROWS, DataType.DOUBLE);
  }

  private static SplitRequest split(Rule rule, long seed, String... columns) {
    return new SplitRequest(rule, List.of(columns), Optional.empty(), 0, OptionalLong.of(seed));
  }

  private static SearchResult search(SplitRequest split) {
    return search(table(), split);
  }

  private static SearchResult search(SharedTable table, SplitRequest split) {
    SearchRequest request =
        new SearchRequest(
            "y",
            ModelType.LINEAR_LEARNER,
            Optional.empty(),
            Set.of(),
            Optional.of(Duration.ofSeconds(60)),
            1,
            1,
            Optional.empty());
    return AutoMl.search(
        table.dataset(),
        request.withRows(new RowPlan(split, Optional.empty())),
        SearchListener.NONE);
  }

  private static List<Integer> places(SplitRows rows, RowPart part) {
    return IntStream.range(0, rows.rows())
        .filter(row -> rows.part(row) == part)
        .boxed()
        .collect(Collectors.toList());
  }

  private static List<Long> days(SplitRows rows, RowPart part) {
    return places(rows, part).stream().map(row -> row * 7L % ROWS / 3).toList();
  }

  private static long max(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  private static long min(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).min().orElseThrow();
  }
}
