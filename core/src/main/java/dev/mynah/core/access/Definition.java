// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.SecurableKind;
import dev.mynah.sql.tree.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a CREATE, ALTER, DROP or COMMENT is about, told from its words. */
final class Definition {
  private static final Map<String, SecurableKind> KINDS =
      Map.of(
          "TABLE", SecurableKind.TABLE,
          "VIEW", SecurableKind.TABLE,
          "SEQUENCE", SecurableKind.SEQUENCE,
          "MACRO", SecurableKind.FUNCTION,
          "FUNCTION", SecurableKind.FUNCTION,
          "TYPE", SecurableKind.TYPE,
          "SCHEMA", SecurableKind.SCHEMA);

  private static final Set<String> MODIFIERS =
      Set.of(
          "create",
          "drop",
          "alter",
          "comment",
          "on",
          "or",
          "replace",
          "temp",
          "temporary",
          "local",
          "global",
          "unlogged",
          "recursive",
          "unique",
          "persistent",
          "concurrently",
          "if",
          "not",
          "exists",
          "only");

  private final List<Token> tokens;
  private final List<String> searchPath;
  private final String kindWord;
  private final int nameStart;

  Definition(EngineStatement statement, List<String> searchPath) {
    this.tokens = statement.tokens();
    this.searchPath = searchPath;
    int at = past(0);
    this.kindWord = at < tokens.size() ? tokens.get(at).value().toUpperCase(Locale.ROOT) : "";
    int name = at + 1;
    if (name < tokens.size() && kindWord.equals("TABLE") && tokens.get(name).isWord("function")) {
      name++;
    }
    this.nameStart = past(name);
  }

  /** Passes words that are no name; a name may be such a word if it is quoted. */
  private int past(int start) {
    int at = start;
    while (at < tokens.size()
        && tokens.get(at).isName()
        && MODIFIERS.contains(tokens.get(at).value())
        && tokens.get(at).isWord(tokens.get(at).value())) {
      at++;
    }
    return at;
  }

  /** The word for what is made or changed, in upper case, such as {@code VIEW}. */
  String kindWord() {
    return kindWord;
  }

  Optional<SecurableKind> kind() {
    return Optional.ofNullable(KINDS.get(kindWord));
  }

  boolean isCreate() {
    return tokens.getFirst().isWord("create");
  }

  boolean isDrop() {
    return tokens.getFirst().isWord("drop");
  }

  boolean isTemporary() {
    return hasBeforeName("temp")
        || hasBeforeName("temporary")
        || names().stream().anyMatch(name -> name.size() > 1 && name.getFirst().equals("temp"));
  }

  boolean replaces() {
    return hasBeforeName("replace");
  }

  private boolean hasBeforeName(String word) {
    return tokens.subList(0, Math.min(nameStart, tokens.size())).stream()
        .anyMatch(token -> token.isWord(word));
  }

  /** Returns the names of what is made or changed, each in its parts. */
  List<List<String>> names() {
    List<List<String>> names = new ArrayList<>();
    int at = nameStart;
    while (at < tokens.size() && tokens.get(at).isName()) {
      List<String> parts = new ArrayList<>();
      parts.add(tokens.get(at++).value());
      while (at + 1 < tokens.size()
          && tokens.get(at).isSymbol(".")
          && tokens.get(at + 1).isName()) {
        parts.add(tokens.get(at + 1).value());
        at += 2;
      }
      names.add(parts);
      if (!isDrop() || at >= tokens.size() || !tokens.get(at).isSymbol(",")) {
        break;
      }
      at++;
    }
    return names;
  }

  /** Returns the things of {@link #names()}; those without a schema lie where things are made. */
  List<Securable> things() {
    return names().stream().flatMap(name -> thing(name).stream()).toList();
  }

  Optional<Securable> thing(List<String> name) {
    return kind()
        .map(found -> {
          if (found == SecurableKind.SCHEMA) {
            return Securable.ofSchema(name.getLast());
          }
          String schema = name.size() > 1 ? name.get(name.size() - 2) : searchPath.getFirst();
          return new Securable(found, schema, name.getLast());
        });
  }

  /** Returns what an existing thing of this name may be, in any schema of the search path. */
  List<Securable> candidates(List<String> name) {
    if (name.size() > 1 || kind().filter(SecurableKind.SCHEMA::equals).isPresent()) {
      return thing(name).stream().toList();
    }
    return searchPath.stream()
        .flatMap(schema -> kind().map(kind -> new Securable(kind, schema, name.getLast())).stream())
        .toList();
  }

  /** Returns the new name of {@code ALTER .. RENAME TO name}. */
  Optional<String> newName() {
    for (int at = 0; at + 2 < tokens.size(); at++) {
      if (tokens.get(at).isWord("rename") && tokens.get(at + 1).isWord("to")) {
        return Optional.of(tokens.get(at + 2).value());
      }
    }
    return Optional.empty();
  }
}
