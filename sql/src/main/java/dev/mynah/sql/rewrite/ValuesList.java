// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.Token;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A list of rows as a query of its own, whose columns are column1, column2 and so on. */
final class ValuesList {
  private static final Set<String> BEFORE = Set.of("from", "join", "lateral", "as", "materialized");

  private ValuesList() {}

  /** Names the columns of the rows behind the VALUES that stands here, if somebody sees them. */
  static void name(Words words, Edits edits, int at) {
    if (!words.isSymbol(at + 1, "(") || !isSeen(words, at)) {
      return;
    }
    int last = words.closing(at + 1);
    while (words.isSymbol(last + 1, ",") && words.isSymbol(last + 2, "(")) {
      last = words.closing(last + 2);
    }
    if (words.isSymbol(at - 1, "(") && hasColumns(words, last + 2)) {
      return;
    }
    edits.insert(words.at(at).start(), "SELECT * FROM (");
    edits.insert(words.at(last).end(), ") AS \"*VALUES*\"(%s)".formatted(columns(words, at + 1)));
  }

  private static boolean isSeen(Words words, int at) {
    if (at == 0) {
      return true;
    }
    Token before = words.at(words.isSymbol(at - 1, "(") ? at - 2 : at - 1);
    return before.isSymbol(",") || BEFORE.contains(before.value());
  }

  private static boolean hasColumns(Words words, int behind) {
    int name = words.isWord(behind, "as") ? behind + 1 : behind;
    return words.at(name).isName() && words.isSymbol(name + 1, "(");
  }

  private static String columns(Words words, int open) {
    int close = words.closing(open);
    int count = 1;
    for (int at = words.endOfItem(open + 1, close); at < close; count++) {
      at = words.endOfItem(at + 1, close);
    }
    return IntStream.rangeClosed(1, count)
        .mapToObj("column%d"::formatted)
        .collect(Collectors.joining(", "));
  }
}
