// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rewrites what can stand anywhere in a statement, in one pass over its tokens. */
final class Expressions {
  private static final String PG_CATALOG = "pg_catalog";

  /** What arrays in quotes are compared with. */
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "@>", "<@", "&&");

  private final Words words;
  private final Edits edits;
  private final Casts casts;
  private final List<String> parameterTypes;
  private final Headings headings;
  private final RowFunctions scalars;
  private final JsonOperators json;
  private final WideRows rows;
  private final boolean isLasting;
  private boolean locks;

  /**
   * Makes what rewrites a statement.
   *
   * @param isLasting whether its text is kept, and must follow what is defined later
   */
  Expressions(
      Words words,
      Edits edits,
      List<String> parameterTypes,
      Headings headings,
      Relations relations,
      boolean isLasting) {
    this.rows = new WideRows(words, edits, relations);
    this.isLasting = isLasting;
    this.words = words;
    this.edits = edits;
    this.parameterTypes = parameterTypes;
    this.headings = headings;
    this.scalars = new RowFunctions(words, edits, parameterTypes, relations);
    this.casts = new Casts(words, edits);
    this.json = new JsonOperators(words, edits, relations);
  }

  /** Makes the edits, and tells whether the statement locks the rows that it reads. */
  boolean apply() {
    for (int at = 0; at < words.size(); at++) {
      Token token = words.at(at);
      switch (token.kind()) {
        case IDENTIFIER -> word(at, token);
        case QUOTED_IDENTIFIER -> {
          if (token.value().equals(PG_CATALOG)) {
            catalogName(at);
          } else if (token.value().equals("information_schema")) {
            informationName(at);
          }
        }
        case PARAMETER -> parameter(at, token);
        case SYMBOL -> {
          if (token.value().equals("::")) {
            casts.postfix(at);
          }
        }
        case OPERATOR -> operator(at, token);
        case STRING -> {
          if (MomentLiteral.isOne(token) && MomentLiteral.isTypeOfTime(words.at(at - 1).value())) {
            MomentLiteral.mark(token, edits);
          }
        }
        case BIT_STRING, NUMBER -> {}
      }
    }
    headings.apply();
    return locks;
  }

  private void word(int at, Token token) {
    switch (token.value()) {
      case PG_CATALOG -> catalogName(at);
      case "information_schema" -> informationName(at);
      case "operator" -> operatorName(at);
      case "collate" -> collation(at);
      case "cast" -> casts.call(at);
      case "any", "all", "some" -> quantified(at);
      case "for" -> forUpdate(at);
      case "overriding" -> overriding(at);
      case "select" -> query(at);
      case "values" -> ValuesList.name(words, edits, at);
      case "returning" -> headings.ofReturning(at);
      case "from", "join", "lateral" -> scalars.inFrom(at + 1);
      case "generate_series" -> SetFunctions.unfold(words, edits, at);
      default -> {
        if (!isLasting) {
          rows.call(at);
        }
        call(at, token);
        FreeWords.quote(words, edits, at);
      }
    }
  }

  /** {@code EXISTS (SELECT FROM t)} asks for no columns, which the engine must be told of one. */
  private void query(int at) {
    if (words.isWord(at + 1, "from") && words.isSymbol(at - 1, "(")) {
      edits.insert(words.at(at).end(), " 1");
    } else {
      headings.ofQuery(at);
    }
  }

  /** PostgreSQL's functions whose arguments are any number, which no macro can stand for. */
  private void call(int at, Token token) {
    String name = token.value();
    if (name.equals("pg_partition_ancestors") && words.isSymbol(at + 1, "(")) {
      noPartitions(at);
      return;
    }
    if (name.equals("to_regclass") || name.equals("to_regtype")) {
      casts.reference(at);
      return;
    }
    if (name.startsWith("json") && words.isSymbol(at + 1, "(")) {
      if (name.startsWith("jsonb_path_")) {
        throw Refusals.notSupported(name, token);
      }
      SetFunctions.unfold(words, edits, at);
    }
    if ((!name.startsWith("json") && !name.equals("to_jsonb")) || !words.isSymbol(at + 1, "(")) {
      return;
    }
    String engines =
        switch (name) {
          case "json_build_object", "jsonb_build_object" -> "json_object";
          case "json_build_array", "jsonb_build_array" -> "json_array";
          case "json_agg", "jsonb_agg" -> "json_group_array";
          case "json_object_agg", "jsonb_object_agg" -> "json_group_object";
          case "jsonb_array_length" -> "json_array_length";
          case "to_jsonb" -> "to_json";
          default -> name;
        };
    if (!engines.equals(name)) {
      edits.replace(token, token, engines);
    }
  }

  /** Rows can stand in FROM and in SELECT, as those of unnest can and those of macros cannot. */
  private void noPartitions(int at) {
    int close = words.closing(at + 1);
    int name = words.isWord(close + 1, "as") ? close + 2 : close + 1;
    boolean isTable =
        SetFunctions.isTable(words, at)
            && !RowFunctions.isAlias(words, name)
            && !words.isWord(name, "with");
    edits.replace(
        words.at(at),
        words.at(close),
        "unnest(CAST([] AS BIGINT[]))" + (isTable ? " AS pg_partition_ancestors(relid)" : ""));
  }

  /** Relations of the catalog are ours; its types and functions are found without a prefix. */
  private void catalogName(int at) {
    if (!words.isSymbol(at + 1, ".") || words.isSymbol(at - 1, ".")) {
      return;
    }
    Token name = words.at(at + 2);
    boolean isCall = words.isSymbol(at + 3, "(");
    boolean isType = words.isSymbol(at - 1, "::") || words.isWord(at - 1, "as");
    boolean isRelation = name.isName() && name.value().startsWith("pg_") && !isCall && !isType;
    if (isRelation) {
      edits.replace(words.at(at), words.at(at), Rewriter.CATALOG);
    } else {
      edits.remove(words.at(at), words.at(at + 1));
    }
  }

  private void informationName(int at) {
    if (!words.isSymbol(at + 1, ".") || words.isSymbol(at - 1, ".")) {
      return;
    }
    if (words.isSymbol(at + 3, "(")) {
      edits.remove(words.at(at), words.at(at + 1));
    } else {
      edits.replace(words.at(at), words.at(at), Rewriter.INFORMATION);
    }
  }

  /** {@code OPERATOR(pg_catalog.~)} is the operator itself. */
  private void operatorName(int at) {
    if (!words.isSymbol(at + 1, "(")) {
      return;
    }
    int close = words.closing(at + 1);
    Token operator = words.at(close - 1);
    if (operator.kind() == TokenKind.OPERATOR) {
      edits.replace(words.at(at), words.at(close), ' ' + operator.value() + ' ');
    }
  }

  /** The default collation is the only one that sorts by code points, as the engine does. */
  private void collation(int at) {
    int name = words.areWords(at + 1, PG_CATALOG) && words.isSymbol(at + 2, ".") ? at + 3 : at + 1;
    if (words.at(name).value().toLowerCase(Locale.ROOT).equals("default")) {
      edits.remove(words.at(at), words.at(name));
    } else if (name > at + 1) {
      edits.remove(words.at(at + 1), words.at(at + 2));
    }
  }

  /** What a client leaves open takes the type of the other operand, as in PostgreSQL. */
  private void parameter(int at, Token token) {
    if (words.isSymbol(at + 1, "::")) {
      return;
    }
    String other = "";
    if (isArithmetic(at - 1)) {
      int start = words.startOfOperand(at - 2);
      other = start < 0 ? "" : words.between(start, at - 2);
    } else if (isArithmetic(at + 1)) {
      int end = words.endOfOperand(at + 2);
      other = end < 0 ? "" : words.between(at + 2, end);
    }
    String declared = declaredType(token);
    if (!other.isEmpty() && !declared.equals(Rewriter.AS_GIVEN)) {
      edits.replace(
          token,
          token,
          declared.equals(Rewriter.OPEN)
              ? "cast_to_type($%s, %s)".formatted(token.value(), other)
              : "CAST($%s AS %s)".formatted(token.value(), declared));
    }
  }

  private String declaredType(Token parameter) {
    int index = Integer.parseInt(parameter.value()) - 1;
    return index < parameterTypes.size() ? parameterTypes.get(index) : Rewriter.OPEN;
  }

  private boolean isArithmetic(int at) {
    return words.at(at).kind() == TokenKind.OPERATOR
        && switch (words.at(at).value()) {
          case "+", "-", "*", "/", "%" -> true;
          default -> false;
        };
  }

  /** {@code x = ANY('{1,2}')} and {@code x = ANY($1)}: a list of what x is. */
  private void quantified(int at) {
    boolean compares = words.at(at - 1).kind() == TokenKind.OPERATOR;
    if (!compares || !words.isSymbol(at + 1, "(") || !words.isSymbol(at + 3, ")")) {
      return;
    }
    Token list = words.at(at + 2);
    int start = words.startOfOperand(at - 2);
    boolean isParameter = list.kind() == TokenKind.PARAMETER;
    if (start < 0 || !(isParameter || ArrayLiteral.isOne(list))) {
      return;
    }
    edits.replace(
        list,
        list,
        "cast_to_type(%s, [%s])"
            .formatted(
                isParameter ? '$' + list.value() : ArrayLiteral.toList(list),
                words.between(start, at - 2)));
  }

  /** Passes {@code FOR [NO KEY] UPDATE | [KEY] SHARE [OF t] [NOWAIT | SKIP LOCKED]}. */
  private void forUpdate(int at) {
    int end = at + 1;
    if (words.areWords(end, "no", "key")) {
      end += 2;
    } else if (words.isWord(end, "key")) {
      end++;
    }
    if (!words.isWord(end, "update") && !words.isWord(end, "share")) {
      return;
    }
    if (words.isWord(end + 1, "of")) {
      do {
        end = words.afterName(end + 2) - 1;
      } while (words.isSymbol(end + 1, ","));
    }
    if (words.isWord(end + 1, "nowait")) {
      end++;
    } else if (words.areWords(end + 1, "skip", "locked")) {
      throw Refusals.notSupported("SKIP LOCKED", words.at(end + 1));
    }
    edits.remove(words.at(at), words.at(end));
    locks = true;
  }

  private void overriding(int at) {
    if (words.areWords(at + 1, "system", "value")) {
      edits.remove(words.at(at), words.at(at + 2));
    } else if (words.areWords(at + 1, "user", "value")) {
      throw Refusals.notSupported("OVERRIDING USER VALUE", words.at(at));
    }
  }

  /** {@code x = '{1,2}'}: an array if x is one, else a text. */
  private void comparedArray(int at) {
    int start = words.startOfOperand(at - 1);
    Token literal = words.at(at + 1);
    boolean isCast = words.isSymbol(at + 2, "::");
    if (start < 0 || isCast || !ArrayLiteral.isParsable(literal)) {
      return;
    }
    String other = words.between(start, at - 1);
    edits.replace(
        literal,
        literal,
        "cast_to_type(CASE WHEN typeof(%s) LIKE '%%]' THEN %s ELSE %s END, %s)"
            .formatted(
                other,
                Identifiers.literal(ArrayLiteral.toList(literal)),
                Identifiers.literal(literal.value()),
                other));
  }

  /** {@code x || ARRAY(..)}: nothing and an array are the array, and not nothing. */
  private boolean joinedArray(int at) {
    int start = words.startOfOperand(at - 1);
    if (start < 0 || !words.isWord(at + 1, "array")) {
      return false;
    }
    edits.insert(words.at(start).start(), "list_concat(");
    edits.replace(words.at(at), words.at(at), ",");
    edits.insert(words.at(words.closing(at + 2)).end(), ")");
    return true;
  }

  /** {@code j #>> '{a,0}'}: a path into JSON, which the engine writes as {@code /a/0}. */
  private void operator(int at, Token token) {
    if (token.value().equals("||") && joinedArray(at)) {
      return;
    }
    boolean isArray = ArrayLiteral.isOne(words.at(at + 1));
    boolean isPath = token.value().equals("#>") || token.value().equals("#>>");
    if (!(isPath && isArray)) {
      if (!json.rewrite(at) && isArray && COMPARISONS.contains(token.value())) {
        comparedArray(at);
      }
      return;
    }
    String path = String.join("/", ArrayLiteral.elements(words.at(at + 1).value()));
    edits.replace(
        token,
        words.at(at + 1),
        (token.value().equals("#>") ? "-> " : "->> ")
            + Identifiers.literal(path.isEmpty() ? "" : '/' + path));
  }
}
