// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.HashSet;
import java.util.Set;

/** Gives the columns of a query the names that they have in PostgreSQL, and the engine's not. */
final class SelectList {
  /** Words that end a list. */
  private static final Set<String> ENDS =
      Set.of(
          "from",
          "where",
          "group",
          "having",
          "window",
          "union",
          "except",
          "intersect",
          "order",
          "limit",
          "offset",
          "fetch",
          "for",
          "into");

  /** Words behind which a query begins whose columns somebody sees. */
  private static final Set<String> BEFORE_QUERIES =
      Set.of("from", "join", "lateral", "as", "materialized", "explain", "analyze", "verbose");

  /** Words that are no name of what stands before them. */
  private static final Set<String> VALUES =
      Set.of("null", "true", "false", "end", "isnull", "notnull", "unknown");

  /** Reserved words that need something behind them, which is then no name. */
  private static final Set<String> NEEDS_OPERAND =
      Set.of("and", "or", "not", "like", "ilike", "in", "is", "when", "then", "else", "case");

  private final Words words;
  private final Edits edits;
  private final boolean differing;
  private final Set<String> given = new HashSet<>();

  /**
   * @param differing whether no two columns may get the same name
   */
  SelectList(Words words, Edits edits, boolean differing) {
    this.words = words;
    this.edits = edits;
    this.differing = differing;
  }

  /** Tells whether the columns of the query that begins here are seen outside of it. */
  static boolean isSeen(Words words, int select) {
    Token before = words.at(select - 1);
    if (before.isSymbol("(")) {
      Token outer = words.at(select - 2);
      return select == 1
          || outer.isSymbol("(")
          || outer.isSymbol(",")
          || (outer.kind() == TokenKind.IDENTIFIER && BEFORE_QUERIES.contains(outer.value()));
    }
    return select == 0
        || before.isSymbol(")")
        || (before.kind() == TokenKind.IDENTIFIER && BEFORE_QUERIES.contains(before.value()));
  }

  /** Returns the name of a query's first column; empty when it has none of its own. */
  static String firstName(Words words, int select) {
    int start = afterSelect(words, select);
    int end = endOfItem(words, start);
    if (words.isWord(end - 2, "as")) {
      return words.at(end - 1).value();
    }
    Heading heading = Heading.of(words, start);
    return heading.after() == end - 1 && words.at(end - 1).isName()
        ? words.at(end - 1).value()
        : heading.reaches(end) ? heading.name() : "";
  }

  /** Returns where the list of the query begins whose SELECT stands here. */
  static int afterSelect(Words words, int select) {
    int at = select + 1;
    if (words.isWord(at, "all")) {
      return at + 1;
    }
    if (!words.isWord(at, "distinct")) {
      return at;
    }
    return words.isWord(at + 1, "on") && words.isSymbol(at + 2, "(")
        ? words.closing(at + 2) + 1
        : at + 1;
  }

  /** Names the columns of the list that begins here. */
  void items(int start) {
    int item = start;
    int end = endOfItem(words, item);
    while (end > item) {
      item(item, end);
      if (!words.isSymbol(end, ",")) {
        break;
      }
      item = end + 1;
      end = endOfItem(words, item);
    }
  }

  /** Returns where the item of the list ends that begins here. */
  static int endOfItem(Words words, int start) {
    int at = start;
    while (at < words.size()) {
      Token token = words.at(at);
      if (token.kind() == TokenKind.SYMBOL) {
        switch (token.value()) {
          case "(", "[", "{" -> at = words.closing(at);
          case ")", "]", "}", ",", ";" -> {
            return at;
          }
          default -> {}
        }
      } else if (token.kind() == TokenKind.IDENTIFIER && isEnd(words, at, token.value())) {
        return at;
      }
      at++;
    }
    return words.size();
  }

  private static boolean isEnd(Words words, int at, String word) {
    if (words.isSymbol(at - 1, ".") || !ENDS.contains(word)) {
      // WITH [NO] DATA behind a table made from a query.
      return word.equals("with")
          && (words.isWord(at + 1, "no") || words.isWord(at + 1, "data"))
          && !words.isSymbol(at - 1, ".");
    }
    return switch (word) {
      case "from" -> !words.isWord(at - 1, "distinct");
      case "group" -> !words.isWord(at - 1, "within");
      default -> true;
    };
  }

  private void item(int start, int end) {
    if (isPlainColumn(start, end) || words.isWord(end - 2, "as") || isForEngineOnly(start, end)) {
      return;
    }
    Heading heading = Heading.of(words, start);
    if (heading.reaches(end)) {
      give(end, heading.name().isEmpty() ? Heading.NONE : heading.name());
    } else if (isSurelyWithoutName(end)) {
      give(end, Heading.NONE);
    }
  }

  private boolean isPlainColumn(int start, int end) {
    Token token = words.at(start);
    if (!token.isName() || words.afterName(start) != end || words.isSymbol(end - 1, ".")) {
      return false;
    }
    boolean isValue = token.kind() == TokenKind.IDENTIFIER && VALUES.contains(token.value());
    return !isValue;
  }

  /** Stars stand for several columns, and {@code name: value} has a name. */
  private boolean isForEngineOnly(int start, int end) {
    if (words.isSymbol(start, "*") || words.isSymbol(start + 1, ":")) {
      return true;
    }
    for (int at = start; at < end; at++) {
      boolean isColumns = words.isWord(at, "columns") && words.isSymbol(at + 1, "(");
      if (isColumns || (words.isSymbol(at, "*") && words.isSymbol(at - 1, "."))) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether the last word of an expression with operators belongs to it for sure. */
  private boolean isSurelyWithoutName(int end) {
    Token last = words.at(end - 1);
    Token before = words.at(end - 2);
    return switch (last.kind()) {
      case NUMBER, STRING, BIT_STRING, PARAMETER -> true;
      case SYMBOL -> last.isSymbol(")") || last.isSymbol("]");
      case OPERATOR -> false;
      case IDENTIFIER, QUOTED_IDENTIFIER ->
          (last.kind() == TokenKind.IDENTIFIER && VALUES.contains(last.value()))
              || before.kind() == TokenKind.OPERATOR
              || before.isSymbol("::")
              || before.isSymbol(".")
              || (before.kind() == TokenKind.IDENTIFIER && NEEDS_OPERAND.contains(before.value()));
    };
  }

  private void give(int end, String name) {
    if (given.add(name) || !differing) {
      edits.insert(words.at(end - 1).end(), " AS " + Identifiers.quote(name));
    }
  }
}
