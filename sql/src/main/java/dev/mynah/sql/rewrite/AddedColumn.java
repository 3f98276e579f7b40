// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.rewrite.Rewriting.Step;
import dev.mynah.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** ADD COLUMN: the column with its default first, then each of its constraints. */
final class AddedColumn {
  private static final Set<String> CLAUSES =
      Set.of(
          "not",
          "null",
          "default",
          "unique",
          "primary",
          "check",
          "references",
          "constraint",
          "generated",
          "collate");

  private final Words words;
  private final Edits edits;
  private final OwnedSequences sequences;
  private final List<RewriteNotice> notices = new ArrayList<>();
  private final List<String> constraints = new ArrayList<>();
  private String name = "";
  private String definition = "";

  AddedColumn(Words words, Edits edits, QualifiedName table, Relations relations) {
    this.words = words;
    this.edits = edits;
    this.sequences = new OwnedSequences(table, false, relations);
  }

  void read(int start, int end) {
    name = Identifiers.quote(words.at(start).value());
    int type = start + 1;
    int afterType = readType(type, end);
    int at = afterType;
    while (at < end) {
      at = clause(at, end);
    }
  }

  private int readType(int type, int end) {
    String column = words.at(type - 1).value();
    var counted = ColumnClauses.countedType(words.at(type).value());
    if (counted.isPresent()) {
      definition =
          counted.get() + " DEFAULT " + sequences.valueFor(column, counted.get(), "", "serial");
      constraints.add("ALTER COLUMN " + name + " SET NOT NULL");
      return type + 1;
    }
    if (TypeWords.isLimitedText(words, type)) {
      definition = "varchar";
      notices.add(TableChange.notEnforced(column));
      return TypeWords.end(words, type) + 1;
    }
    TypeWords.rename(words, edits, type);
    TypeWords.dropSize(words, edits, type);
    int after = nextClause(type, end);
    definition = edits.apply(words.at(type).start(), words.at(after - 1).end());
    return after;
  }

  private int nextClause(int start, int end) {
    int at = start;
    while (at < end && !CLAUSES.contains(words.at(at).value())) {
      at = words.isSymbol(at, "(") || words.isSymbol(at, "[") ? words.closing(at) + 1 : at + 1;
    }
    return at;
  }

  /** Reads the clause that begins here and returns where the next one begins. */
  private int clause(int at, int end) {
    return switch (words.at(at).value()) {
      case "not" -> {
        if (words.isWord(at + 1, "null")) {
          constraints.add("ALTER COLUMN " + name + " SET NOT NULL");
        }
        yield at + 2;
      }
      case "null" -> at + 1;
      case "constraint" -> at + 2;
      case "unique" -> {
        constraints.add("ADD UNIQUE (" + name + ")");
        yield at + 1;
      }
      case "primary" -> {
        constraints.add("ADD PRIMARY KEY (" + name + ")");
        yield at + 2;
      }
      case "check" -> throw notToExisting("a check", at);
      case "references" -> throw notToExisting("a foreign key", at);
      default -> {
        int after = nextClause(at + 1, end);
        definition += ' ' + edits.apply(words.at(at).start(), words.at(after - 1).end());
        yield after;
      }
    };
  }

  private DatastoreException notToExisting(String constraint, int at) {
    return Refusals.notSupported(
            "adding a column with %s to a table that exists".formatted(constraint), words.at(at))
        .withHint("Declare it in CREATE TABLE.");
  }

  List<RewriteNotice> notices() {
    return notices;
  }

  /** Returns what the engine runs. */
  List<Step> steps(String head, boolean ifNotExists) {
    List<Step> steps = new ArrayList<>(sequences.definitions());
    steps.add(
        Step.asked(
            "%sADD COLUMN %s%s %s"
                .formatted(head, ifNotExists ? "IF NOT EXISTS " : "", name, definition)));
    constraints.forEach(constraint -> steps.add(Step.asked(head + constraint)));
    return steps;
  }
}
