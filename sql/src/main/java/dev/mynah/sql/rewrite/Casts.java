// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Rewrites {@code x::type} and {@code CAST(x AS type)} where the engine's types differ. */
final class Casts {
  private static final Pattern HEX = Pattern.compile("\\\\x(?:[0-9a-fA-F]{2})*");

  /** Columns of the catalog that are vectors: as text they are numbers with blanks between. */
  private static final Set<String> VECTORS =
      Set.of("indkey", "indclass", "indcollation", "indoption", "proargtypes");

  private final Words words;
  private final Edits edits;

  Casts(Words words, Edits edits) {
    this.words = words;
    this.edits = edits;
  }

  /** Rewrites the cast whose {@code ::} stands here. */
  void postfix(int at) {
    int type = afterPrefix(at + 1);
    String name = words.at(type).value();
    if (isExact(words.at(at - 1)) && TypeWords.isUnlimitedDecimal(words, type)) {
      edits.remove(words.at(at), words.at(type));
      return;
    }
    if (name.equals("bytea") && words.isString(at - 1)) {
      bytes(words.at(at - 1));
    }
    if (MomentLiteral.isOne(words.at(at - 1)) && MomentLiteral.isTypeOfTime(name)) {
      MomentLiteral.mark(words.at(at - 1), edits);
    }
    int last = TypeWords.end(words, type);
    if (TypeWords.isReference(name) && !words.isSymbol(type + 1, "[")) {
      reference(at, type, name);
    } else if (VECTORS.contains(words.at(at - 1).value()) && isTextAhead(at)) {
      edits.insert(words.at(words.startOfOperand(at - 1)).start(), "array_to_string(");
      edits.replace(words.at(at), words.at(last), ", ' ')");
    } else if (TypeWords.isLimitedText(words, type)) {
      int open = last - 2;
      edits.replace(
          words.at(at), words.at(last), "::varchar.left(%s)".formatted(words.at(open + 1).value()));
    } else if (words.isSymbol(last + 1, "[") && ArrayLiteral.isOne(words.at(at - 1))) {
      edits.replace(words.at(at - 1), words.at(at - 1), ArrayLiteral.toList(words.at(at - 1)));
      TypeWords.rename(words, edits, type);
    } else {
      TypeWords.rename(words, edits, type);
      TypeWords.dropSize(words, edits, type);
    }
  }

  /** A number with a point is a decimal of just its digits. */
  private static boolean isExact(Token number) {
    return number.kind() == TokenKind.NUMBER
        && number.value().indexOf('.') >= 0
        && number.value().toLowerCase(Locale.ROOT).indexOf('e') < 0;
  }

  /** PostgreSQL marks bytes once, {@code '\\x00ff'}, and the engine each of them. */
  private void bytes(Token literal) {
    if (isHex(literal)) {
      edits.replace(literal, literal, marked(literal));
    }
  }

  /** Tells whether a literal is bytes in PostgreSQL's hexadecimal form. */
  static boolean isHex(Token literal) {
    return literal.kind() == TokenKind.STRING
        && literal.value().startsWith("\\x")
        && HEX.matcher(literal.value()).matches();
  }

  /** Returns the literal of such bytes as the engine has it. */
  static String marked(Token literal) {
    return '\'' + literal.value().substring(2).replaceAll("..", "\\\\x$0") + '\'';
  }

  private int afterPrefix(int at) {
    return words.at(at).value().equals("pg_catalog") && words.isSymbol(at + 1, ".") ? at + 2 : at;
  }

  /**
   * A name given as text is looked up and becomes a number; a number becomes the name, unless a
   * number is asked for.
   */
  private void reference(int at, int type, String name) {
    boolean toNumber =
        words.isString(at - 1)
            || words.at(at - 1).kind() == TokenKind.PARAMETER
            || isNumberAhead(type + 1)
            || isArgumentOfNumber(at);
    if (toNumber && words.isSymbol(type + 1, "::") && isTextAhead(type + 1)) {
      toNumber = false;
    }
    edits.replace(
        words.at(at),
        words.at(type),
        "::varchar.%s_%s()".formatted(name, toNumber ? "number" : "name"));
  }

  /** Tells whether a function of the catalog is called with it, which takes numbers. */
  private boolean isArgumentOfNumber(int at) {
    int start = words.isSymbol(at - 1, ")") ? words.opening(at - 1) : words.startOfOperand(at - 1);
    String function = words.isSymbol(start - 1, "(") ? words.at(start - 2).value() : "";
    return function.endsWith("_description")
        || function.startsWith("has_")
        || (function.startsWith("pg_") && !function.equals("pg_typeof"));
  }

  /**
   * The call of to_regclass or to_regtype: compared with something or cast, it is a number, else a
   * name.
   */
  void reference(int at) {
    int after = words.isSymbol(at + 1, "(") ? words.closing(at + 1) + 1 : at;
    int before = words.isSymbol(at - 1, ".") ? at - 3 : at - 1;
    boolean isCompared =
        words.at(before).kind() == TokenKind.OPERATOR
            || words.at(after).kind() == TokenKind.OPERATOR;
    if (after > at && (isCompared || isNumberAhead(after))) {
      edits.replace(words.at(at), words.at(at), words.at(at).value() + "_number");
    }
  }

  private boolean isNumberAhead(int at) {
    int type = afterPrefix(at + 1);
    return words.isSymbol(at, "::")
        && (words.isWord(type, "oid")
            || words.at(type).value().startsWith("int")
            || words.isWord(type, "bigint"));
  }

  private boolean isTextAhead(int at) {
    int type = afterPrefix(at + 1);
    return words.isWord(type, "text")
        || words.isWord(type, "varchar")
        || words.isWord(type, "name");
  }

  /** Rewrites the call of CAST that begins here. */
  void call(int at) {
    if (!words.isSymbol(at + 1, "(")) {
      return;
    }
    int close = words.closing(at + 1);
    int as = words.lastAs(at + 2, close);
    if (as < 0) {
      return;
    }
    int type = afterPrefix(as + 1);
    String name = words.at(type).value();
    if (as == at + 3 && MomentLiteral.isOne(words.at(at + 2)) && MomentLiteral.isTypeOfTime(name)) {
      MomentLiteral.mark(words.at(at + 2), edits);
    }
    if (TypeWords.isReference(name) && type == close - 1) {
      boolean toNumber = words.isString(at + 2) || words.at(at + 2).kind() == TokenKind.PARAMETER;
      edits.replace(words.at(type), words.at(type), "varchar");
      edits.insert(words.at(at).start(), name + (toNumber ? "_number(" : "_name("));
      edits.insert(words.at(close).end(), ")");
    } else if (TypeWords.isLimitedText(words, type)) {
      int last = TypeWords.end(words, type);
      edits.replace(words.at(type), words.at(last), "varchar");
      edits.insert(words.at(at).start(), "left(");
      edits.insert(words.at(close).end(), ", %s)".formatted(words.at(last - 1).value()));
    } else {
      TypeWords.rename(words, edits, type);
      TypeWords.dropSize(words, edits, type);
    }
  }
}
