// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.Optional;

/** Statements about connections: addresses elsewhere, with what is needed to log in there. */
public sealed interface ConnectionStatement extends Statement {
  /** {@code CREATE [OR REPLACE] CONNECTION name TO 'uri' [USER 's'] [IDENTIFIED BY 's']}. */
  record CreateConnection(
      boolean orReplace, String name, String uri, Optional<String> user, Optional<String> secret)
      implements ConnectionStatement {
    /** Says everything but the secret, so that no message can show it. */
    @Override
    public String toString() {
      return "CreateConnection[name=%s]".formatted(name);
    }
  }

  /** {@code DROP CONNECTION [IF EXISTS] name}. */
  record DropConnection(String name, boolean ifExists) implements ConnectionStatement {}
}
