// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an {@link dev.mynah.sql.tree.EngineStatement} does, and to what. */
record Action(StatementKind kind, String command, Optional<QualifiedName> target) {
  static Action read(String command) {
    return new Action(StatementKind.READ, command, Optional.empty());
  }

  static Action write(String command, Optional<QualifiedName> target) {
    return new Action(StatementKind.WRITE, command, target);
  }

  static Action define(String command, Optional<QualifiedName> target) {
    return new Action(StatementKind.DEFINE, command, target);
  }

  /** Passes a relation's name; empty when none is here or it lies in a foreign catalog. */
  static Optional<QualifiedName> relation(TokenCursor cursor) {
    return ofParts(nameParts(cursor));
  }

  /** Passes {@code name[.name...]}. */
  static List<String> nameParts(TokenCursor cursor) {
    List<String> parts = new ArrayList<>();
    while (cursor.peek().isName()) {
      parts.add(cursor.advance().value());
      if (!cursor.takeSymbol(".")) {
        break;
      }
    }
    return parts;
  }

  static Optional<QualifiedName> ofParts(List<String> parts) {
    return switch (parts.size()) {
      case 1 -> Optional.of(QualifiedName.of(parts.get(0)));
      case 2 -> Optional.of(QualifiedName.of(parts.get(0), parts.get(1)));
      case 3 ->
          parts.get(0).equals(TokenCursor.DATABASE)
              ? Optional.of(QualifiedName.of(parts.get(1), parts.get(2)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
