// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;

/**
 * The name that PostgreSQL gives to a column of a result that has none: that of the column or
 * function it comes from, of its type if it is only a constant, else {@code ?column?}.
 *
 * <p>After {@code FigureColnameInternal} of PostgreSQL 15's parser.
 *
 * @param after the index behind the expression; {@link #UNKNOWN} for what cannot be told
 * @param name empty where there is none
 * @param isStrong whether a cast around it keeps the name
 */
record Heading(int after, String name, boolean isStrong) {
  static final int UNKNOWN = -1;

  /** What an expression is called that gives no name. */
  static final String NONE = "?column?";

  private static final Heading NOT_KNOWN = new Heading(UNKNOWN, "", false);

  /** Tells whether the whole of a piece that ends here was understood. */
  boolean reaches(int end) {
    return after == end;
  }

  /** Reads a plain operand, with what can stand behind it, but no operator. */
  static Heading of(Words words, int at) {
    Heading operand = operand(words, at);
    return operand.after == UNKNOWN ? operand : suffixes(words, operand);
  }

  private static Heading operand(Words words, int at) {
    Token token = words.at(at);
    return switch (token.kind()) {
      case NUMBER, STRING, BIT_STRING, PARAMETER -> nameless(at + 1);
      case SYMBOL ->
          switch (token.value()) {
            case "(" -> parentheses(words, at);
            case "[" -> strong(words.closing(at) + 1, "array");
            default -> NOT_KNOWN;
          };
      case OPERATOR -> NOT_KNOWN;
      case QUOTED_IDENTIFIER -> dotted(words, at);
      case IDENTIFIER -> word(words, at);
    };
  }

  private static Heading word(Words words, int at) {
    boolean opens = words.isSymbol(at + 1, "(");
    String value = words.at(at).value();
    return switch (value) {
      case "not", "select", "distinct", "from", "lambda" -> NOT_KNOWN;
      case "null", "true", "false" -> nameless(at + 1);
      case "case" -> caseOf(words, at);
      case "cast", "try_cast" -> opens ? cast(words, at) : dotted(words, at);
      case "trim" -> opens ? trim(words, at) : dotted(words, at);
      case "array" ->
          opens || words.isSymbol(at + 1, "[")
              ? strong(words.closing(at + 1) + 1, value)
              : dotted(words, at);
      case "interval" -> interval(words, at);
      default -> {
        int type = TypeNames.end(words, at);
        yield words.isString(type + 1)
            ? weak(type + 2, TypeNames.of(words, at))
            : dotted(words, at);
      }
    };
  }

  /** A column, or the call of a function. */
  private static Heading dotted(Words words, int at) {
    int after = words.afterName(at);
    if (words.isSymbol(after - 1, ".")) {
      return NOT_KNOWN;
    }
    String name = words.at(after - 1).value();
    return words.isSymbol(after, "(")
        ? strong(afterCall(words, words.closing(after) + 1), name)
        : strong(after, name);
  }

  /** Passes FILTER, WITHIN GROUP, IGNORE NULLS and OVER. */
  private static int afterCall(Words words, int at) {
    int after = at;
    if (words.areWords(after, "within", "group") && words.isSymbol(after + 2, "(")) {
      after = words.closing(after + 2) + 1;
    }
    if (words.isWord(after, "filter") && words.isSymbol(after + 1, "(")) {
      after = words.closing(after + 1) + 1;
    }
    if (words.areWords(after, "ignore", "nulls") || words.areWords(after, "respect", "nulls")) {
      after += 2;
    }
    if (words.isWord(after, "over")) {
      after = words.isSymbol(after + 1, "(") ? words.closing(after + 1) + 1 : after + 2;
    }
    return after;
  }

  private static Heading parentheses(Words words, int at) {
    int close = words.closing(at);
    if (words.isWord(at + 1, "select")) {
      return strong(close + 1, SelectList.firstName(words, at + 1));
    }
    if (words.isWord(at + 1, "with") || words.isWord(at + 1, "values")) {
      return NOT_KNOWN;
    }
    if (words.endOfItem(at + 1, close) < close) {
      return strong(close + 1, "row");
    }
    Heading inner = of(words, at + 1);
    return inner.reaches(close)
        ? new Heading(close + 1, inner.name, inner.isStrong)
        : nameless(close + 1);
  }

  /** CASE has the name of what stands behind ELSE. */
  private static Heading caseOf(Words words, int at) {
    int depth = 0;
    int otherwise = UNKNOWN;
    for (int index = at; index < words.size(); index++) {
      if (words.isSymbol(index, "(") || words.isSymbol(index, "[")) {
        index = words.closing(index);
      } else if (words.isWord(index, "case")) {
        depth++;
      } else if (words.isWord(index, "else") && depth == 1) {
        otherwise = index + 1;
      } else if (words.isWord(index, "end") && --depth == 0) {
        Heading last = otherwise == UNKNOWN ? NOT_KNOWN : of(words, otherwise);
        return last.reaches(index) && last.isStrong
            ? strong(index + 1, last.name)
            : weak(index + 1, "case");
      }
    }
    return NOT_KNOWN;
  }

  private static Heading cast(Words words, int at) {
    int close = words.closing(at + 1);
    int as = words.lastAs(at + 2, close);
    if (as < 0) {
      return NOT_KNOWN;
    }
    Heading inner = of(words, at + 2);
    return inner.reaches(as) && inner.isStrong
        ? strong(close + 1, inner.name)
        : weak(close + 1, TypeNames.of(words, as + 1));
  }

  private static Heading trim(Words words, int at) {
    String name =
        switch (words.at(at + 2).value()) {
          case "leading" -> "ltrim";
          case "trailing" -> "rtrim";
          default -> "btrim";
        };
    return strong(words.closing(at + 1) + 1, name);
  }

  private static Heading interval(Words words, int at) {
    if (!words.isString(at + 1)) {
      return words.at(at + 1).kind() == TokenKind.NUMBER ? NOT_KNOWN : dotted(words, at);
    }
    boolean hasUnit = TypeNames.isIntervalUnit(words.at(at + 2));
    return weak(at + (hasUnit ? 3 : 2), "interval");
  }

  /** Passes casts, elements, fields, collations and time zones behind an operand. */
  private static Heading suffixes(Words words, Heading operand) {
    Heading heading = operand;
    while (heading.after < words.size()) {
      int at = heading.after;
      if (words.isSymbol(at, "::")) {
        int after = TypeNames.end(words, at + 1) + 1;
        heading =
            heading.isStrong
                ? strong(after, heading.name)
                : weak(after, TypeNames.of(words, at + 1));
      } else if (words.isSymbol(at, "[")) {
        heading = new Heading(words.closing(at) + 1, heading.name, heading.isStrong);
      } else if (words.isSymbol(at, ".") && words.at(at + 1).isName()) {
        int after = words.isSymbol(at + 2, "(") ? words.closing(at + 2) + 1 : at + 2;
        heading = strong(after, words.at(at + 1).value());
      } else if (words.isWord(at, "collate")) {
        heading = new Heading(words.afterName(at + 1), heading.name, heading.isStrong);
      } else if (words.areWords(at, "at", "time", "zone")) {
        int after = operand(words, at + 3).after;
        heading = after == UNKNOWN ? NOT_KNOWN : strong(after, "timezone");
      } else {
        break;
      }
      if (heading.after <= at) {
        return NOT_KNOWN;
      }
    }
    return heading;
  }

  private static Heading nameless(int after) {
    return new Heading(after, "", false);
  }

  private static Heading weak(int after, String name) {
    return new Heading(after, name, false);
  }

  private static Heading strong(int after, String name) {
    return new Heading(after, name, true);
  }
}
