// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.table;

import dev.mynah.server.cli.table.ResultTable.Alignment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a table as psql does in its aligned format: one row under the other. */
public final class AlignedFormat {
  private final ResultTable table;
  private final List<Cell> headings = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();
  private final int[] widths;
  private final StringBuilder out = new StringBuilder();

  private AlignedFormat(ResultTable table) {
    this.table = table;
    this.widths = new int[table.columns().size()];
    table.columns().forEach(column -> headings.add(Cell.of(column.name())));
    for (List<@Nullable String> row : table.rows()) {
      rows.add(row.stream().map(text -> Cell.of(text == null ? "" : text)).toList());
    }
    for (int column = 0; column < widths.length; column++) {
      widths[column] = headings.get(column).width();
      for (List<Cell> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).width());
      }
    }
  }

  /** Returns the lines of a table, with the number of its rows and an empty line at the end. */
  public static String print(ResultTable table) {
    AlignedFormat format = new AlignedFormat(table);
    format.printHeadings();
    format.printRule();
    format.rows.forEach(format::printRow);
    int count = table.rows().size();
    return format.out + (count == 1 ? "(1 row)\n\n" : "(" + count + " rows)\n\n");
  }

  private void printHeadings() {
    int lines = headings.stream().mapToInt(cell -> cell.lines().size()).max().orElse(1);
    for (int line = 0; line < lines; line++) {
      for (int column = 0; column < widths.length; column++) {
        Cell cell = headings.get(column);
        out.append(column > 0 ? "| " : " ");
        Cell.Line text = line < cell.lines().size() ? cell.lines().get(line) : new Cell.Line("", 0);
        int blanks = widths[column] - text.width();
        out.repeat(' ', blanks / 2).append(text.text()).repeat(' ', blanks - blanks / 2);
        out.append(line + 1 < cell.lines().size() ? '+' : ' ');
      }
      out.append('\n');
    }
  }

  private void printRule() {
    for (int column = 0; column < widths.length; column++) {
      out.append(column > 0 ? "+" : "").repeat('-', widths[column] + 2);
    }
    out.append(widths.length == 0 ? "--\n" : "\n");
  }

  private void printRow(List<Cell> row) {
    int lines = row.stream().mapToInt(cell -> cell.lines().size()).max().orElse(0);
    for (int line = 0; line < lines; line++) {
      for (int column = 0; column < widths.length; column++) {
        out.append(column > 0 ? "| " : " ");
        printCell(row.get(column), column, line);
      }
      out.append('\n');
    }
  }

  private void printCell(Cell cell, int column, int line) {
    boolean last = column == widths.length - 1;
    boolean continues = line + 1 < cell.lines().size();
    boolean right = table.columns().get(column).alignment() == Alignment.RIGHT;
    if (line >= cell.lines().size()) {
      out.append(last ? "" : " ".repeat(widths[column]));
    } else {
      Cell.Line text = cell.lines().get(line);
      String blanks = " ".repeat(widths[column] - text.width());
      out.append(right ? blanks : "").append(text.text());
      out.append(!right && (!last || continues) ? blanks : "");
    }
    if (continues) {
      out.append('+');
    } else if (!last) {
      out.append(' ');
    }
  }
}
