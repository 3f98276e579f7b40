// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells which columns of a plain query are columns of its tables, as written: whether the tables
 * have them is for others to know. A query that is not plain has none: one with WITH, UNION, USING
 * or NATURAL. Takes linear time.
 */
public final class ColumnOrigins {
  /** What a query selects. */
  public sealed interface Item {
    /** One column of one of these tables, if exactly one of them has it. */
    record OfTable(List<QualifiedName> tables, String column) implements Item {
      public OfTable {
        tables = List.copyOf(tables);
      }
    }

    /** All columns of these tables, one table after the other. */
    record All(List<QualifiedName> tables) implements Item {
      public All {
        tables = List.copyOf(tables);
      }
    }

    /** Anything else: one column. */
    record Computed() implements Item {}
  }

  /** Words that are values, whatever columns there are. */
  private static final Set<String> VALUES =
      Set.of(
          "null",
          "true",
          "false",
          "default",
          "user",
          "session_user",
          "current_user",
          "current_role",
          "current_catalog",
          "current_schema",
          "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp");

  private static final Set<String> ENDS =
      Set.of("where", "group", "having", "window", "order", "limit", "offset", "fetch", "for");

  private static final Set<String> JOINS =
      Set.of("join", "left", "right", "full", "inner", "cross", "outer");

  /** Behind these, the columns are not simply those of the tables. */
  private static final Set<String> NOT_PLAIN =
      Set.of(
          "union",
          "intersect",
          "except",
          "using",
          "natural",
          "asof",
          "positional",
          "semi",
          "anti",
          "lateral",
          "pivot",
          "unpivot",
          "tablesample",
          "qualify");

  private static final int MAX_PARTS = 3;

  private final Words words;

  /** Tables by the name that they have in the query; no name stands for one that is not plain. */
  private final Map<String, QualifiedName> tables = new LinkedHashMap<>();

  /** Some of what stands in FROM is no table. */
  private boolean hasOthers;

  private ColumnOrigins(Words words) {
    this.words = words;
  }

  /** Returns what a query selects; nothing where none of it is a column of a table. */
  public static List<Item> of(EngineStatement statement) {
    Words words = new Words(statement);
    return words.isWord(0, "select") ? new ColumnOrigins(words).items() : List.of();
  }

  private List<Item> items() {
    List<int[]> places = new ArrayList<>();
    int start = SelectList.afterSelect(words, 0);
    int end = SelectList.endOfItem(words, start);
    while (end > start) {
      places.add(new int[] {start, end});
      if (!words.isSymbol(end, ",")) {
        break;
      }
      start = end + 1;
      end = SelectList.endOfItem(words, start);
    }
    if (!words.isWord(end, "from") || !isPlainBehind(end) || !readTables(end + 1)) {
      return List.of();
    }
    List<Item> items = new ArrayList<>();
    for (int[] place : places) {
      items.add(item(place[0], place[1]));
    }
    boolean nothing = items.stream().allMatch(item -> item instanceof Item.Computed);
    return nothing ? List.of() : items;
  }

  private boolean isPlainBehind(int from) {
    for (int at = from; at < words.size(); at++) {
      Token token = words.at(at);
      if (token.isSymbol("(") || token.isSymbol("[") || token.isSymbol("{")) {
        at = words.closing(at);
      } else if (token.kind() == TokenKind.IDENTIFIER
          && NOT_PLAIN.contains(token.value())
          && !words.isSymbol(at - 1, ".")) {
        return false;
      }
    }
    return true;
  }

  /** Reads FROM; false when it says more than is understood here. */
  private boolean readTables(int start) {
    int at = start;
    while (true) {
      at = readTable(at);
      if (at < 0) {
        return false;
      }
      if (words.isWord(at, "on")) {
        at = endOfCondition(at + 1);
      }
      if (words.isSymbol(at, ",")) {
        at++;
      } else if (isOneOf(at, JOINS)) {
        while (isOneOf(at, JOINS)) {
          at++;
        }
      } else {
        return at >= words.size() || isOneOf(at, ENDS) || words.isSymbol(at, ";");
      }
    }
  }

  private boolean isOneOf(int at, Set<String> set) {
    return words.at(at).kind() == TokenKind.IDENTIFIER && set.contains(words.at(at).value());
  }

  private int endOfCondition(int start) {
    int at = start;
    while (at < words.size()
        && !words.isSymbol(at, ",")
        && !isOneOf(at, ENDS)
        && !isJoin(at)
        && !words.isWord(at, "on")) {
      boolean opens = words.isSymbol(at, "(") || words.isSymbol(at, "[");
      at = opens ? words.closing(at) + 1 : at + 1;
    }
    return at;
  }

  /** LEFT and RIGHT are also functions. */
  private boolean isJoin(int at) {
    return isOneOf(at, JOINS) && !words.isSymbol(at + 1, "(") && !words.isSymbol(at - 1, ".");
  }

  /** Passes one of the tables; -1 when there is none. */
  private int readTable(int start) {
    int end;
    boolean isTable = words.at(start).isName();
    if (words.isSymbol(start, "(")) {
      end = words.closing(start) + 1;
    } else if (isTable) {
      end = words.afterName(start);
      if (words.isSymbol(end, "(")) {
        isTable = false;
        end = words.closing(end) + 1;
      }
    } else {
      return -1;
    }
    int parts = (end - start + 1) / 2;
    isTable &= parts <= 2;
    String name = isTable ? words.at(end - 1).value() : "";
    int alias = words.isWord(end, "as") ? end + 1 : end;
    if (words.at(alias).isName()
        && !isOneOf(alias, ENDS)
        && !isJoin(alias)
        && !words.isWord(alias, "on")) {
      name = words.at(alias).value();
      if (words.isSymbol(alias + 1, "(")) {
        isTable = false;
        alias = words.closing(alias + 1);
      }
      alias++;
    } else if (alias > end) {
      return -1;
    }
    remember(name, isTable, start, end);
    return alias;
  }

  private void remember(String name, boolean isTable, int start, int end) {
    if (isTable && !tables.containsKey(fold(name))) {
      tables.put(fold(name), words.name(start, end));
    } else {
      hasOthers = true;
      tables.remove(fold(name));
    }
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private Item item(int start, int end) {
    if (words.isSymbol(start, "*") && end == start + 1) {
      return all();
    }
    int after = words.afterName(start);
    if (words.at(start).isName() && words.isSymbol(after, "*") && end == after + 1) {
      QualifiedName table = tables.get(fold(words.at(after - 2).value()));
      return table == null || after - start > 2 ? unknown() : new Item.All(List.of(table));
    }
    boolean named = after == end - 2 && words.isWord(after, "as") && words.at(end - 1).isName();
    boolean alsoNamed = after == end - 1 && words.at(after).isName();
    return words.at(start).isName() && (after == end || named || alsoNamed)
        ? column(start, after)
        : new Item.Computed();
  }

  /** Of a star whose columns are not known, not even their number is. */
  private Item unknown() {
    return new Item.All(List.of());
  }

  private Item all() {
    return hasOthers ? unknown() : new Item.All(List.copyOf(tables.values()));
  }

  private Item column(int start, int after) {
    Token last = words.at(after - 1);
    int parts = (after - start + 1) / 2;
    boolean isValue =
        parts == 1 && last.kind() == TokenKind.IDENTIFIER && VALUES.contains(last.value());
    if (isValue || parts > MAX_PARTS || !last.isName()) {
      return new Item.Computed();
    }
    if (parts == 1) {
      return hasOthers
          ? new Item.Computed()
          : new Item.OfTable(List.copyOf(tables.values()), last.value());
    }
    QualifiedName table = tables.get(fold(words.at(after - 3).value()));
    if (table == null || (parts == MAX_PARTS && !isSchemaOf(table, words.at(start).value()))) {
      return new Item.Computed();
    }
    return new Item.OfTable(List.of(table), last.value());
  }

  private static boolean isSchemaOf(QualifiedName table, String schema) {
    return table.schema().filter(schema::equalsIgnoreCase).isPresent();
  }
}
