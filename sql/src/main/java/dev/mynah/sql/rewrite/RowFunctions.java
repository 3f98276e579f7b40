// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.List;
import java.util.Set;

/** Functions of one value in FROM, which in PostgreSQL are a table of one row. */
final class RowFunctions {
  /** Those of PostgreSQL's own that clients call so. */
  private static final Set<String> SCALARS =
      Set.of(
          "current_schema",
          "current_database",
          "current_setting",
          "version",
          "now",
          "pg_backend_pid",
          "nextval",
          "currval",
          "set_config",
          "to_regclass");

  /** Words behind a call in FROM that are no alias. */
  private static final Set<String> NO_ALIAS =
      Set.of(
          "where",
          "group",
          "order",
          "having",
          "limit",
          "offset",
          "union",
          "except",
          "intersect",
          "join",
          "inner",
          "left",
          "right",
          "full",
          "cross",
          "natural",
          "on",
          "using",
          "for",
          "with",
          "window",
          "fetch",
          "tablesample",
          "qualify",
          "returning",
          "set",
          "as",
          "select",
          "semi",
          "anti",
          "asof",
          "positional",
          "pivot",
          "unpivot");

  private final Words words;
  private final Edits edits;
  private final List<String> parameterTypes;
  private final Relations relations;

  RowFunctions(Words words, Edits edits, List<String> parameterTypes, Relations relations) {
    this.words = words;
    this.parameterTypes = parameterTypes;
    this.edits = edits;
    this.relations = relations;
  }

  /** Looks at what stands behind FROM, JOIN or LATERAL. */
  void inFrom(int at) {
    int after = words.afterName(at);
    if (after == at || !words.isSymbol(after, "(") || !isClause(at - 1) || !isScalar(at, after)) {
      return;
    }
    int close = words.closing(after);
    int name = words.isWord(close + 1, "as") ? close + 2 : close + 1;
    boolean hasAlias = isAlias(words, name);
    String alias = Identifiers.quote(words.at(hasAlias ? name : after - 1).value());
    edits.insert(words.at(at).start(), "(SELECT ");
    edits.insert(
        words.at(close).end(),
        " AS %s%s)%s".formatted(alias, withoutVoid(after), hasAlias ? "" : " AS " + alias));
  }

  /**
   * What JDBC registers to come out is sent along as a parameter of no type, and is no argument.
   */
  private String withoutVoid(int open) {
    StringBuilder conditions = new StringBuilder();
    int at = open + 1;
    while (words.at(at).kind() == TokenKind.PARAMETER && isVoid(words.at(at))) {
      conditions
          .append(conditions.isEmpty() ? " WHERE" : " AND")
          .append(" CAST($%s AS VARCHAR) IS NULL".formatted(words.at(at).value()));
      int last = words.isSymbol(at + 1, ",") ? at + 1 : at;
      edits.remove(words.at(at), words.at(last));
      at = last + 1;
    }
    return conditions.toString();
  }

  private boolean isVoid(Token parameter) {
    int index = Integer.parseInt(parameter.value()) - 1;
    return index < parameterTypes.size() && parameterTypes.get(index).equals(Rewriter.VOID);
  }

  /** Tells whether the word behind a call in FROM, or behind its AS, is its alias. */
  static boolean isAlias(Words words, int at) {
    return words.at(at).isName()
        && !(words.at(at).kind() == TokenKind.IDENTIFIER
            && NO_ALIAS.contains(words.at(at).value()));
  }

  /** Tells whether tables stand behind the word, and not an operand, as in EXTRACT. */
  private boolean isClause(int from) {
    if (words.isWord(from - 1, "distinct")) {
      return false;
    }
    for (int at = from - 1; at >= 0; at--) {
      if (words.isSymbol(at, ")") || words.isSymbol(at, "]") || words.isSymbol(at, "}")) {
        at = words.opening(at);
      } else if (words.isWord(at, "select") || words.isWord(at, "from")) {
        return true;
      } else if (words.isSymbol(at, "(")) {
        return false;
      }
    }
    return true;
  }

  private boolean isScalar(int at, int after) {
    String name = words.at(after - 1).value();
    return SCALARS.contains(name)
        || (isUnknown(name) && relations.exists(Relations.Kind.FUNCTION, words.name(at, after)));
  }

  /** Tells whether the name is none of the usual functions of rows, so that a look-up pays. */
  private static boolean isUnknown(String name) {
    return !name.startsWith("pg_")
        && !name.startsWith("read_")
        && !name.startsWith("json")
        && !name.startsWith("duckdb_")
        && !name.equals("generate_series")
        && !name.equals("unnest")
        && !name.equals("range");
  }
}
