// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.RightsStatement;
import dev.mynah.sql.tree.RightsStatement.ChangeOwner;
import dev.mynah.sql.tree.SecurableKind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code ALTER .. OWNER TO}; whatever else ALTER says is the engine's. */
final class OwnerParser {
  private static final Map<String, SecurableKind> KINDS =
      Map.of(
          "table", SecurableKind.TABLE,
          "view", SecurableKind.TABLE,
          "sequence", SecurableKind.SEQUENCE,
          "schema", SecurableKind.SCHEMA,
          "function", SecurableKind.FUNCTION,
          "macro", SecurableKind.FUNCTION,
          "model", SecurableKind.MODEL);

  private OwnerParser() {}

  /** Reads on after {@code ALTER}; empty, and back where it began, for any other statement. */
  static Optional<RightsStatement> read(TokenCursor cursor) {
    int start = cursor.index();
    SecurableKind kind = KINDS.get(cursor.peek().value());
    if (kind == null) {
      return Optional.empty();
    }
    String command = "ALTER " + cursor.advance().value().toUpperCase(Locale.ROOT);
    boolean ifExists = cursor.take("if", "exists");
    Optional<QualifiedName> name = Action.relation(cursor);
    if (name.isEmpty() || !cursor.take("owner", "to")) {
      cursor.moveTo(start);
      return Optional.empty();
    }
    String owner = cursor.name("a role's name").text();
    cursor.expectEnd();
    return Optional.of(new ChangeOwner(command, kind, name.get(), ifExists, owner));
  }
}
