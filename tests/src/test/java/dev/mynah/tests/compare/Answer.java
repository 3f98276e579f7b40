// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a server said to a statement.
 *
 * @param outcome how many rows were changed, what was copied, or the SQLSTATE
 */
record Answer(List<Column> columns, List<List<String>> rows, String outcome) {
  /** PostgreSQL's types of numbers that stand for objects. */
  private static final Set<String> NUMBERS = Set.of("oid", "_oid", "oidvector");

  private static final Set<String> TEXTS = Set.of("text", "name", "varchar");

  record Column(String name, String type) {}

  static Answer said(String what) {
    return new Answer(List.of(), List.of(), what);
  }

  static Answer rows(List<Column> columns, List<List<String>> rows) {
    return new Answer(columns, rows, "");
  }

  /** Returns the answer with names for the numbers of objects, in the columns that have such. */
  Answer named(List<Column> theirs, ObjectNumbers numbers) {
    if (theirs.size() != columns.size()) {
      return this;
    }
    List<List<String>> named = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < row.size(); column++) {
        String type = theirs.get(column).type();
        String cell = row.get(column);
        cells.add(
            NUMBERS.contains(type)
                ? numbers.named(cell)
                : TEXTS.contains(type) ? numbers.namedInText(cell) : cell);
      }
      named.add(cells);
    }
    return new Answer(columns, named, outcome);
  }
}
