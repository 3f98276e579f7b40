// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Arrays and bytes in quotes among the rows of INSERT: their columns' types tell what they are, and
 * the engine would read them otherwise.
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
    if (!words.areWords(0, "insert", "into") || !hasLiteral()) {
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
    if (!words.isWord(at, "values")) {
      return;
    }
    Map<String, String> types = relations.columnTypes(words.name(2, after));
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
      if (isArray(words.at(at)) || Casts.isHex(words.at(at))) {
        return true;
      }
    }
    return false;
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
        }
      }
      item = end + 1;
    }
  }
}
