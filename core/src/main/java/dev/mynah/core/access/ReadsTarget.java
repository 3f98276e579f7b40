// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.sql.tree.Token;
import java.util.List;

/** Tells whether a change looks at the rows that it changes, which takes SELECT as well. */
final class ReadsTarget {
  private ReadsTarget() {}

  static boolean is(List<Token> tokens) {
    if (tokens.stream().anyMatch(token -> token.isWord("returning"))) {
      return true;
    }
    if (tokens.isEmpty() || tokens.getFirst().isWord("insert")) {
      return false;
    }
    boolean set = false;
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      if (token.isWord("where") || token.isWord("using") || (set && token.isWord("from"))) {
        return true;
      }
      boolean assigned = at + 1 < tokens.size() && tokens.get(at + 1).isSymbol("=");
      boolean constant =
          token.isWord("null")
              || token.isWord("default")
              || token.isWord("true")
              || token.isWord("false");
      if (set && token.isName() && !assigned && !constant) {
        return true;
      }
      set |= token.isWord("set");
    }
    return false;
  }
}
