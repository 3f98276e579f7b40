// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.RightsStatement;
import dev.mynah.sql.tree.RightsStatement.AlterRole;
import dev.mynah.sql.tree.RightsStatement.CreateRole;
import dev.mynah.sql.tree.RightsStatement.DropOwned;
import dev.mynah.sql.tree.RightsStatement.DropRole;
import dev.mynah.sql.tree.RightsStatement.ReassignOwned;
import dev.mynah.sql.tree.RightsStatement.RenameRole;
import java.util.ArrayList;
import java.util.List;

/** Reads the statements that make, change and drop users and roles. */
final class RoleParser {
  private static final String ROLE = "a role's name";

  private final TokenCursor cursor;

  RoleParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Tells whether a word for a role lies ahead, and a name or IF EXISTS behind it. */
  static boolean isAhead(TokenCursor cursor) {
    return cursor.at("user") || cursor.at("role") || cursor.at("group");
  }

  /** Reads on after {@code CREATE}. */
  RightsStatement create() {
    boolean user = cursor.advance().isWord("user");
    String name = newName();
    return new CreateRole(name, new RoleOptionsReader(cursor, user).read());
  }

  /** Reads on after {@code ALTER}. */
  RightsStatement alter() {
    cursor.advance();
    String name = cursor.name(ROLE).text();
    if (cursor.take("rename")) {
      cursor.expect("to");
      String newName = newName();
      cursor.expectEnd();
      return new RenameRole(name, newName);
    }
    if (cursor.at("set") || cursor.at("reset") || cursor.at("in")) {
      throw new DatastoreException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "settings of a role are not supported")
          .withHint("SET them in each session.")
          .withPosition(cursor.position());
    }
    if (cursor.atEnd()) {
      throw cursor.unexpected("an option such as PASSWORD or RENAME TO");
    }
    return new AlterRole(name, new RoleOptionsReader(cursor, false).read());
  }

  /** Reads on after {@code DROP}. */
  RightsStatement drop() {
    cursor.advance();
    boolean ifExists = cursor.take("if", "exists");
    List<String> names = names(cursor);
    cursor.expectEnd();
    return new DropRole(names, ifExists);
  }

  /** Reads on after {@code DROP OWNED}. */
  RightsStatement dropOwned() {
    cursor.expect("by");
    List<String> roles = names(cursor);
    if (!cursor.take("cascade")) {
      cursor.take("restrict");
    }
    cursor.expectEnd();
    return new DropOwned(roles);
  }

  /** Reads on after {@code REASSIGN OWNED}. */
  RightsStatement reassignOwned() {
    cursor.expect("by");
    List<String> from = names(cursor);
    cursor.expect("to");
    String to = cursor.name(ROLE).text();
    cursor.expectEnd();
    return new ReassignOwned(from, to);
  }

  private String newName() {
    int position = cursor.position();
    String name = cursor.name(ROLE).text();
    boolean reserved =
        name.equals("public")
            || name.equals("none")
            || name.equals("current_user")
            || name.equals("session_user")
            || name.startsWith("pg_");
    if (reserved || name.isEmpty()) {
      throw new DatastoreException(
              ErrorCode.RESERVED_NAME, "role name \"%s\" is reserved".formatted(name))
          .withPosition(position);
    }
    return name;
  }

  /** Passes {@code [ROLE | GROUP] name, ...}. */
  static List<String> names(TokenCursor cursor) {
    List<String> names = new ArrayList<>();
    do {
      boolean word = cursor.at("role") || cursor.at("group") || cursor.at("user");
      if (word && cursor.peek(1).isName()) {
        cursor.advance();
      }
      names.add(cursor.name(ROLE).text());
    } while (cursor.takeSymbol(","));
    return names;
  }
}
