// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

import java.util.List;
import java.util.Optional;

/** Statements about what a session keeps by name: prepared statements and cursors. */
public sealed interface CursorStatement extends Statement {
  /**
   * {@code PREPARE name [(type, ...)] AS statement}.
   *
   * @param types as written, for the first parameters
   * @param statement its text
   * @param position where it begins in the whole text, from 1
   */
  record Prepare(String name, List<String> types, String statement, int position)
      implements CursorStatement {
    public Prepare {
      types = List.copyOf(types);
    }
  }

  /**
   * {@code EXECUTE name [(expression, ...)]}.
   *
   * @param arguments as written
   */
  record Execute(String name, List<String> arguments) implements CursorStatement {
    public Execute {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code DEALLOCATE [PREPARE] {name | ALL}}; empty means all. */
  record Deallocate(Optional<String> name) implements CursorStatement {}

  /**
   * {@code DECLARE name [ASENSITIVE | INSENSITIVE] [NO SCROLL] CURSOR [WITH HOLD | WITHOUT HOLD]
   * FOR query}.
   *
   * @param hold whether it outlives its transaction
   * @param position where the query begins in the whole text, from 1
   */
  record Declare(String name, boolean hold, String query, int position)
      implements CursorStatement {}

  /**
   * {@code {FETCH | MOVE} [NEXT | n | ALL | FORWARD [n | ALL]] [FROM | IN] name}.
   *
   * @param count how many rows; empty for all that are left
   */
  record Fetch(String name, Optional<Long> count, Use use) implements CursorStatement {}

  /** {@code CLOSE {name | ALL}}; empty means all. */
  record CloseCursor(Optional<String> name) implements CursorStatement {}

  /** Whether rows are wanted or only passed. */
  enum Use {
    FETCH,
    MOVE
  }
}
