// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.rewrite.Rewriting.Step;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** CREATE TABLE: columns that count by themselves, lengths, and what only tunes PostgreSQL. */
final class TableDefinition {
  private static final Set<String> CONSTRAINTS =
      Set.of("constraint", "primary", "unique", "check", "foreign", "exclude", "like");

  /** MySQL's words for the store and the letters of a table; here there is one of each. */
  private static final Set<String> STORAGE = Set.of("engine", "charset", "collate");

  private final EngineStatement statement;
  private final Words words;
  private final Edits edits;
  private final Relations relations;

  TableDefinition(EngineStatement statement, Words words, Edits edits, Relations relations) {
    this.statement = statement;
    this.words = words;
    this.edits = edits;
    this.relations = relations;
  }

  Rewriting rewrite() {
    int next = afterTable();
    boolean ifNotExists = words.areWords(next, "if", "not", "exists");
    int nameStart = next + (ifNotExists ? 3 : 0);
    int afterName = words.afterName(nameStart);
    QualifiedName table = words.name(nameStart, afterName);
    if (ifNotExists && relations.exists(Relations.Kind.TABLE, table)) {
      return skipped(table);
    }
    OwnedSequences sequences = new OwnedSequences(table, isTemporary(), relations);
    int tail = afterName;
    if (words.isSymbol(afterName, "(")) {
      tail = words.closing(afterName) + 1;
      if (statement.command().equals("CREATE TABLE")) {
        items(afterName + 1, tail - 1, sequences);
      }
    }
    tail(tail);
    Rewriting single = Rewriter.single(statement, edits);
    if (sequences.isEmpty()) {
      return single;
    }
    List<Step> steps = new ArrayList<>(sequences.definitions());
    steps.add(Step.asked(single.statement().text()));
    return new Rewriting(single.statement(), steps, false, List.of(), edits);
  }

  /** Passes CREATE and its modifiers, and drops those that the engine does not know. */
  private int afterTable() {
    int at = 0;
    while (at < words.size() && !words.isWord(at, "table")) {
      if (words.isWord(at, "unlogged") || words.isWord(at, "local") || words.isWord(at, "global")) {
        edits.remove(words.at(at), words.at(at));
      }
      at++;
    }
    return at + 1;
  }

  private boolean isTemporary() {
    return words.isWord(1, "temp")
        || words.isWord(1, "temporary")
        || words.isWord(2, "temp")
        || words.isWord(2, "temporary");
  }

  private Rewriting skipped(QualifiedName table) {
    RewriteNotice notice =
        new RewriteNotice(
            false,
            ErrorCode.DUPLICATE_TABLE.sqlState(),
            "relation \"%s\" already exists, skipping".formatted(table.name()));
    return new Rewriting(statement, List.of(), false, List.of(notice), edits);
  }

  private void items(int start, int end, OwnedSequences sequences) {
    ColumnClauses clauses = new ColumnClauses(words, edits, sequences);
    int item = start;
    while (item < end) {
      int itemEnd = words.endOfItem(item, end);
      if (CONSTRAINTS.contains(words.at(item).value())) {
        clauses.constraint(item, itemEnd);
      } else {
        clauses.column(item, itemEnd);
      }
      item = itemEnd + 1;
    }
  }

  /** Drops storage parameters and places; refuses what would change what the table holds. */
  private void tail(int start) {
    int at = start;
    while (at < words.size() && !words.isWord(at, "as")) {
      int last = at;
      boolean drop = true;
      switch (words.at(at).value()) {
        case "with" -> last = words.isSymbol(at + 1, "(") ? words.closing(at + 1) : at;
        case "without" -> last = at + 1;
        case "tablespace", "using" -> last = at + 1;
        case "default", "engine", "charset", "character", "collate" -> last = mysqlOption(at);
        case "inherits" -> throw Refusals.notSupported("INHERITS", words.at(at));
        case "partition" -> throw Refusals.notSupported("PARTITION BY", words.at(at));
        case "on" -> {
          if (words.areWords(at + 1, "commit", "drop")) {
            throw Refusals.notSupported("ON COMMIT DROP", words.at(at));
          }
          drop = false;
        }
        default -> drop = false;
      }
      if (drop && last > at) {
        edits.remove(words.at(at), words.at(last));
      }
      at = last + 1;
    }
  }

  /**
   * Returns the last token of MySQL's words on how a table is kept; the first if there are none.
   */
  private int mysqlOption(int first) {
    int at = words.isWord(first, "default") ? first + 1 : first;
    boolean isSet = words.areWords(at, "character", "set");
    if (!isSet && !STORAGE.contains(words.at(at).value())) {
      return first;
    }
    int value = at + (isSet ? 2 : 1);
    return words.isSymbol(value, "=") ? value + 1 : value;
  }
}
