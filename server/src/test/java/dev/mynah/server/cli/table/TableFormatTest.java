// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.server.cli.table.ResultTable.Column;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The expected lines are those of psql 15 for the same values. */
class TableFormatTest {
  private static final int INTEGER = 23;
  private static final int TEXT = 25;

  @Test
  void centresHeadingsAndPutsNumbersToTheRight() {
    ResultTable table =
        table(
            List.of(Column.of("long_column_name", INTEGER), Column.of("w", TEXT)),
            row("1", "a"),
            row("12", "bcd"));
    assertThat(AlignedFormat.print(table))
        .isEqualTo(
            """
             long_column_name |  w \s
            ------------------+-----
                            1 | a
                           12 | bcd
            (2 rows)

            """);
  }

  @Test
  void showsNullAsNothingAndCountsOneRow() {
    ResultTable table =
        table(List.of(Column.of("one", INTEGER), Column.of("n", TEXT)), row("1", null));
    assertThat(AlignedFormat.print(table))
        .isEqualTo(
            """
             one | n\s
            -----+---
               1 |\s
            (1 row)

            """);
  }

  @Test
  void marksLinesThatGoOn() {
    ResultTable table =
        table(
            List.of(Column.of("a\nb", INTEGER), Column.of("t", TEXT), Column.of("n", INTEGER)),
            row("1", "q\nr\tz", "5"));
    assertThat(AlignedFormat.print(table))
        .isEqualTo(
            """
             a+|     t     | n\s
             b |           |  \s
            ---+-----------+---
             1 | q        +| 5
               | r       z |\s
            (1 row)

            """);
  }

  @Test
  void countsTheColumnsOfTheTerminalNotTheCharacters() {
    ResultTable table =
        table(
            List.of(Column.of("word", TEXT), Column.of("n", INTEGER)),
            row("日本語", "1"),
            row("e\u0301", "2"));
    assertThat(AlignedFormat.print(table))
        .isEqualTo(
            """
              word  | n\s
            --------+---
             日本語 | 1
             e\u0301      | 2
            (2 rows)

            """);
  }

  @Test
  void showsControlCharactersInsteadOfSendingThemToTheTerminal() {
    ResultTable table = table(List.of(Column.of("t", TEXT)), row("a\u001b[2Jb\r"));
    assertThat(AlignedFormat.print(table)).contains(" a\\x1B[2Jb\\r\n").doesNotContain("\u001b");
  }

  @Test
  void printsHeadingsOfNoRows() {
    assertThat(AlignedFormat.print(table(List.of(Column.of("a", TEXT)))))
        .isEqualTo(" a \n---\n(0 rows)\n\n");
  }

  @Test
  void expandsEachRowIntoLines() {
    ResultTable table =
        table(
            List.of(Column.of("y", TEXT), Column.of("longer", INTEGER)),
            row("a".repeat(29) + "\nb", "1"));
    assertThat(ExpandedFormat.print(table))
        .isEqualTo(
            """
            -[ RECORD 1 ]-------------------------
            y      | aaaaaaaaaaaaaaaaaaaaaaaaaaaaa+
                   | b
            longer | 1

            """);
  }

  @Test
  void letsTheTitleOfARecordCoverTheCross() {
    ResultTable table =
        table(
            List.of(Column.of("a\nb", INTEGER), Column.of("n", INTEGER)),
            row("1", "5"),
            row("2", null));
    assertThat(ExpandedFormat.print(table))
        .isEqualTo(
            """
            -[ RECORD 1 ]
            a+| 1
            b |
            n | 5
            -[ RECORD 2 ]
            a+| 2
            b |
            n |\s

            """);
  }

  @Test
  void saysThatThereIsNothingToExpand() {
    assertThat(ExpandedFormat.print(table(List.of(Column.of("a", TEXT)))))
        .isEqualTo("(0 rows)\n\n");
  }

  private static ResultTable table(List<Column> columns, @Nullable String[]... rows) {
    return new ResultTable(columns, Arrays.stream(rows).map(Arrays::asList).toList());
  }

  private static @Nullable String[] row(@Nullable String... cells) {
    return cells;
  }
}
