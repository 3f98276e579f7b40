// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.core.session.Settings;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.EngineStatement;

/** Keeps transactions that only read from changing anything. */
final class ReadOnly {
  private ReadOnly() {}

  /** Fails if the statement changes something and the block, or the next one, only reads. */
  static void check(EngineStatement statement, boolean inBlock, Settings settings) {
    if (StatementGate.writes(statement.kind())) {
      check(statement.command(), inBlock, settings);
    } else if (takesSequenceValues(statement)) {
      check("nextval()", inBlock, settings);
    }
  }

  /** Fails if the block, or the next one, only reads. */
  static void check(String command, boolean inBlock, Settings settings) {
    if (settings.isOn(inBlock ? "transaction_read_only" : "default_transaction_read_only")) {
      throw new DatastoreException(
          ErrorCode.READ_ONLY_SQL_TRANSACTION,
          "cannot execute %s in a read-only transaction".formatted(command));
    }
  }

  private static boolean takesSequenceValues(EngineStatement statement) {
    return statement.tokens().stream().anyMatch(t -> t.isWord("nextval") || t.isWord("setval"));
  }
}
