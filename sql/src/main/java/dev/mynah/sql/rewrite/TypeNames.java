// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.Set;

/** Types as statements write them, and the names that PostgreSQL's catalog has for them. */
final class TypeNames {
  private static final Set<String> INTERVAL_UNITS =
      Set.of(
          "year", "month", "day", "hour", "minute", "second", "years", "months", "days", "hours",
          "minutes", "seconds");

  private TypeNames() {}

  /** Returns the last token of the type that begins here, with its digits and brackets. */
  static int end(Words words, int type) {
    int start = withoutPrefix(words, type);
    int last = TypeWords.end(words, start);
    boolean isTime = words.isWord(start, "timestamp") || words.isWord(start, "time");
    boolean hasZone = words.isWord(last + 1, "with") || words.isWord(last + 1, "without");
    if (isTime && hasZone && words.areWords(last + 2, "time", "zone")) {
      last += 3;
    }
    while (words.isSymbol(last + 1, "[")) {
      last = words.closing(last + 1);
    }
    return last;
  }

  /** Returns the catalog's name of the type that begins here; an array has that of its elements. */
  static String of(Words words, int type) {
    int start = withoutPrefix(words, type);
    Token token = words.at(start);
    if (token.kind() == TokenKind.QUOTED_IDENTIFIER) {
      return token.value();
    }
    return switch (token.value()) {
      case "int", "integer" -> "int4";
      case "bigint" -> "int8";
      case "smallint" -> "int2";
      case "real" -> "float4";
      case "float" -> "float8";
      case "double" -> words.isWord(start + 1, "precision") ? "float8" : "double";
      case "decimal", "dec" -> "numeric";
      case "boolean" -> "bool";
      case "char", "character" -> words.isWord(start + 1, "varying") ? "varchar" : "bpchar";
      case "timestamp", "time" -> isZoned(words, start) ? token.value() + "tz" : token.value();
      default -> token.value();
    };
  }

  private static boolean isZoned(Words words, int start) {
    return words.isWord(TypeWords.end(words, start) + 1, "with");
  }

  /** Tells whether this can stand behind the text of an interval. */
  static boolean isIntervalUnit(Token token) {
    return token.kind() == TokenKind.IDENTIFIER && INTERVAL_UNITS.contains(token.value());
  }

  private static int withoutPrefix(Words words, int type) {
    int start = type;
    while (words.at(start).isName() && words.isSymbol(start + 1, ".")) {
      start += 2;
    }
    return start;
  }
}
