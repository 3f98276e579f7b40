// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import java.util.Locale;
import java.util.Optional;

/** The clauses of a column or constraint in CREATE TABLE. */
final class ColumnClauses {
  private final Words words;
  private final Edits edits;
  private final OwnedSequences sequences;

  ColumnClauses(Words words, Edits edits, OwnedSequences sequences) {
    this.words = words;
    this.edits = edits;
    this.sequences = sequences;
  }

  /** Rewrites a column's name, type and clauses. */
  void column(int start, int end) {
    String name = words.at(start).value();
    FreeWords.quoteColumn(words, edits, start);
    int type = start + 1;
    if (words.at(type).value().equals("pg_catalog") && words.isSymbol(type + 1, ".")) {
      type += 2;
    }
    Optional<String> counted = countedType(words.at(type).value());
    if (counted.isPresent()) {
      edits.replace(
          words.at(type),
          words.at(type),
          "%s NOT NULL DEFAULT %s"
              .formatted(counted.get(), sequences.valueFor(name, "", "serial")));
    }
    int last = TypeWords.end(words, type);
    if (TypeWords.isLimitedText(words, type)) {
      edits.replace(words.at(type), words.at(last), "varchar");
      edits.insert(
          words.at(end - 1).end(),
          ' ' + lengthCheck(name, words.at(type).value(), words.at(last - 1).value(), last - type));
    }
    TypeWords.rename(words, edits, type);
    TypeWords.dropSize(words, edits, type);
    clauses(last + 1, end, name);
  }

  /** Returns the number type of a column that counts by itself. */
  static Optional<String> countedType(String type) {
    return switch (type) {
      case "serial", "serial4" -> Optional.of("integer");
      case "bigserial", "serial8" -> Optional.of("bigint");
      case "smallserial", "serial2" -> Optional.of("smallint");
      default -> Optional.empty();
    };
  }

  /** A check whose failure is PostgreSQL's error for a text that is too long. */
  private static String lengthCheck(String column, String type, String length, int typeWords) {
    boolean varying = type.equals("varchar") || typeWords > 3;
    String message =
        "value too long for type %s(%s)"
            .formatted(varying ? "character varying" : "character", length);
    return "CHECK (CASE WHEN length(%s) > %s THEN error(%s) ELSE true END)"
        .formatted(Identifiers.quote(column), length, Identifiers.literal(message));
  }

  /** Rewrites a constraint of the table. */
  void constraint(int start, int end) {
    clauses(start, end, "");
  }

  private void clauses(int start, int end, String column) {
    int at = start;
    while (at < end) {
      if (words.isSymbol(at, "(")) {
        at = words.closing(at) + 1;
      } else {
        at = clause(at, column) + 1;
      }
    }
  }

  /** Rewrites the clause that begins here, and returns its last token. */
  private int clause(int at, String column) {
    return switch (words.at(at).value()) {
      case "generated" -> generated(at, column);
      case "auto_increment", "autoincrement" -> identity(at, at, column, "", "by default");
      case "on" -> {
        refuseAction(at);
        yield at;
      }
      case "not" -> words.isWord(at + 1, "deferrable") ? removed(at, at + 1) : at;
      case "deferrable" -> removed(at, at);
      case "initially" -> removed(at, at + 1);
      case "match" -> words.isWord(at + 1, "simple") ? removed(at, at + 1) : at;
      default -> at;
    };
  }

  /** The engine checks at once, which is stricter than being told to check later. */
  private int removed(int first, int last) {
    edits.remove(words.at(first), words.at(last));
    return last;
  }

  private int generated(int at, String column) {
    boolean always = words.isWord(at + 1, "always");
    int as = at + (always ? 2 : 3);
    if (words.areWords(as, "as", "identity")) {
      int last = words.isSymbol(as + 2, "(") ? words.closing(as + 2) : as + 1;
      String options = last > as + 1 ? words.between(as + 3, last - 1) : "";
      return identity(at, last, column, options, always ? "always" : "by default");
    }
    int close = words.isSymbol(as + 1, "(") ? words.closing(as + 1) : as;
    if (words.isWord(close + 1, "stored")) {
      // The engine computes it whenever it is read, with the same result.
      edits.replace(words.at(close + 1), words.at(close + 1), "VIRTUAL");
      return close + 1;
    }
    return close;
  }

  private int identity(int first, int last, String column, String options, String how) {
    edits.replace(
        words.at(first),
        words.at(last),
        "NOT NULL DEFAULT "
            + sequences.valueFor(column, options, "generated %s as identity".formatted(how)));
    return last;
  }

  /** What happens to the rows of a child table must not silently be left out. */
  private void refuseAction(int at) {
    boolean ofReference = words.isWord(at + 1, "delete") || words.isWord(at + 1, "update");
    if (ofReference && (words.isWord(at + 2, "cascade") || words.isWord(at + 2, "set"))) {
      String action =
          "ON %s %s"
              .formatted(words.at(at + 1).value(), words.between(at + 2, at + 2))
              .toUpperCase(Locale.ROOT);
      boolean isSet = words.isWord(at + 2, "set");
      throw Refusals.notSupported(
              isSet ? action + ' ' + words.at(at + 3).value().toUpperCase(Locale.ROOT) : action,
              words.at(at))
          .withHint("Leave it out, and change the rows of the child table yourself.");
    }
  }
}
