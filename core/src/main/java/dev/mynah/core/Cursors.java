// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The cursors of a session by name. Not thread-safe. */
final class Cursors {
  /** A client that never closes its cursors is to hear of it before the memory is full. */
  private static final int MAX_CURSORS = 1_000;

  private final Map<String, Cursor> cursors = new LinkedHashMap<>();

  void checkFree(String name) {
    if (cursors.containsKey(name)) {
      throw new DatastoreException(
          ErrorCode.DUPLICATE_CURSOR, "cursor \"%s\" already exists".formatted(name));
    }
    if (cursors.size() >= MAX_CURSORS) {
      throw new DatastoreException(ErrorCode.CONFIGURATION_LIMIT_EXCEEDED, "too many cursors")
          .withHint("Close those that are no longer used.");
    }
  }

  void add(String name, Cursor cursor) {
    cursors.put(name, cursor);
  }

  Cursor named(String name) {
    Cursor cursor = cursors.get(name);
    if (cursor == null) {
      throw new DatastoreException(
          ErrorCode.INVALID_CURSOR_NAME, "cursor \"%s\" does not exist".formatted(name));
    }
    return cursor;
  }

  void close(String name) {
    named(name).close();
    cursors.remove(name);
  }

  void closeAll() {
    closeIf(cursor -> true);
  }

  /** Closes those that end with their transaction, and keeps the rows of the others. */
  void beforeCommit() {
    closeIf(cursor -> !cursor.isHoldable());
    cursors.values().stream().filter(cursor -> !cursor.isCommitted()).forEach(Cursor::keep);
  }

  /** Says that the transaction was committed, and what is left outlives it. */
  void committed() {
    cursors.values().forEach(Cursor::committed);
  }

  /** Closes those that the transaction has made. */
  void rolledBack() {
    closeIf(cursor -> !cursor.isCommitted());
  }

  /** Returns the names of all that are open. */
  Set<String> names() {
    return Set.copyOf(cursors.keySet());
  }

  /** Closes all but these. */
  void closeOthers(Set<String> names) {
    for (String name : List.copyOf(cursors.keySet())) {
      if (!names.contains(name)) {
        close(name);
      }
    }
  }

  private void closeIf(Predicate<Cursor> ends) {
    for (Map.Entry<String, Cursor> entry : List.copyOf(cursors.entrySet())) {
      if (ends.test(entry.getValue())) {
        close(entry.getKey());
      }
    }
  }
}
