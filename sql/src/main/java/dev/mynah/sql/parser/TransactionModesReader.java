// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import dev.mynah.sql.tree.TransactionModes;
import dev.mynah.sql.tree.TransactionModes.Access;
import dev.mynah.sql.tree.TransactionModes.IsolationLevel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code ISOLATION LEVEL ...}, {@code READ ONLY} and the like, with or without commas. */
final class TransactionModesReader {
  private static final List<String> LEVELS = List.of("SERIALIZABLE", "REPEATABLE", "READ");

  private final TokenCursor cursor;
  private @Nullable IsolationLevel isolation;
  private @Nullable Access access;
  private @Nullable Boolean deferrable;

  TransactionModesReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Passes at least one mode, up to the end of the statement. */
  TransactionModes some() {
    mode();
    return rest();
  }

  /** Passes modes up to the end of the statement, perhaps none. */
  TransactionModes any() {
    return cursor.atEnd() ? TransactionModes.NONE : some();
  }

  private TransactionModes rest() {
    while (!cursor.atEnd()) {
      cursor.takeSymbol(",");
      mode();
    }
    return new TransactionModes(
        Optional.ofNullable(isolation),
        Optional.ofNullable(access),
        Optional.ofNullable(deferrable));
  }

  private void mode() {
    if (cursor.take("isolation", "level")) {
      isolation = level();
    } else if (cursor.take("read", "only")) {
      access = Access.READ_ONLY;
    } else if (cursor.take("read", "write")) {
      access = Access.READ_WRITE;
    } else if (cursor.take("deferrable")) {
      deferrable = true;
    } else if (cursor.take("not", "deferrable")) {
      deferrable = false;
    } else {
      throw cursor.unexpected(
          "ISOLATION LEVEL, READ WRITE, READ ONLY or DEFERRABLE",
          List.of("ISOLATION", "READ", "DEFERRABLE"));
    }
  }

  private IsolationLevel level() {
    return switch (cursor.expectOneOf(LEVELS)) {
      case "SERIALIZABLE" -> IsolationLevel.SERIALIZABLE;
      case "REPEATABLE" -> {
        cursor.expect("read");
        yield IsolationLevel.REPEATABLE_READ;
      }
      default ->
          cursor.expectOneOf(List.of("COMMITTED", "UNCOMMITTED")).equals("COMMITTED")
              ? IsolationLevel.READ_COMMITTED
              : IsolationLevel.READ_UNCOMMITTED;
    };
  }
}
