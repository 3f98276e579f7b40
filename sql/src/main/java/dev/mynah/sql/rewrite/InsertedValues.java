// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows of INSERT: arrays, bytes and times in quotes, which the engine would read otherwise, are
 * told by their columns' types; and rows may have fewer values than the table.
 */
final class InsertedValues {
  private final Words words;
  private final Edits edits;
  private final Relations relations;

  InsertedValues(Words words, Edits edits, Relations relations) {
    this.words = words;
    this.edits = edits;
    this.relations = relations;
  }

  void rewrite() {
    if (!words.areWords(0, "insert", "into")) {
      return;
    }
    int after = words.afterName(2);
    int at = words.isWord(after, "as") ? after + 2 : after;
    List<String> named = new ArrayList<>();
    if (words.isSymbol(at, "(")) {
      int close = words.closing(at);
      for (int name = at + 1; name < close; name += 2) {
        named.add(words.at(name).value().toLowerCase(Locale.ROOT));
      }
      at = close + 1;
    }
    if (!words.isWord(at, "values") || !(named.isEmpty() || hasLiteral())) {
      return;
    }
    Map<String, String> types = relations.columnTypes(words.name(2, after));
    if (named.isEmpty() && words.isSymbol(at + 1, "(")) {
      nameColumns(at, List.copyOf(types.keySet()));
    }
    List<String> columns = named.isEmpty() ? List.copyOf(types.keySet()) : named;
    int open = at + 1;
    while (words.isSymbol(open, "(")) {
      int close = words.closing(open);
      row(open + 1, close, columns, types);
      open = words.isSymbol(close + 1, ",") ? close + 2 : words.size();
    }
  }

  private boolean hasLiteral() {
    for (int at = 0; at < words.size(); at++) {
      Token token = words.at(at);
      if (isArray(token) || Casts.isHex(token) || MomentLiteral.isOne(token)) {
        return true;
      }
    }
    return false;
  }

  /** What a row of fewer values leaves out gets its default, as if the others were named. */
  private void nameColumns(int at, List<String> columns) {
    int values = 0;
    int close = words.closing(at + 1);
    for (int item = at + 2; item < close; item = words.endOfItem(item, close) + 1) {
      values++;
    }
    if (values > 0 && values < columns.size()) {
      edits.insert(
          words.at(at).start(),
          columns.subList(0, values).stream()
              .map(Identifiers::quote)
              .collect(Collectors.joining(", ", "(", ") ")));
    }
  }

  private static boolean isArray(Token token) {
    return ArrayLiteral.isOne(token) && ArrayLiteral.isParsable(token);
  }

  private void row(int start, int close, List<String> columns, Map<String, String> types) {
    int item = start;
    for (int index = 0; item < close; index++) {
      int end = words.endOfItem(item, close);
      Token literal = words.at(item);
      if (end == item + 1 && literal.kind() == TokenKind.STRING && index < columns.size()) {
        String type = types.getOrDefault(columns.get(index), "");
        if (type.endsWith("]") && isArray(literal)) {
          edits.replace(literal, literal, ArrayLiteral.toList(literal));
        } else if (type.equals("BLOB") && Casts.isHex(literal)) {
          edits.replace(literal, literal, Casts.marked(literal));
        } else if (MomentLiteral.isOne(literal) && MomentLiteral.isTypeOfTime(type)) {
          MomentLiteral.mark(literal, edits);
        }
      }
      item = end + 1;
    }
  }
}
