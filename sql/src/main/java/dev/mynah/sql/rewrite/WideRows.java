// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.TokenKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model's function that is called with a whole row, {@code f(t)}. Where it takes many columns
 * they are passed one by one, as the time in which the engine takes a row apart grows with the
 * square of their number.
 */
final class WideRows {
  private static final int MIN_ARGUMENTS = 30;

  /** Words that end a FROM clause. */
  private static final Set<String> ENDS =
      Set.of(
          "where",
          "group",
          "having",
          "order",
          "limit",
          "offset",
          "window",
          "qualify",
          "fetch",
          "for",
          "union",
          "except",
          "intersect",
          "returning");

  /** What stands for rows, and the name of its table; none for a subquery or a function. */
  private record Source(String alias, QualifiedName table) {
    private static final QualifiedName NO_TABLE = QualifiedName.of("");
  }

  private final Words words;
  private final Edits edits;
  private final Relations relations;

  WideRows(Words words, Edits edits, Relations relations) {
    this.words = words;
    this.edits = edits;
    this.relations = relations;
  }

  /** Rewrites the call whose name, or its last part, stands here, if it is one of a whole row. */
  void call(int at) {
    int row = at + 2;
    boolean isAlone = words.isSymbol(row + 1, ")") || words.isSymbol(row + 1, ",");
    if (!words.isSymbol(at + 1, "(") || !words.at(row).isName() || !isAlone) {
      return;
    }
    int name = words.isSymbol(at - 1, ".") ? at - 2 : at;
    List<String> arguments = relations.modelArguments(words.name(name, at + 1));
    if (arguments.size() >= MIN_ARGUMENTS && isRow(at, words.at(row).value(), arguments)) {
      String prefix = words.between(row, row) + '.';
      edits.replace(
          words.at(row),
          words.at(row),
          arguments.stream()
              .map(argument -> prefix + Identifiers.quote(argument))
              .collect(Collectors.joining(", ")));
    }
  }

  /** Tells whether a name stands for the rows of a table, or of a subquery, of the same query. */
  private boolean isRow(int call, String name, List<String> arguments) {
    int at = afterFrom(call);
    while (at >= 0 && at < words.size() && !isEnd(at)) {
      boolean begins =
          words.isWord(at - 1, "from")
              || words.isWord(at - 1, "join")
              || words.isSymbol(at - 1, ",");
      if (begins) {
        Source source = source(at);
        if (source.alias().equalsIgnoreCase(name)) {
          return hasColumns(source.table(), name, arguments);
        }
      }
      at = words.isSymbol(at, "(") ? words.closing(at) + 1 : at + 1;
    }
    return false;
  }

  /** Returns where the tables of the query begin in which the call is; -1 without tables. */
  private int afterFrom(int call) {
    int at = call - 1;
    while (at >= 0 && !words.isWord(at, "select")) {
      at = words.isSymbol(at, ")") ? words.opening(at) - 1 : at - 1;
    }
    for (int next = at + 1; at >= 0 && next < words.size() && !words.isSymbol(next, ")"); next++) {
      if (words.isWord(next, "from") && !words.isWord(next - 1, "distinct")) {
        return next + 1;
      }
      next = words.isSymbol(next, "(") ? words.closing(next) : next;
    }
    return -1;
  }

  private boolean isEnd(int at) {
    return words.isSymbol(at, ")")
        || (words.at(at).kind() == TokenKind.IDENTIFIER && ENDS.contains(words.at(at).value()));
  }

  private Source source(int start) {
    int after = words.afterName(start);
    boolean isTable = after > start && !words.isSymbol(after, "(");
    int end = words.isSymbol(after, "(") ? words.closing(after) + 1 : after;
    int alias = words.isWord(end, "as") ? end + 1 : end;
    boolean hasAlias = RowFunctions.isAlias(words, alias);
    return new Source(
        hasAlias ? words.at(alias).value() : isTable ? words.at(after - 1).value() : "",
        isTable ? words.name(start, after) : Source.NO_TABLE);
  }

  /**
   * A column of the table's own name would be meant before the table; errors stay those of rows.
   */
  private boolean hasColumns(QualifiedName table, String name, List<String> arguments) {
    Set<String> columns =
        table.equals(Source.NO_TABLE) ? Set.of() : relations.columnTypes(table).keySet();
    return columns.isEmpty()
        || (!columns.contains(name.toLowerCase(Locale.ROOT))
            && arguments.stream()
                .allMatch(argument -> columns.contains(argument.toLowerCase(Locale.ROOT))));
  }
}
