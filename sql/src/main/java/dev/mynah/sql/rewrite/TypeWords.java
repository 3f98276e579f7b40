// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.data.DataType;
import dev.mynah.sql.tree.TokenKind;
import java.util.Map;
import java.util.Set;

/** Where types are written, and which of them the engine has otherwise. */
final class TypeWords {
  private static final Set<String> REFERENCES =
      Set.of("regclass", "regtype", "regproc", "regprocedure", "regrole", "regnamespace");

  private static final Set<String> LIMITED_TEXTS = Set.of("varchar", "char", "bpchar", "character");

  private static final Set<String> WITH_SIZE =
      Set.of(
          "timestamp",
          "timestamptz",
          "time",
          "timetz",
          "tinyint",
          "smallint",
          "int",
          "integer",
          "bigint");

  /** PostgreSQL's names of types that the engine calls otherwise. */
  private static final Map<String, String> RENAMED =
      Map.of("jsonb", "json", "name", "varchar", "bpchar", "varchar");

  /** Decimals whose digits nobody limits; the engine would give them three behind the point. */
  private static final Set<String> DECIMALS = Set.of("numeric", "decimal", "dec");

  private static final String UNLIMITED =
      "DECIMAL(%d,%d)".formatted(DataType.NUMERIC.precision(), DataType.NUMERIC.scale());

  private TypeWords() {}

  /** Writes the engine's name of the type that stands here. */
  static void rename(Words words, Edits edits, int type) {
    String name = RENAMED.get(words.at(type).value());
    if (isUnlimitedDecimal(words, type)) {
      name = UNLIMITED;
    } else if (words.isWord(type, "float")) {
      binaryFloat(words, edits, type);
    }
    if (name != null && !isLimitedText(words, type)) {
      edits.replace(words.at(type), words.at(type), name);
    }
  }

  /** FLOAT has 53 bits, and FLOAT(n) at least n; the engine's has 24. */
  private static void binaryFloat(Words words, Edits edits, int type) {
    boolean isSized = words.isSymbol(type + 1, "(") && words.isSymbol(type + 3, ")");
    boolean isShort = isSized && words.at(type + 2).value().matches("[1-9]|1\\d|2[0-4]");
    edits.replace(words.at(type), words.at(isSized ? type + 3 : type), isShort ? "REAL" : "DOUBLE");
  }

  /** Tells whether a decimal without a precision stands here, or an array of such. */
  static boolean isUnlimitedDecimal(Words words, int type) {
    return words.at(type).kind() == TokenKind.IDENTIFIER
        && DECIMALS.contains(words.at(type).value())
        && !words.isSymbol(type + 1, "(");
  }

  /** Tells whether values of the type stand for entries of the catalog. */
  static boolean isReference(String name) {
    return REFERENCES.contains(name);
  }

  /** Returns the last token of a type, its length or precision included, brackets not. */
  static int end(Words words, int type) {
    int last = type;
    boolean isVarying = words.isWord(type + 1, "varying");
    boolean isDouble = words.areWords(type, "double", "precision");
    if (isVarying || isDouble) {
      last++;
    }
    return words.isSymbol(last + 1, "(") ? words.closing(last + 1) : last;
  }

  /** Tells whether the type is a text of limited length, {@code varchar(20)}. */
  static boolean isLimitedText(Words words, int type) {
    int last = end(words, type);
    return words.at(type).kind() == TokenKind.IDENTIFIER
        && LIMITED_TEXTS.contains(words.at(type).value())
        && words.isSymbol(last, ")")
        && words.isSymbol(last - 2, "(")
        && words.at(last - 1).kind() == TokenKind.NUMBER
        && !words.isSymbol(last + 1, "[");
  }

  /**
   * Drops the precision of a time, as the engine always keeps microseconds, and MySQL's width of an
   * integer, which never meant a limit.
   */
  static void dropSize(Words words, Edits edits, int type) {
    if (WITH_SIZE.contains(words.at(type).value())
        && words.isSymbol(type + 1, "(")
        && words.isSymbol(type + 3, ")")) {
      edits.remove(words.at(type + 1), words.at(type + 3));
    }
  }
}
