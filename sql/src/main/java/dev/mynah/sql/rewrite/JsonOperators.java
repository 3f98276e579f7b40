// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * PostgreSQL's operators of jsonb as calls of the catalog's functions. What the engine has for
 * other types, as {@code ||}, is one of jsonb when an operand is seen to be: by a cast, by the
 * function or operator that it comes from, or as a column of one of the statement's tables.
 */
final class JsonOperators {
  /** Functions whose names begin like those that return JSON. */
  private static final Set<String> NOT_JSON_ENDS =
      Set.of(
          "_text", "_typeof", "_type", "_length", "_exists", "_contains", "_keys", "_any", "_all");

  private static final Set<String> COMPARISONS =
      Set.of("=", "<>", "!=", "<", ">", "<=", ">=", "==", "~", "!~", "~*", "!~*");

  private final Words words;
  private final Edits edits;
  private final Relations relations;

  JsonOperators(Words words, Edits edits, Relations relations) {
    this.words = words;
    this.edits = edits;
    this.relations = relations;
  }

  /** Rewrites the operator that stands here, if it is one of jsonb, and tells whether it is. */
  boolean rewrite(int at) {
    return switch (words.at(at).value()) {
      case "?" -> call(at, "jsonb_exists");
      case "?|" -> call(at, "jsonb_exists_any");
      case "?&" -> call(at, "jsonb_exists_all");
      case "#-" -> call(at, "jsonb_delete_path");
      case "#>" -> call(at, "jsonb_at_path");
      case "#>>" -> call(at, "jsonb_text_at_path");
      case "@>" -> isEither(at) && call(at, "jsonb_contains");
      case "<@" -> isEither(at) && call(at, "jsonb_contained");
      case "||" -> isEither(at) && call(at, "jsonb_concat");
      case "-" -> mayBeKey(at + 1) && isJson(startOfLeft(at), at - 1) && call(at, "jsonb_delete");
      case "@?" ->
          throw new DatastoreException(
                  ErrorCode.FEATURE_NOT_SUPPORTED, "paths of SQL/JSON are not supported yet")
              .withHint("Use ->, #> or @>.")
              .withPosition(words.at(at).start() + 1);
      default -> false;
    };
  }

  private boolean mayBeKey(int at) {
    Token token = words.at(at);
    return switch (token.kind()) {
      case STRING -> true;
      case NUMBER -> words.isSymbol(at - 2, ")") || words.at(at - 3).isSymbol("::");
      case PARAMETER -> words.isSymbol(at + 1, "::");
      default -> token.isWord("array");
    };
  }

  /** Tells whether one of the operands is seen to be JSON. */
  private boolean isEither(int at) {
    int left = startOfLeft(at);
    int right = endOfRight(at + 1);
    boolean isDocument = !words.isSymbol(at, "||") && isDocument(at + 1);
    return left >= 0 && (isDocument || isJson(left, at - 1) || isJson(at + 1, right));
  }

  /** Tells whether a literal is an object with members, which no array looks like. */
  private boolean isDocument(int at) {
    return words.isString(at)
        && !words.isSymbol(at + 1, "::")
        && words.at(at).value().startsWith("{")
        && words.at(at).value().contains(":")
        && !ArrayLiteral.isParsable(words.at(at));
  }

  private boolean call(int at, String function) {
    int start = startOfLeft(at);
    int end = endOfRight(at + 1);
    if (start < 0 || end < 0) {
      return false;
    }
    edits.insertFirst(words.at(start).start(), function + "(");
    edits.replace(words.at(at), words.at(at), ",");
    edits.insert(words.at(end).end(), ")");
    return true;
  }

  /** Returns where the left operand begins: these operators bind all alike, from the left. */
  private int startOfLeft(int operator) {
    int start = startOfPrimary(operator - 1);
    while (start > 0 && isOperator(start - 1)) {
      int before = startOfPrimary(start - 2);
      if (before < 0) {
        return start;
      }
      start = before;
    }
    return start;
  }

  private boolean isOperator(int at) {
    return words.at(at).kind() == TokenKind.OPERATOR && !COMPARISONS.contains(words.at(at).value());
  }

  /** Returns where the operand ends here begins, with its casts and subscripts. */
  private int startOfPrimary(int end) {
    int at = end;
    if (words.isSymbol(at, "]")) {
      int open = words.opening(at);
      if (words.isWord(open - 1, "array")) {
        return open - 1;
      }
      at = open - 1;
    }
    int type = words.isSymbol(at, ")") ? words.opening(at) - 1 : at;
    if (words.at(type).isName() && words.isSymbol(type - 1, "::")) {
      return startOfPrimary(type - 2);
    }
    Token token = words.at(at);
    boolean isLiteral =
        token.kind() == TokenKind.STRING
            || token.kind() == TokenKind.NUMBER
            || token.kind() == TokenKind.PARAMETER;
    return isLiteral ? at : words.startOfOperand(at);
  }

  /** Returns the last token of the operand that begins here, with its casts and subscripts. */
  private int endOfRight(int start) {
    Token token = words.at(start);
    int end =
        switch (token.kind()) {
          case STRING, NUMBER, PARAMETER -> start;
          default ->
              token.isWord("array") && words.isSymbol(start + 1, "[")
                  ? words.closing(start + 1)
                  : words.endOfOperand(start);
        };
    while (end >= 0) {
      if (words.isSymbol(end + 1, "::")) {
        end = TypeWords.end(words, end + 2);
        while (words.isSymbol(end + 1, "[") && words.isSymbol(end + 2, "]")) {
          end += 2;
        }
      } else if (words.isSymbol(end + 1, "[")) {
        end = words.closing(end + 1);
      } else {
        break;
      }
    }
    return end;
  }

  /** Tells whether an operand is seen to be JSON. */
  private boolean isJson(int start, int end) {
    if (start < 0 || end < start) {
      return false;
    }
    int primary = startOfPrimary(end);
    if (primary > start && isOperator(primary - 1)) {
      return switch (words.at(primary - 1).value()) {
        case "->", "#>", "#-" -> true;
        case "||", "-" -> isJson(start, primary - 2) || isJson(primary, end);
        default -> false;
      };
    }
    Token last = words.at(end);
    if (words.isSymbol(end - 1, "::")) {
      return last.isWord("json") || last.isWord("jsonb");
    }
    if (words.isSymbol(start, "(") && words.closing(start) == end) {
      return isJson(start + 1, end - 1);
    }
    int after = words.afterName(start);
    if (words.isSymbol(after, "(") && words.closing(after) == end) {
      return returnsJson(words.at(after - 1).value());
    }
    return last.isName() && after == end + 1 && isColumn(last);
  }

  private static boolean returnsJson(String function) {
    boolean begins =
        function.startsWith("json")
            || function.equals("to_json")
            || function.equals("to_jsonb")
            || function.equals("row_to_json");
    return begins && NOT_JSON_ENDS.stream().noneMatch(function::endsWith);
  }

  private boolean isColumn(Token name) {
    Set<String> tables = relations.tablesWithJson(name.value().toLowerCase(Locale.ROOT));
    if (tables.isEmpty()) {
      return false;
    }
    Set<String> said = new HashSet<>();
    for (int at = 0; at < words.size(); at++) {
      if (words.at(at).isName()) {
        said.add(words.at(at).value().toLowerCase(Locale.ROOT));
      }
    }
    return tables.stream().anyMatch(said::contains);
  }
}
