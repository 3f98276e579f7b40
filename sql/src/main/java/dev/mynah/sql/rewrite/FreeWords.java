// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.Set;

/**
 * Words that the engine keeps for itself and PostgreSQL does not: where they are names, they are
 * put in quotes.
 */
final class FreeWords {
  private static final Set<String> ALL =
      Set.of(
          "anti",
          "asof",
          "at",
          "by",
          "columns",
          "describe",
          "generated",
          "glob",
          "grouping_id",
          "lambda",
          "map",
          "pivot",
          "pivot_longer",
          "pivot_wider",
          "positional",
          "qualify",
          "semi",
          "show",
          "struct",
          "summarize",
          "try_cast",
          "tuple",
          "unpack",
          "unpivot");

  /** The words that make a keyword of BY. */
  private static final Set<String> BEFORE_BY =
      Set.of("order", "group", "partition", "increment", "generated", "owned", "partitioned");

  private static final Set<String> JOINS =
      Set.of("join", "left", "right", "full", "inner", "outer", "cross");

  /** Words behind which a name or an expression begins. */
  private static final Set<String> BEFORE_NAMES =
      Set.of(
          "select",
          "distinct",
          "all",
          "from",
          "join",
          "into",
          "update",
          "table",
          "column",
          "add",
          "as",
          "where",
          "and",
          "or",
          "not",
          "on",
          "by",
          "set",
          "when",
          "then",
          "else",
          "case",
          "in",
          "returning",
          "having",
          "drop",
          "rename",
          "to",
          "references",
          "exists",
          "only");

  /** Words that stand behind a name, or behind an expression that ends with one. */
  private static final Set<String> AFTER_NAMES =
      Set.of(
          "from", "as", "is", "asc", "desc", "and", "or", "not", "in", "like", "ilike", "between",
          "nulls", "where", "group", "order", "limit", "then", "else", "end", "when", "collate",
          "to", "type", "set", "union");

  private FreeWords() {}

  /** Puts the word that stands here in quotes if it is a name. */
  static void quote(Words words, Edits edits, int at) {
    if (ALL.contains(words.at(at).value()) && isName(words, at)) {
      mark(words, edits, at);
    }
  }

  /** Puts the name of a column that is defined here in quotes, if the engine needs it. */
  static void quoteColumn(Words words, Edits edits, int at) {
    if (words.at(at).kind() == TokenKind.IDENTIFIER && ALL.contains(words.at(at).value())) {
      mark(words, edits, at);
    }
  }

  private static void mark(Words words, Edits edits, int at) {
    Token token = words.at(at);
    edits.replace(token, token, Identifiers.quote(token.value()));
  }

  private static boolean isName(Words words, int at) {
    Token next = words.at(at + 1);
    if (words.isSymbol(at - 1, ".") || next.isSymbol(".")) {
      return true;
    }
    return switch (words.at(at).value()) {
      case "by" -> !BEFORE_BY.contains(words.at(at - 1).value());
      case "at" -> !words.areWords(at + 1, "time", "zone") && !next.isSymbol("(");
      case "generated" -> !next.isWord("always") && !next.isWord("by");
      case "lambda" -> !next.isName() || isBehindName(words, at + 1);
      case "anti", "asof", "semi", "positional" -> !JOINS.contains(next.value());
      case "columns", "grouping_id", "map", "struct", "try_cast", "tuple", "unpack" ->
          !next.isSymbol("(") && !next.isSymbol("{") && !next.isSymbol("[");
      default -> at > 0 && (isBehindName(words, at + 1) || isBeforeName(words, at - 1));
    };
  }

  private static boolean isBeforeName(Words words, int at) {
    Token token = words.at(at);
    return token.isSymbol(",")
        || (token.kind() == TokenKind.IDENTIFIER && BEFORE_NAMES.contains(token.value()));
  }

  private static boolean isBehindName(Words words, int at) {
    Token token = words.at(at);
    return at >= words.size()
        || token.kind() == TokenKind.OPERATOR
        || token.isSymbol(",")
        || token.isSymbol(")")
        || token.isSymbol("::")
        || (token.kind() == TokenKind.IDENTIFIER && AFTER_NAMES.contains(token.value()));
  }
}
