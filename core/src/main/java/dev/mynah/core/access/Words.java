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
 * The names that stand in a statement, and in the macros that it calls. A word that might name a
 * table counts as naming it, as does a text: strict is safe.
 */
final class Words {
  private static final String DATABASE = "mynah";

  private final Existing existing;
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final Set<Securable> named = new HashSet<>();
  private final Set<Securable> expanded = new HashSet<>();

  /**
   * A name where it stands.
   *
   * @param qualifier what stands before its dot
   * @param isCall whether a parenthesis follows
   * @param argument the token behind that parenthesis, if any
   * @param isOwn whether it stands in the statement itself, and not in a macro
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
          call && at + 2 < tokens.size() ? Optional.of(tokens.get(at + 2)) : Optional.empty();
      occurrences.add(new Occurrence(token, qualifier, call && token.isName(), argument, own));
      existing.tablesNamed(token.value()).stream()
          .filter(table -> mayMean(table, qualifier))
          .forEach(named::add);
      if (token.isName()) {
        expand(token);
      }
    }
  }

  private void expand(Token token) {
    for (Macro macro : existing.macrosNamed(token.value())) {
      if (!SystemSchemas.isSystem(macro.thing().schema()) && expanded.add(macro.thing())) {
        add(macro.body(), false);
      }
    }
  }

  /** A qualifier that is no schema is a table's alias, and the name behind it a column. */
  private boolean mayMean(Securable table, Optional<String> qualifier) {
    return qualifier.isEmpty()
        || qualifier.get().equals(DATABASE)
        || qualifier.get().equals(table.schema());
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
