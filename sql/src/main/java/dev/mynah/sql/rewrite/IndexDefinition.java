// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.sql.tree.Token;
import java.util.Locale;

/** CREATE INDEX: drops what only tunes PostgreSQL. */
final class IndexDefinition {
  private IndexDefinition() {}

  static void rewrite(Words words, Edits edits) {
    int at = 0;
    while (at < words.size() && !words.isWord(at, "on")) {
      if (words.isWord(at, "concurrently")) {
        edits.remove(words.at(at), words.at(at));
      }
      at++;
    }
    boolean isUnnamed = words.isWord(at - 1, "index") || words.isWord(at - 1, "concurrently");
    int table = words.isWord(at + 1, "only") ? at + 2 : at + 1;
    if (table > at + 1) {
      edits.remove(words.at(at + 1), words.at(at + 1));
    }
    int afterTable = words.afterName(table);
    int next = afterTable;
    if (words.isWord(next, "using")) {
      edits.remove(words.at(next), words.at(next + 1));
      next += 2;
    }
    int close = words.closing(next);
    if (isUnnamed) {
      edits.insert(words.at(at).start(), nameFor(words, afterTable - 1, next, close) + ' ');
    }
    operatorClasses(words, edits, next + 1, close);
    tail(words, edits, close + 1);
  }

  /** Returns PostgreSQL's name for an index: table, columns, idx. */
  private static String nameFor(Words words, int table, int open, int close) {
    StringBuilder name = new StringBuilder(words.at(table).value());
    boolean first = true;
    for (int at = open + 1; at < close; at++) {
      Token token = words.at(at);
      if (first && token.isName() && !words.isSymbol(at + 1, "(")) {
        name.append('_').append(token.value());
        first = false;
      } else if (token.isSymbol(",")) {
        first = true;
      }
    }
    return '"' + name.append("_idx").toString().replace("\"", "\"\"") + '"';
  }

  private static void operatorClasses(Words words, Edits edits, int start, int close) {
    for (int at = start; at < close; at++) {
      if (words.at(at).value().toLowerCase(Locale.ROOT).endsWith("_ops")
          && (words.at(at - 1).isName() || words.isSymbol(at - 1, ")"))) {
        edits.remove(words.at(at), words.at(at));
      }
    }
  }

  private static void tail(Words words, Edits edits, int start) {
    int at = start;
    while (at < words.size() && !words.isWord(at, "where")) {
      int last = at;
      if (words.isWord(at, "with") && words.isSymbol(at + 1, "(")) {
        last = words.closing(at + 1);
      } else if (words.isWord(at, "tablespace")) {
        last = at + 1;
      }
      if (last > at) {
        edits.remove(words.at(at), words.at(last));
      }
      at = last + 1;
    }
  }
}
