// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.ModelClause.Fractions;
import dev.mynah.sql.tree.ModelClause.Sample;
import dev.mynah.sql.tree.ModelClause.SampleSize;
import dev.mynah.sql.tree.ModelClause.Split;
import dev.mynah.sql.tree.Name;
import dev.mynah.sql.tree.SplitRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads the clauses that choose rows: SPLIT and SAMPLE. */
final class SplitReader {
  private static final List<String> RULES = List.of("AUTO", "NONE", "RANDOM", "STRATIFIED", "BY");
  private static final List<String> BY = List.of("TIME", "GROUP", "COLUMN");
  private static final List<String> UNITS = List.of("ROWS", "PERCENT");

  private final TokenCursor cursor;

  SplitReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads on after {@code SPLIT}. */
  Split split(int position) {
    SplitRule rule = rule();
    int fractionsPosition = cursor.position();
    Optional<Fractions> fractions =
        cursor.take("fractions") ? Optional.of(fractions()) : Optional.empty();
    if (fractions.isPresent() && hasOwnShares(rule)) {
      throw cursor.error("this split takes no FRACTIONS", fractionsPosition);
    }
    return new Split(rule, fractions, seed(), position);
  }

  private static boolean hasOwnShares(SplitRule rule) {
    return rule instanceof SplitRule.None || rule instanceof SplitRule.ByColumn;
  }

  private SplitRule rule() {
    return switch (cursor.expectOneOf(RULES)) {
      case "AUTO" -> new SplitRule.Auto();
      case "NONE" -> new SplitRule.None();
      case "RANDOM" -> new SplitRule.Random();
      case "STRATIFIED" -> new SplitRule.Stratified();
      default -> byColumns();
    };
  }

  private SplitRule byColumns() {
    return switch (cursor.expectOneOf(BY)) {
      case "TIME" -> new SplitRule.ByTime(oneColumn());
      case "GROUP" -> new SplitRule.ByGroup(cursor.nameList("a column"));
      default -> new SplitRule.ByColumn(oneColumn());
    };
  }

  private Name oneColumn() {
    cursor.expectSymbol("(");
    Name column = cursor.name("a column");
    cursor.expectSymbol(")");
    return column;
  }

  private Fractions fractions() {
    int position = cursor.position();
    cursor.expectSymbol("(");
    double train = NumberReader.above(cursor, "the training fraction", 0, 1);
    cursor.expectSymbol(",");
    double validation = NumberReader.within(cursor, "the validation fraction", 0, 1);
    OptionalDouble test =
        cursor.takeSymbol(",")
            ? OptionalDouble.of(NumberReader.within(cursor, "the test fraction", 0, 1))
            : OptionalDouble.empty();
    cursor.closeList();
    // 0.7 + 0.2 + 0.1 is a little more or less than 1.
    double tolerance = 1e-9;
    if (train + validation + test.orElse(0) > 1 + tolerance) {
      throw cursor.error("the fractions add up to more than 1", position);
    }
    return new Fractions(train, validation, test);
  }

  /** Reads on after {@code SAMPLE}. */
  Sample sample(int position) {
    int start = cursor.index();
    NumberReader.above(cursor, "the sample size", 0, Double.MAX_VALUE);
    String unit = cursor.expectOneOf(UNITS);
    int afterUnit = cursor.index();
    cursor.moveTo(start);
    SampleSize size =
        unit.equals("ROWS")
            ? new SampleSize.Rows(NumberReader.wholeNumber(cursor, "the number of rows", 1))
            : new SampleSize.Percent(NumberReader.above(cursor, "the percentage", 0, 100));
    cursor.moveTo(afterUnit);
    return new Sample(size, seed(), position);
  }

  private OptionalLong seed() {
    return cursor.take("seed")
        ? OptionalLong.of(NumberReader.wholeNumber(cursor, "the seed", 0))
        : OptionalLong.empty();
  }
}
