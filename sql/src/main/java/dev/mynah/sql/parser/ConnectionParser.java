// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.ConnectionStatement;
import dev.mynah.sql.tree.ConnectionStatement.CreateConnection;
import dev.mynah.sql.tree.ConnectionStatement.DropConnection;
import java.util.List;
import java.util.Optional;

/** Reads the statements about connections. */
final class ConnectionParser {
  private static final String CONNECTION = "a connection's name";

  private final TokenCursor cursor;

  ConnectionParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads on after {@code CREATE [OR REPLACE] CONNECTION}. */
  ConnectionStatement create(boolean orReplace) {
    String name = cursor.name(CONNECTION).text();
    cursor.expect("to");
    String uri = cursor.string("an address");
    Optional<String> user = Optional.empty();
    Optional<String> secret = Optional.empty();
    while (!cursor.atEnd()) {
      if (user.isEmpty() && cursor.take("user")) {
        user = Optional.of(cursor.string("a user's name"));
      } else if (secret.isEmpty() && cursor.take("identified")) {
        cursor.expect("by");
        secret = Optional.of(cursor.secret("a secret"));
      } else {
        throw cursor.unexpected(
            "USER, IDENTIFIED BY or the end of the statement", List.of("USER", "IDENTIFIED"));
      }
    }
    return new CreateConnection(orReplace, name, uri, user, secret);
  }

  /** Reads on after {@code DROP CONNECTION}. */
  ConnectionStatement drop() {
    boolean ifExists = cursor.take("if", "exists");
    String name = cursor.name(CONNECTION).text();
    cursor.expectEnd();
    return new DropConnection(name, ifExists);
  }
}
