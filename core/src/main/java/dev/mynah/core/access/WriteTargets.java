// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.Token;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds in a statement's tokens every table that it writes, also inside WITH. */
final class WriteTargets {
  private final List<Token> tokens;
  private final List<Target> targets = new ArrayList<>();

  /**
   * A table that is written.
   *
   * @param name the parts of its name
   * @param place the first token of its name
   */
  record Target(List<String> name, Token place, Set<Privilege> privileges) {
    Target {
      name = List.copyOf(name);
    }
  }

  private WriteTargets(List<Token> tokens) {
    this.tokens = tokens;
  }

  static List<Target> of(List<Token> tokens) {
    WriteTargets found = new WriteTargets(tokens);
    for (int at = 0; at < tokens.size(); at++) {
      found.visit(at);
    }
    return found.targets;
  }

  private void visit(int at) {
    Token token = tokens.get(at);
    if (token.isWord("insert")) {
      int into = past(at + 1, "or", "replace", "ignore");
      if (is(into, "into")) {
        add(into + 1, insert(at));
      }
    } else if (token.isWord("update") && !isPart(at)) {
      int name = past(at + 1, "or", "replace", "ignore", "only");
      add(name, EnumSet.of(Privilege.UPDATE));
    } else if (token.isWord("delete") && is(at + 1, "from")) {
      add(past(at + 2, "only"), EnumSet.of(Privilege.DELETE));
    } else if (token.isWord("merge") && is(at + 1, "into")) {
      add(at + 2, merge());
    } else if (token.isWord("truncate") && at == 0) {
      add(past(1, "table", "only"), EnumSet.of(Privilege.TRUNCATE));
    } else if (token.isWord("copy") && at == 0 && copiesIn()) {
      add(1, EnumSet.of(Privilege.INSERT));
    }
  }

  private Set<Privilege> insert(int at) {
    boolean replaces = is(at + 1, "or") && is(at + 2, "replace");
    boolean updates = replaces;
    for (int index = at; index + 1 < tokens.size(); index++) {
      updates |= is(index, "do") && is(index + 1, "update");
    }
    return updates
        ? EnumSet.of(Privilege.INSERT, Privilege.UPDATE, Privilege.SELECT)
        : EnumSet.of(Privilege.INSERT);
  }

  private Set<Privilege> merge() {
    Set<Privilege> privileges = EnumSet.of(Privilege.SELECT);
    for (Token token : tokens) {
      for (Privilege privilege : List.of(Privilege.INSERT, Privilege.UPDATE, Privilege.DELETE)) {
        if (token.isWord(privilege.text().toLowerCase(Locale.ROOT))) {
          privileges.add(privilege);
        }
      }
    }
    return privileges;
  }

  /** {@code DO UPDATE}, {@code FOR UPDATE}, {@code ON UPDATE} and MERGE's name no table. */
  private boolean isPart(int at) {
    return at > 0
        && (is(at - 1, "do") || is(at - 1, "for") || is(at - 1, "on") || is(at - 1, "then"));
  }

  private boolean copiesIn() {
    int depth = 0;
    for (Token token : tokens) {
      if (token.isSymbol("(")) {
        depth++;
      } else if (token.isSymbol(")")) {
        depth--;
      } else if (depth == 0 && token.isWord("to")) {
        return false;
      } else if (depth == 0 && token.isWord("from")) {
        return true;
      }
    }
    return false;
  }

  private boolean is(int at, String word) {
    return at >= 0 && at < tokens.size() && tokens.get(at).isWord(word);
  }

  private int past(int start, String... words) {
    int at = start;
    boolean passed = true;
    while (passed) {
      passed = false;
      for (String word : words) {
        passed |= is(at, word);
      }
      if (passed) {
        at++;
      }
    }
    return at;
  }

  private void add(int start, Set<Privilege> privileges) {
    List<String> name = Words.nameAt(tokens, start);
    if (!name.isEmpty()) {
      targets.add(new Target(name, tokens.get(start), privileges));
    }
  }
}
