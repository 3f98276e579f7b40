// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.StatementKind;
import java.util.ArrayList;
import java.util.List;

/** Finds the lists in a statement whose columns somebody sees, and has them named. */
final class Headings {
  private final Words words;
  private final Edits edits;
  private final StatementKind kind;
  private final boolean differing;
  private final List<Integer> lists = new ArrayList<>(1);

  Headings(EngineStatement statement, Words words, Edits edits, boolean isInner) {
    this.words = words;
    this.edits = edits;
    this.kind = statement.kind();
    this.differing = isInner || kind == StatementKind.DEFINE;
  }

  /** Looks at the query whose SELECT stands here. */
  void ofQuery(int at) {
    boolean feedsTable = kind == StatementKind.WRITE && !words.isSymbol(at - 1, "(");
    if (!feedsTable && SelectList.isSeen(words, at)) {
      lists.add(SelectList.afterSelect(words, at));
    }
  }

  /** Looks at the list of what a change of rows returns. */
  void ofReturning(int at) {
    if (kind == StatementKind.WRITE) {
      lists.add(at + 1);
    }
  }

  /** Names the columns; last, as names stand behind what other edits leave of expressions. */
  void apply() {
    for (int start : lists) {
      new SelectList(words, edits, differing).items(start);
    }
  }
}
