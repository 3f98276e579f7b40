// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the heads of CREATE, ALTER, DROP and COMMENT. */
final class DefinitionReader {
  private static final Set<String> MODIFIERS =
      Set.of(
          "temp", "temporary", "local", "global", "unlogged", "recursive", "unique", "persistent");

  /** First words of kinds of objects whose names have two words. */
  private static final Set<String> LONG_KINDS =
      Set.of("materialized", "foreign", "event", "text", "access", "operator");

  private final TokenCursor cursor;

  DefinitionReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  Action read() {
    return switch (cursor.advance().value()) {
      case "create" -> create();
      case "comment" -> comment();
      case "drop" -> existing("DROP ");
      default -> existing("ALTER ");
    };
  }

  private Action create() {
    cursor.take("or", "replace");
    while (!cursor.atEnd() && MODIFIERS.contains(cursor.peek().value())) {
      cursor.advance();
    }
    String kind = kind();
    cursor.take("concurrently");
    cursor.take("if", "not", "exists");
    return switch (kind) {
      case "INDEX", "TRIGGER", "RULE", "POLICY" ->
          Action.define("CREATE " + kind, afterTopLevel("on"));
      case "TABLE", "MATERIALIZED VIEW" -> {
        Optional<QualifiedName> name = Action.relation(cursor);
        boolean fromQuery = kind.equals("TABLE") && moveAfter("as");
        yield Action.define("CREATE " + kind + (fromQuery ? " AS" : ""), name);
      }
      default -> Action.define("CREATE " + kind, Action.relation(cursor));
    };
  }

  private Action existing(String verb) {
    String kind = kind();
    cursor.take("concurrently");
    cursor.take("if", "exists");
    if (cursor.at("only") && cursor.peek(1).isName()) {
      cursor.advance();
    }
    return Action.define(verb + kind, Action.relation(cursor));
  }

  private Action comment() {
    if (!cursor.take("on")) {
      return Action.define("COMMENT", Optional.empty());
    }
    boolean column = kind().equals("COLUMN");
    List<String> parts = Action.nameParts(cursor);
    int relationParts = column ? Math.max(0, parts.size() - 1) : parts.size();
    return Action.define("COMMENT", Action.ofParts(parts.subList(0, relationParts)));
  }

  /** Passes what kind of object it is, and returns it in upper case. */
  private String kind() {
    if (!cursor.peek().isName()) {
      return "";
    }
    String first = cursor.advance().value();
    String kind =
        LONG_KINDS.contains(first) && cursor.peek().isName()
            ? first + ' ' + cursor.advance().value()
            : first;
    return kind.toUpperCase(Locale.ROOT);
  }

  private Optional<QualifiedName> afterTopLevel(String word) {
    return moveAfter(word) ? Action.relation(cursor) : Optional.empty();
  }

  /** Moves behind this word outside parentheses; to the end when it is not there. */
  private boolean moveAfter(String word) {
    int depth = 0;
    while (!cursor.atEnd()) {
      Token token = cursor.advance();
      if (token.isSymbol("(")) {
        depth++;
      } else if (token.isSymbol(")")) {
        depth--;
      } else if (depth == 0 && token.isWord(word)) {
        return true;
      }
    }
    return false;
  }
}
