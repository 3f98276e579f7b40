// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a table as psql does in its expanded format: one column under the other. */
public final class ExpandedFormat {
  private final List<Cell> headings = new ArrayList<>();
  private final List<List<Cell>> records = new ArrayList<>();
  private final int headingWidth;
  private final int valueWidth;
  private final StringBuilder out = new StringBuilder();

  private ExpandedFormat(ResultTable table) {
    table.columns().forEach(column -> headings.add(Cell.of(column.name())));
    for (List<@Nullable String> row : table.rows()) {
      records.add(row.stream().map(text -> Cell.of(text == null ? "" : text)).toList());
    }
    headingWidth = headings.stream().mapToInt(Cell::width).max().orElse(0);
    valueWidth = records.stream().flatMap(List::stream).mapToInt(Cell::width).max().orElse(0);
  }

  /** Returns the lines of a table, with an empty line at the end. */
  public static String print(ResultTable table) {
    if (table.rows().isEmpty()) {
      return "(0 rows)\n\n";
    }
    ExpandedFormat format = new ExpandedFormat(table);
    for (int record = 0; record < format.records.size(); record++) {
      format.printRule(record + 1);
      for (int column = 0; column < format.headings.size(); column++) {
        format.printValue(format.headings.get(column), format.records.get(record).get(column));
      }
    }
    return format.out + "\n";
  }

  /** The title of a record covers the cross of the rule under it as far as it reaches. */
  private void printRule(int record) {
    String title = "-[ RECORD " + record + " ]";
    int cross = headingWidth + 1;
    StringBuilder rule = new StringBuilder();
    rule.repeat('-', cross).append('+').repeat('-', valueWidth + 1);
    out.append(title);
    if (rule.length() > title.length()) {
      out.append(rule, title.length(), rule.length());
    }
    out.append('\n');
  }

  private void printValue(Cell heading, Cell value) {
    int lines = Math.max(heading.lines().size(), value.lines().size());
    for (int line = 0; line < lines; line++) {
      boolean headingContinues = line + 1 < heading.lines().size();
      Cell.Line name = line < heading.lines().size() ? heading.lines().get(line) : null;
      out.append(name == null ? "" : name.text());
      out.repeat(' ', headingWidth - (name == null ? 0 : name.width()));
      out.append(headingContinues ? "+|" : " |");
      if (line < value.lines().size()) {
        boolean continues = line + 1 < value.lines().size();
        Cell.Line text = value.lines().get(line);
        out.append(' ').append(text.text());
        if (continues) {
          out.repeat(' ', valueWidth - text.width()).append('+');
        }
      }
      out.append('\n');
    }
  }
}
