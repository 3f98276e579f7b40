// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.rewrite.Rewriting.Step;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** ALTER TABLE: the engine takes one change at a time, and columns without their constraints. */
final class TableChange {
  private final EngineStatement statement;
  private final Words words;
  private final Edits edits;
  private final Relations relations;
  private final List<Step> steps = new ArrayList<>();
  private final List<RewriteNotice> notices = new ArrayList<>();

  TableChange(EngineStatement statement, Words words, Edits edits, Relations relations) {
    this.statement = statement;
    this.words = words;
    this.edits = edits;
    this.relations = relations;
  }

  Rewriting rewrite() {
    int next = 2;
    boolean ifExists = words.areWords(next, "if", "exists");
    next += ifExists ? 2 : 0;
    next += words.isWord(next, "only") && words.at(next + 1).isName() ? 1 : 0;
    int actions = words.afterName(next);
    QualifiedName table = words.name(next, actions);
    if (actions == next) {
      return Rewriter.single(statement, edits);
    }
    if (ifExists && !relations.exists(Relations.Kind.TABLE, table)) {
      RewriteNotice notice =
          RewriteNotice.skipped("relation \"%s\" does not exist".formatted(table.name()));
      return new Rewriting(statement, List.of(), false, List.of(notice), edits);
    }
    String head = "ALTER TABLE " + words.between(next, actions - 1) + ' ';
    if (words.isSymbol(actions, "*")) {
      actions++;
    }
    int start = actions;
    while (start < words.size()) {
      int end = words.endOfItem(start, words.size());
      action(head, table, start, end);
      start = end + 1;
    }
    boolean unchanged =
        steps.size() == 1
            && edits.isEmpty()
            && steps.getFirst().text().equals(statement.text().strip());
    return unchanged
        ? new Rewriting(statement, List.of(Step.asked(statement.text())), false, notices, edits)
        : new Rewriting(statement, steps, false, notices, edits);
  }

  private void action(String head, QualifiedName table, int start, int end) {
    if (words.isWord(start, "add") && !isConstraint(start + 1)) {
      int column = words.isWord(start + 1, "column") ? start + 2 : start + 1;
      boolean ifNotExists = words.areWords(column, "if", "not", "exists");
      AddedColumn added = new AddedColumn(words, edits, table, relations);
      added.read(ifNotExists ? column + 3 : column, end);
      steps.addAll(added.steps(head, ifNotExists));
      notices.addAll(added.notices());
      return;
    }
    if (words.isWord(start, "add")) {
      constraint(start + 1, end);
    } else if (words.isWord(start, "alter")) {
      newType(start + 1, end);
    }
    steps.add(Step.asked(head + edits.apply(words.at(start).start(), words.at(end - 1).end())));
  }

  private boolean isConstraint(int at) {
    return switch (words.at(at).value()) {
      case "constraint", "primary", "unique", "check", "foreign", "exclude" -> true;
      default -> false;
    };
  }

  private void constraint(int start, int end) {
    int kind = words.isWord(start, "constraint") ? start + 2 : start;
    if (words.isWord(kind, "foreign")) {
      throw Refusals.notSupported("adding a foreign key to a table that exists", words.at(kind))
          .withHint("Declare it in CREATE TABLE.");
    }
    if (words.isWord(kind, "check")) {
      throw Refusals.notSupported("adding a check to a table that exists", words.at(kind))
          .withHint("Declare it in CREATE TABLE.");
    }
    new ColumnClauses(words, edits, new OwnedSequences(QualifiedName.of(""), false, relations))
        .constraint(kind, end);
  }

  /** {@code ALTER [COLUMN] c [SET DATA] TYPE t}. */
  private void newType(int start, int end) {
    int column = words.isWord(start, "column") ? start + 1 : start;
    int type = words.areWords(column + 1, "set", "data", "type") ? column + 4 : column + 2;
    if (type >= end || !words.isWord(type - 1, "type")) {
      return;
    }
    TypeWords.rename(words, edits, type);
    TypeWords.dropSize(words, edits, type);
    if (TypeWords.isLimitedText(words, type)) {
      edits.replace(words.at(type), words.at(TypeWords.end(words, type)), "varchar");
      notices.add(notEnforced(words.at(column).value()));
    }
  }

  /** Says that a length is not checked, because the engine adds no check to an existing table. */
  static RewriteNotice notEnforced(String column) {
    return RewriteNotice.warning(
        "the length of column \"%s\" is not limited in a table that exists already"
            .formatted(column));
  }
}
