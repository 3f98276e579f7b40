// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.access.Existing.Macro;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names that stand in a statement, and in the macros and temporary views that it names. A word
 * that might name a table counts as naming it, as does a text: strict is safe.
 */
final class Words {
  private static final String DATABASE = "mynah";

  private final Existing existing;
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final Set<Securable> named = new HashSet<>();
  private final Set<List<Token>> expanded = new HashSet<>();

  /**
   * A name where it stands.
   *
   * @param qualifier what stands before its dot
   * @param isCall whether a parenthesis follows
   * @param argument the token that is the whole first argument
   * @param isOwn whether it stands in the statement itself, and not in what it names
   */
  record Occurrence(
      Token token,
      Optional<String> qualifier,
      boolean isCall,
      Optional<Token> argument,
      boolean isOwn) {
    String name() {
      return token.value().toLowerCase(Locale.ROOT);
    }
  }

  Words(List<Token> tokens, Existing existing) {
    this.existing = existing;
    add(tokens, true);
  }

  private void add(List<Token> tokens, boolean own) {
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      if (!token.isName() && token.kind() != TokenKind.STRING) {
        continue;
      }
      Optional<String> qualifier =
          at > 1 && tokens.get(at - 1).isSymbol(".") && tokens.get(at - 2).isName()
              ? Optional.of(tokens.get(at - 2).value().toLowerCase(Locale.ROOT))
              : Optional.empty();
      boolean call = at + 1 < tokens.size() && tokens.get(at + 1).isSymbol("(");
      Optional<Token> argument =
          call && endsArgument(tokens, at + 3) ? Optional.of(tokens.get(at + 2)) : Optional.empty();
      occurrences.add(new Occurrence(token, qualifier, call && token.isName(), argument, own));
      existing.tablesNamed(token.value()).stream()
          .filter(table -> mayMean(table, qualifier))
          .forEach(named::add);
      if (token.isName()) {
        expand(token);
      }
    }
  }

  private static boolean endsArgument(List<Token> tokens, int at) {
    return at < tokens.size() && (tokens.get(at).isSymbol(")") || tokens.get(at).isSymbol(","));
  }

  private void expand(Token token) {
    for (Macro macro : existing.macrosNamed(token.value())) {
      expand(macro.body());
    }
    expand(existing.temporaryView(token.value()));
  }

  private void expand(List<Token> body) {
    if (!body.isEmpty() && expanded.add(body)) {
      add(body, false);
    }
  }

  /** A qualifier that is no schema is a table's alias, and the name behind it a column. */
  private boolean mayMean(Securable table, Optional<String> qualifier) {
    return qualifier.isEmpty()
        || qualifier.get().equals(DATABASE)
        || qualifier.get().equals(table.schema());
  }

  /** Splits a text that is a name, as the engine does: at dots outside of quotes. */
  static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** Returns the parts of the dotted name that stands at a place; none if there is no name. */
  static List<String> nameAt(List<Token> tokens, int start) {
    List<String> parts = new ArrayList<>();
    for (int at = start; at < tokens.size() && tokens.get(at).isName(); at += 2) {
      parts.add(tokens.get(at).value());
      if (at + 1 >= tokens.size() || !tokens.get(at + 1).isSymbol(".")) {
        break;
      }
    }
    return parts;
  }

  List<Occurrence> occurrences() {
    return occurrences;
  }

  /** Returns the tables and views that may be named. */
  Set<Securable> named() {
    return named;
  }

  /** Returns where a table stands in the statement itself, for an error. */
  Optional<Token> placeOf(Securable thing) {
    return occurrences.stream()
        .filter(occurrence -> occurrence.isOwn() && occurrence.name().equals(thing.name()))
        .map(Occurrence::token)
        .findFirst();
  }
}
